"""Links that open something of a report: its page, a letter's choices.

They are made of the installation's secret, so that none has to be kept: 256 bits each, and of the
tracking token a hash only. `LinkMaker` is handed down by whoever knows the secret.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from uuid import UUID


def hashed(token: str) -> bytes:
    """Return what is kept of a tracking token."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True)
class LinkMaker:
    """Makes the links of one commune.

    Attributes
    ----------
    secret : bytes
        Of the installation.
    address : str
        What links begin with: ``https://netz.heffingen.lu``.
    """

    secret: bytes = field(repr=False)
    address: str
    commune: str

    def tracking(self, report: UUID) -> str:
        """Return the token that opens the page of a report to who sent it."""
        return self._mac("tracking", report)

    def letter(self, follower: UUID) -> str:
        """Return the token by which who got a letter confirms an address or ends the letters."""
        return f"{follower.hex}.{self._mac('letter', follower)}"

    def follower_of(self, token: str) -> UUID | None:
        """Return whose letter a token came with; None where it is none of ours."""
        name, _, _ = token.partition(".")
        try:
            follower = UUID(hex=name)
        except ValueError:
            return None
        same = hmac.compare_digest(token.encode(), self.letter(follower).encode())
        return follower if same else None

    def report_page(self, token: str, language: str) -> str:
        """Return the address of a report's own page."""
        return f"{self.address}/report/{self.commune}/{token}?lang={language}"

    def public_page(self, number: str, language: str) -> str:
        """Return the address where anybody reads what became of a report."""
        return f"{self.address}/report/{self.commune}/list/{number}?lang={language}"

    def works_page(self, number: str, language: str) -> str:
        """Return the address where anybody reads of announced works."""
        return f"{self.address}/report/{self.commune}/works/{number}?lang={language}"

    def letter_page(self, follower: UUID, language: str) -> str:
        """Return the address where an address is confirmed, or letters are ended."""
        token = self.letter(follower)
        return f"{self.address}/report/{self.commune}/mail/{token}?lang={language}"

    def stop(self, follower: UUID) -> str:
        """Return the address that ends letters by one POST (RFC 8058)."""
        return f"{self.address}/report/{self.commune}/mail/{self.letter(follower)}/stop"

    def _mac(self, purpose: str, about: UUID) -> str:
        told = f"{purpose}\0{self.commune}\0{about.hex}".encode()
        digest = hmac.digest(self.secret, told, hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
