"""How the shipped classifier is made and measured. Nothing here is imported by the program."""
