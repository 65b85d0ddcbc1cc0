"""The secret of an installation: signs forms and links, salts what is hashed.

It lies beside the database, not in it: who reads a dump of the tables can sign nothing. Where it is
lost, links in letters that were sent stop working; nothing else does.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

_BYTES = 32


@lru_cache(maxsize=32)
def of(home: Path) -> bytes:
    """Return the secret of the installation at `home`, made when it is first needed."""
    path = home / "secret.key"
    home.mkdir(parents=True, exist_ok=True)
    draft = home / f".secret-{secrets.token_hex(8)}"
    if not path.exists():
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_BYTES))
        try:
            # Another process may be as far: the first one's stays, whole.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def derived(secret: bytes, *purpose: str) -> bytes:
    """Return the secret for one purpose: what signs forms opens no link."""
    return hmac.digest(secret, "\0".join(purpose).encode(), hashlib.sha256)
