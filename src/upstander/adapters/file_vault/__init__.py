"""One person's vault as a folder of encrypted files (docs/reference/vault-format.md)."""

from upstander.adapters.file_vault.vault import FileVault

__all__ = ["FileVault"]
