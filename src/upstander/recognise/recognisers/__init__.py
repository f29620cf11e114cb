"""One file a recogniser: rules and detectors over one message."""
