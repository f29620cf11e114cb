"""The ledger in plain words."""
