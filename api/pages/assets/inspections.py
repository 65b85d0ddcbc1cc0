"""When somebody looked at an asset, and how it was: read from what its journal says of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from api.pages.assets.history import names_of
from api.pages.assets.view import Teller
from gis import history
from gis.assets import Asset
from gis.session import CommuneSession
from layers.spec import FieldRole

_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Inspection:
    """A day on which an asset was looked at, its condition then, and who noted it when."""

    day: date
    condition: str
    who: str
    at: datetime


def inspections(session: CommuneSession, asset: Asset, language: str) -> list[Inspection]:
    """Return the inspections that the last changes of an asset tell of, the newest first.

    Raises
    ------
    Unauthenticated
        The viewer has no role.
    """
    layer, seen = asset.layer, session.viewer.fields(asset.layer)
    checked, condition = layer.field_of(FieldRole.CHECKED), layer.field_of(FieldRole.CONDITION)
    if checked is None or checked not in seen:
        return []
    tell = Teller(session, language)
    names = condition.name if condition is not None and condition in seen else ""
    then = asset.properties.get(names)
    found, actors = [], []
    for change in history.of_asset(session, layer, asset.id, limit=_CHANGES):
        was, now = change.fields.get(names, (then, then))
        _, day = change.fields.get(checked.name, (None, None))
        if day is not None and change.op != "remove":
            told = tell(condition, now) if condition is not None and now is not None else ""
            found.append((_date(day), told, change.actor, change.at))
            actors.append(change.actor)
        then = was
    known = names_of(session, set(actors))
    return [Inspection(day, told, known[actor], at) for day, told, actor, at in found]


def _date(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
