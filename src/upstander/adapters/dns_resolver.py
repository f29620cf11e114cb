"""Asks the name servers of this computer for the TXT records of one name, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver
from dns.rdtypes.ANY.TXT import TXT

from upstander.application.network_ports import TextRecords, Trouble
from upstander.model.lead import LookOutcome

LIMIT_S = 10.0
MOST_TEXTS = 20
MOST_BYTES = 16 * 1024  # of one text


class DnsResolver:
    """Implements ``Resolver``.

    ``servers`` and ``port`` replace the name servers of this computer; ``limit_s`` is the time
    for all tries, in seconds. An answer that was cut off is asked for again over TCP.
    """

    def __init__(
        self, *, servers: Sequence[str] = (), port: int = 53, limit_s: float = LIMIT_S
    ) -> None:
        self._servers = list(servers)
        self._port = port
        self._limit_s = limit_s

    def txt(self, name: str) -> TextRecords:
        """Ask once; nothing is kept for the next time."""
        try:
            answer = self._resolver().resolve(
                dns.name.from_text(name), dns.rdatatype.TXT, search=False, lifetime=self._limit_s
            )
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return TextRecords(LookOutcome.ABSENT)
        except dns.exception.Timeout:
            return _failed(Trouble.SLOW)
        except dns.resolver.NoResolverConfiguration:
            return _failed(Trouble.NO_NETWORK)
        except dns.exception.DNSException:
            return _failed(Trouble.SERVER)
        except (OSError, ValueError):
            return _failed(Trouble.NO_NETWORK)
        texts = tuple(
            b"".join(each.strings)[:MOST_BYTES] for each in answer if isinstance(each, TXT)
        )
        return TextRecords(LookOutcome.FOUND, texts[:MOST_TEXTS])

    def _resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=not self._servers)
        if self._servers:
            resolver.nameservers = list(self._servers)
            resolver.port = self._port
        return resolver


def _failed(trouble: Trouble) -> TextRecords:
    return TextRecords(LookOutcome.FAILED, trouble=trouble)
