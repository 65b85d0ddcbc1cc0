"""Passwords: Argon2id, a least strength, and waiting instead of locking out.

After a few failures each further one makes the next attempt wait longer, up to a minute. Nobody
is locked out by somebody who guesses at their name: a passkey needs no waiting.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql
from zxcvbn import zxcvbn

from api.security.accounts import Account, by_login
from api.security.errors import SignInRefused, SlowDown, WeakPassword
from api.security.tables import ATTEMPT, PASSWORD

LEAST = 10
"""Characters; NIST SP 800-63B asks for 8, a longer one may be plainer."""
LONGEST = 200
_STRENGTH = 3  # of zxcvbn's 0 to 4: ten thousand million guesses
_LOOKED_AT = 72  # characters: zxcvbn takes seconds for much longer ones
_FREE_FAILURES = 3
_LONGEST_WAIT_S = 60
_FORGOTTEN = timedelta(days=1)

_hasher = PasswordHasher()
# What is compared with where nobody has this name: both answers take the same time.
_NOBODY = _hasher.hash("nobody has this password")


def check(password: str, account: Account) -> None:
    """Refuse a password that would be guessed.

    Raises
    ------
    WeakPassword
    """
    about = [account.login, account.name, "netzkaart", *account.name.split()]
    if not LEAST <= len(password) <= LONGEST:
        raise WeakPassword(LEAST)
    if zxcvbn(password[:_LOOKED_AT], user_inputs=about)["score"] < _STRENGTH:
        raise WeakPassword(LEAST)


def choose(connection: Connection, account: Account, password: str, now: datetime) -> None:
    """Store a person's new password.

    Raises
    ------
    WeakPassword
    """
    check(password, account)
    made = postgresql.insert(PASSWORD).values(
        account=account.id, hash=_hasher.hash(password), changed_at=now
    )
    connection.execute(
        made.on_conflict_do_update(
            index_elements=["account"],
            set_={"hash": made.excluded.hash, "changed_at": made.excluded.changed_at},
        )
    )


def has_one(connection: Connection, account: Account) -> bool:
    """Tell whether a person can sign in by password."""
    found = select(PASSWORD.c.account).where(PASSWORD.c.account == account.id)
    return connection.scalar(found) is not None


def verify(connection: Connection, login: str, password: str, now: datetime) -> Account:
    """Return who signs in, and note failures; the caller commits also where this raises.

    Raises
    ------
    SlowDown
        Too many failures with this name; nothing was looked at.
    SignInRefused
    """
    key = hashlib.sha256(login.strip().casefold().encode()).digest()
    failures = _failures(connection, key, now)
    account = by_login(connection, login)
    stored = None
    if account is not None:
        stored = connection.scalar(select(PASSWORD.c.hash).where(PASSWORD.c.account == account.id))
    if not _matches(stored or _NOBODY, password[:LONGEST]) or account is None or stored is None:
        made = postgresql.insert(ATTEMPT).values(login_hash=key, failures=failures + 1, last_at=now)
        connection.execute(
            made.on_conflict_do_update(
                index_elements=["login_hash"],
                set_={"failures": ATTEMPT.c.failures + 1, "last_at": now},
            )
        )
        raise SignInRefused
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.login_hash == key))
    if _hasher.check_needs_rehash(stored):
        again = _hasher.hash(password)
        connection.execute(
            update(PASSWORD).where(PASSWORD.c.account == account.id).values(hash=again)
        )
    return account


def _failures(connection: Connection, key: bytes, now: datetime) -> int:
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.last_at < now - _FORGOTTEN))
    # Locked: many attempts at once are counted one after another.
    row = connection.execute(
        select(ATTEMPT.c.failures, ATTEMPT.c.last_at)
        .where(ATTEMPT.c.login_hash == key)
        .with_for_update()
    ).one_or_none()
    if row is None:
        return 0
    if row.failures >= _FREE_FAILURES:
        wait_s = min(2 ** (row.failures - _FREE_FAILURES + 1), _LONGEST_WAIT_S)
        left = wait_s - (now - row.last_at).total_seconds()
        if left > 0:
            raise SlowDown(int(left) + 1)
    return int(row.failures)


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
