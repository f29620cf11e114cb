"""Wallets: addresses that coins are asked to be sent to, with what their own check says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from upstander.directory.lead_notes import lead_note
from upstander.language.coin_address import WALLET, Wallet, passes_check, read_wallet
from upstander.model.lead import Lead
from upstander.trace.leads._interface import LeadFinder, Page


class Wallets(LeadFinder):
    """Keeps a wallet that fails its check too: somebody wrote it and asked for money to it."""

    slug = "wallets"
    rank = 10
    anywhere = True

    def leads(self, page: Page) -> Iterable[Lead]:
        """One lead for each address of a form that is known."""
        for match in WALLET.finditer(page.text):
            wallet = read_wallet(match[0])
            if wallet is not None:
                plain = wallet.address.lower() if wallet.address[:2].lower() in _ONE_CASE else ""
                yield page.lead("wallet", *match.span(), plain=plain, notes=_notes(wallet))


# Forms in which capital and small letters mean the same (BIP 173, hexadecimal).
_ONE_CASE = frozenset(("bc", "tb", "lt", "0x"))


def _notes(wallet: Wallet) -> Iterator[str]:
    yield lead_note("wallet", "form", coin=wallet.coin)
    if wallet.looks_like_example:
        yield lead_note("wallet", "example")
    valid = passes_check(wallet.address)
    yield lead_note("wallet", {True: "passes", False: "fails", None: "unchecked"}[valid])
    if wallet.coin != "Monero":
        yield lead_note("wallet", "public")


PLUGIN = Wallets()
