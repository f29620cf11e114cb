"""One file a source. Adding a source is adding one module that ends with ``PLUGIN = ...``."""
