"""Who to turn to, in which order, and why: rules that are data, applied to a situation."""
