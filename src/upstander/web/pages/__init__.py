"""One folder a page: its addresses, views, forms and templates."""
