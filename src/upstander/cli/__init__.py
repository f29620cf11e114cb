"""The shell: one command a file. Commands ask and show; use cases act."""
