"""Which eCRIME it may be, how urgent, in whose words, and why: signs that quote, never scores."""
