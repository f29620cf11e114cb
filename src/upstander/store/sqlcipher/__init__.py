"""A Django database engine over SQLCipher, whose key is known only while unlocked."""
