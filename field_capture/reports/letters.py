"""How often one address is asked to confirm itself: nobody's mailbox is filled through us.

Whoever gives an address may give somebody else's. So a mailbox gets few such letters a day,
whatever is sent with it and from wherever. Only a hash is kept for that, a day long: what is
forgotten with a letter's *stop* is still counted here.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from field_capture.store import table
from gis.assets import new_id
from gis.session import CommuneSession

MOST = 3
PER = timedelta(days=1)


def asks(session: CommuneSession, email: str, now: datetime) -> bool:
    """Tell whether an address may be asked once more, and count that it is."""
    told = f"{session.commune.name}\0{email.strip().lower()}".encode()
    key = hashlib.sha256(told).digest()
    # Of two at the same moment the second one sees the first.
    lock = int.from_bytes(key[:8], signed=True)
    session.connection.execute(select(func.pg_advisory_xact_lock(lock)))
    rows = table(session, "letter_asked")
    lately = select(func.count()).where(rows.c.address_sha256 == key, rows.c.at > now - PER)
    if (session.connection.scalar(lately) or 0) >= MOST:
        return False
    session.connection.execute(insert(rows).values(id=new_id(), address_sha256=key, at=now))
    return True


def forget(session: CommuneSession, now: datetime) -> None:
    """Forget what no longer counts."""
    rows = table(session, "letter_asked")
    session.connection.execute(delete(rows).where(rows.c.at <= now - PER))
