"""Addresses of mail: which ones a letter can be sent to, and how they stand on it."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address

_EMAIL = re.compile(
    r"[^\s@<>()\[\]\\,;:\"]{1,64}@(?:[^\s@<>()\[\]\\,;:\".]{1,63}\.)+(?!\d+\Z)[^\s@<>()\[\]\\,;:\".]{2,63}\Z"
)


def is_address(email: str) -> bool:
    """Tell whether a letter can be sent there: ``jean..dupont@x.lu`` looks like it, and is none."""
    if not _EMAIL.match(email):
        return False
    try:
        Address(addr_spec=on_letter(email))
    except (MessageError, ValueError):
        return False
    return True


def on_letter(email: str) -> str:
    """Return an address as servers of mail know it: ``kim@müller.lu`` in ASCII.

    Raises
    ------
    ValueError
    """
    name, _, domain = email.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}"
