"""Report: the right body, in the form it accepts, and what to do when no answer comes."""
