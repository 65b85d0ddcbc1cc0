"""Passkeys (WebAuthn level 3): made and checked by py_webauthn.

A browser makes them for a name of a host, never for a bare IP address. The person need not type
who they are: the passkey tells.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import Connection, Row, delete, insert, select, update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.security.accounts import Account, by_id
from api.security.errors import PasskeyRefused
from api.security.tables import CHALLENGE, PASSKEY
from api.security.tokens import digest

_WITHIN = timedelta(minutes=5)
_LONGEST_ID = 1023  # bytes, by the standard


@dataclass(frozen=True, slots=True)
class Site:
    """The address that passkeys belong to: ``https://netz.heffingen.lu``."""

    origin: str

    @property
    def host(self) -> str:
        """The relying party's id."""
        return urlsplit(self.origin).hostname or ""

    @property
    def fit(self) -> bool:
        """Whether browsers make passkeys here: not for bare addresses."""
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return bool(self.host)
        return False


def asked_to_make(
    connection: Connection, site: Site, account: Account, now: datetime
) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for a person."""
    known = connection.scalars(select(PASSKEY.c.id).where(PASSKEY.c.account == account.id))
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Netzkaart",
        user_id=account.id.bytes,
        user_name=account.login,
        user_display_name=account.name,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    _expect(connection, options.challenge, now)
    return options_to_json_dict(options)


def make(  # noqa: PLR0913  what a passkey is made of
    connection: Connection,
    site: Site,
    account: Account,
    made: dict[str, Any],
    label: str,
    now: datetime,
) -> None:
    """Keep the passkey that a browser has made.

    Raises
    ------
    PasskeyRefused
    """
    challenge = _expected(connection, made, now)
    try:
        verified = webauthn.verify_registration_response(
            credential=made,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except WebAuthnException as error:
        raise PasskeyRefused from error
    known = select(PASSKEY.c.id).where(PASSKEY.c.id == verified.credential_id)
    if len(verified.credential_id) > _LONGEST_ID or connection.scalar(known) is not None:
        raise PasskeyRefused
    connection.execute(
        insert(PASSKEY).values(
            id=verified.credential_id,
            account=account.id,
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
            label=label[:60],
            created_at=now,
        )
    )


def asked_to_prove(connection: Connection, site: Site, now: datetime) -> dict[str, Any]:
    """Return what a browser needs to sign in by a passkey."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    _expect(connection, options.challenge, now)
    return options_to_json_dict(options)


def prove(connection: Connection, site: Site, proof: dict[str, Any], now: datetime) -> Account:
    """Return who signs in by a passkey.

    Raises
    ------
    PasskeyRefused
    """
    challenge = _expected(connection, proof, now)
    row = connection.execute(
        select(PASSKEY.c.id, PASSKEY.c.account, PASSKEY.c.public_key, PASSKEY.c.sign_count)
        .where(PASSKEY.c.id == _bytes(proof.get("id")))
        .with_for_update()
    ).one_or_none()
    account = by_id(connection, row.account) if row else None
    if row is None or account is None:
        raise PasskeyRefused
    try:
        verified = webauthn.verify_authentication_response(
            credential=proof,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except WebAuthnException as error:
        raise PasskeyRefused from error
    connection.execute(
        update(PASSKEY)
        .where(PASSKEY.c.id == row.id)
        .values(sign_count=verified.new_sign_count, used_at=now)
    )
    return account


def every(connection: Connection, account: Account) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return a person's passkeys: id, label, created_at, used_at."""
    return connection.execute(
        select(PASSKEY.c.id, PASSKEY.c.label, PASSKEY.c.created_at, PASSKEY.c.used_at)
        .where(PASSKEY.c.account == account.id)
        .order_by(PASSKEY.c.created_at)
    ).all()


def remove(connection: Connection, account: Account, shown: str) -> bool:
    """Forget one of a person's own passkeys; tell whether there was one."""
    gone = delete(PASSKEY).where(PASSKEY.c.id == _bytes(shown), PASSKEY.c.account == account.id)
    return bool(connection.execute(gone).rowcount)


def shown(identity: bytes) -> str:
    """Return a passkey's id as it stands in forms."""
    return bytes_to_base64url(identity)


def _bytes(text: object) -> bytes:
    try:
        return base64url_to_bytes(str(text)[: 2 * _LONGEST_ID])
    except ValueError as error:
        raise PasskeyRefused from error


def _expect(connection: Connection, challenge: bytes, now: datetime) -> None:
    connection.execute(delete(CHALLENGE).where(CHALLENGE.c.expires_at <= now))
    connection.execute(
        insert(CHALLENGE).values(
            hash=digest(bytes_to_base64url(challenge)), expires_at=now + _WITHIN
        )
    )


def _expected(connection: Connection, answer: dict[str, Any], now: datetime) -> bytes:
    """Return the challenge that an answer answers, which is then used up."""
    try:
        told = json.loads(_bytes(answer["response"]["clientDataJSON"]))["challenge"]
        challenge = _bytes(told)
    except (KeyError, TypeError, ValueError) as error:
        raise PasskeyRefused from error
    used = delete(CHALLENGE).where(
        CHALLENGE.c.hash == digest(bytes_to_base64url(challenge)), CHALLENGE.c.expires_at > now
    )
    if not connection.execute(used).rowcount:
        raise PasskeyRefused
    return challenge
