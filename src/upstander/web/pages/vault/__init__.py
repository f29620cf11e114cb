"""Make, unlock and lock the vault; recovery code and paper key."""
