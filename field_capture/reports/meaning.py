"""What a report is about: whether it is here already, where it lies, and which asset it means.

All that PostgreSQL knows of it is asked in one question (`look`); only a code that somebody read
off an asset needs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from shapely import Point
from sqlalchemy import LargeBinary, Select, Table, Uuid, bindparam, false, select, true

from field_capture.reports import settings as desk_settings
from field_capture.reports.draft import Draft, layers_of
from field_capture.reports.settings import Announced
from field_capture.store import table
from gis import addresses, assets, territories
from gis.errors import Invalid, Issue
from gis.geometry import Territory
from gis.questions import Question, ask
from gis.session import CommuneSession
from layers.spec import FieldRole, Layer

Meant = tuple[Layer, UUID]


@dataclass(frozen=True, slots=True)
class Known:
    """What PostgreSQL knows of a report that was sent.

    Attributes
    ----------
    before : tuple or None
        Id, number and state of the report that has its key already, and whether it joined it.
    named, nearest : Meant or None
        The asset that was chosen, and the one that is nearest.
    address : str or None
        The nearest house.
    """

    before: tuple[UUID, str, str, bool] | None
    territory: Territory
    announced: Announced
    named: Meant | None
    nearest: Meant | None
    address: str | None


def look(session: CommuneSession, draft: Draft, point: Point | None, once: bytes | None) -> Known:
    """Ask what is known of a report at a place (home CRS), with the hash of its key."""
    layers = layers_of(session.catalogue, draft.service_code)
    houses = addresses.questions(session, point) if point else []
    choices = layers if draft.asset_id else ()
    near = layers if point else ()
    first, ground, announced, *others = ask(
        session.connection,
        Question(
            _by_key(table(session, "report"), table(session, "report_answer")),
            _as_it_is,
            {"once": once},
        ),
        territories.question(session),
        desk_settings.announced_question(session),
        *(
            Question(_there(session.table(each)), bool, {"chosen": draft.asset_id})
            for each in choices
        ),
        *(assets.nearest_id(session, each, point, each.reached_within_m) for each in near if point),
        *houses,
    )
    chosen, hits = others[: len(choices)], others[len(choices) : len(choices) + len(near)]
    named = next((each for each, there in zip(choices, chosen, strict=True) if there), None)
    found = [(hit[1], each, hit[0]) for each, hit in zip(near, hits, strict=True) if hit]
    return Known(
        before=first,
        territory=ground,
        announced=announced,
        named=(named, draft.asset_id) if named and draft.asset_id else None,
        nearest=min(found, key=lambda each: each[0])[1:] if found else None,
        address=addresses.first(others[len(choices) + len(near) :]),
    )


def _as_it_is(row: tuple[Any, ...] | None) -> Any:
    return row


@lru_cache(maxsize=32)
def _by_key(report: Table, said: Table) -> Select[Any]:
    once = bindparam("once", type_=LargeBinary)
    found = select(report.c.id, report.c.number, report.c.state)
    kept = found.add_columns(false().label("joined")).where(report.c.once_sha256 == once)
    joined = (
        found.add_columns(true())
        .join_from(said, report, said.c.report == report.c.id)
        .where(said.c.once_sha256 == once)
    )
    return select(kept.union_all(joined).subquery()).limit(1)


@lru_cache(maxsize=512)
def _there(rows: Table) -> Select[Any]:
    return select(rows.c.id).where(rows.c.id == bindparam("chosen", type_=Uuid))


def meant(session: CommuneSession, draft: Draft, known: Known) -> Meant | None:
    """Return the asset that a report means: the one it names, or else the nearest that fits.

    Raises
    ------
    Invalid
        It names two different ones, or addresses one that is not there, where the viewer may
        see which are there.
    """
    layers = layers_of(session.catalogue, draft.service_code)
    # Refusals are about what the sender may see: anybody could try the codes of hidden layers.
    seen = set(session.viewer.layers(session.catalogue)).issuperset(layers)
    if seen and draft.address_id and _by_code(session, layers, draft.address_id) is None:
        # A number read off a lamp may be misread; an address that a program sends is not, and
        # crews would be sent to the nearest asset instead.
        details = {"value": draft.address_id}
        raise Invalid([Issue("address_unknown", "address_id", details=details)])
    chosen = known.named
    read = _by_code(session, layers, draft.asset_code or draft.address_id)
    if seen and chosen and read and draft.asset_code and chosen[1] != read[1]:
        raise Invalid([Issue("assets_differ", "asset_id, asset_code")])
    return chosen or read or known.nearest


def _by_code(session: CommuneSession, layers: Sequence[Layer], code: str | None) -> Meant | None:
    if code is None:
        return None
    spellings = tuple(dict.fromkeys((code, code.upper())))
    for layer in layers:
        for spelling in spellings:
            hit = assets.find_by_code(session, layer, spelling)
            if hit is not None:
                return layer, hit.id
    for layer in layers:
        for spelling in spellings:
            carried = _carried_by(session, layer, spelling)
            if carried is not None:
                return layer, carried
    return None


def _carried_by(session: CommuneSession, layer: Layer, code: str) -> UUID | None:
    """Return the asset that stands on what bears the code: numbers are read on supports."""
    support = layer.field_of(FieldRole.SUPPORT)
    if support is None or support.refers_to is None:
        return None
    carrier = assets.find_by_code(session, session.catalogue[support.refers_to], code)
    if carrier is None:
        return None
    rows = session.table(layer)
    return session.connection.scalar(
        select(rows.c.id)
        .where(rows.c[support.name] == carrier.id)
        .order_by(rows.c.code, rows.c.id)
        .limit(1)
    )
