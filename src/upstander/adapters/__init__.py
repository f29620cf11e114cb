"""Where bytes go: clock, disk, other programs. The only rooms that touch the machine."""
