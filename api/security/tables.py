"""What is known of people who sign in: tables of the schema ``platform``, made by its migrations.

Links, sessions and codes are kept as SHA-256 of 256 random bits, passwords as Argon2id.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    func,
    text,
)

_PLATFORM = MetaData(schema="platform")
_MOMENT = DateTime(timezone=True)

ACCOUNT = Table(
    "account",
    _PLATFORM,
    Column("id", Uuid, primary_key=True),
    Column("actor", String(40), nullable=False),
    Column("login", String(120), nullable=False),
    Column("name", String(120), nullable=False),
    Column("everywhere", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", _MOMENT, nullable=False, server_default=func.now()),
    Column("disabled_at", _MOMENT),
)
MEMBERSHIP = Table(
    "membership",
    _PLATFORM,
    Column("account", Uuid, primary_key=True),
    Column("commune", String(40), primary_key=True),
    Column("role", String(20), nullable=False),
)
PASSWORD = Table(
    "password",
    _PLATFORM,
    Column("account", Uuid, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("changed_at", _MOMENT, nullable=False, server_default=func.now()),
)
PASSKEY = Table(
    "passkey",
    _PLATFORM,
    Column("id", LargeBinary, primary_key=True),
    Column("account", Uuid, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("label", String(60), nullable=False),
    Column("created_at", _MOMENT, nullable=False, server_default=func.now()),
    Column("used_at", _MOMENT),
)
SESSION = Table(
    "session",
    _PLATFORM,
    Column("hash", LargeBinary, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("account", Uuid, nullable=False),
    Column("label", String(60), nullable=False),
    Column("created_at", _MOMENT, nullable=False),
    Column("seen_at", _MOMENT, nullable=False),
    Column("expires_at", _MOMENT, nullable=False),
)
INVITATION = Table(
    "invitation",
    _PLATFORM,
    Column("hash", LargeBinary, primary_key=True),
    Column("account", Uuid, nullable=False),
    Column("expires_at", _MOMENT, nullable=False),
)
ENROLMENT = Table(
    "enrolment",
    _PLATFORM,
    Column("hash", LargeBinary, primary_key=True),
    Column("commune", String(40), nullable=False),
    Column("label", String(120), nullable=False),
    Column("expires_at", _MOMENT, nullable=False),
)
CHALLENGE = Table(
    "challenge",
    _PLATFORM,
    Column("hash", LargeBinary, primary_key=True),
    Column("expires_at", _MOMENT, nullable=False),
)
ATTEMPT = Table(
    "attempt",
    _PLATFORM,
    Column("login_hash", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", _MOMENT, nullable=False),
)
SIGN_IN_EVENT = Table(
    "sign_in_event",
    _PLATFORM,
    Column("id", BigInteger, primary_key=True),
    Column("at", _MOMENT, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("actor", String(40)),
    Column("commune", String(40)),
    Column("subject", String(120), nullable=False),
)
