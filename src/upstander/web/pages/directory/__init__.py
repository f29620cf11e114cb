"""The directory of services: browse it offline, with dates and what happens if one tells them."""
