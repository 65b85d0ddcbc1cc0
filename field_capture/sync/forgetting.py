"""What is kept of fixes, but not for ever with the device and the person behind them.

A position is proven by its raw fixes; after two months nobody needs to know whose tablet it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import cast, func, literal, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Text

from field_capture import store
from field_capture.states.operation import State
from gis.session import CommuneSession

AFTER = timedelta(days=61)
NOBODY = "past"
_NO_DEVICE = UUID(int=0)
_SETTLED = [State.APPLIED, State.MERGED, State.RESOLVED, State.REJECTED]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many fixes, captures and operations lost their device and person."""

    fixes: int
    captures: int
    operations: int


def forget(session: CommuneSession, now: datetime) -> Forgotten:
    """Take device and person from what is two months old; what waits for somebody keeps them.

    The role that serves may not do this to visits: it is for who owns the schema.
    """
    before = now - AFTER
    seen = session.tables.tables["commune.observation"]
    told = seen.c.fix.has_key("platform") | seen.c.fix.has_key("fixes")
    bare = seen.c.fix.op("-")(cast(["platform", "fixes"], ARRAY(Text)))
    fixes = session.connection.execute(
        update(seen).where(seen.c.received_at < before, told).values(fix=bare)
    ).rowcount
    capture = store.table(session, "capture")
    platform = cast(["properties", "fix", "platform"], ARRAY(Text))
    captures = session.connection.execute(
        update(capture)
        .where(
            capture.c.received_at < before,
            capture.c.state == "done",
            capture.c.body.op("#>")(platform).is_not(None),
        )
        .values(body=capture.c.body.op("#-")(platform))
    ).rowcount
    log = store.table(session, "operation")
    bare_body = log.c.body.op("-")("fixes").op("||")(
        func.jsonb_build_object("device_id", literal(str(_NO_DEVICE)), type_=JSONB)
    )
    operations = session.connection.execute(
        update(log)
        .where(
            log.c.received_at < before,
            log.c.state.in_([each.value for each in _SETTLED]),
            log.c.device != _NO_DEVICE,
        )
        .values(device=_NO_DEVICE, actor=NOBODY, body=bare_body)
    ).rowcount
    return Forgotten(fixes, captures, operations)
