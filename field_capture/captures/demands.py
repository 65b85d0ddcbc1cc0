"""Which layers take a receiver's position only where it is fixed, and what that makes of a visit.

A layer's declaration says what the trade asks by default; a commune may ask for more or for less,
for it knows which receivers its crews have. Nothing is refused for it: fixes that are not fixed
leave the average as soon as one is, and a visit without any is provisional. A new asset waits for a
planner then, and one that is known is not moved by more than such a visit is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from field_capture import store
from field_capture.captures.fix import Fix, FixQuality, Source
from gis.errors import Invalid, Issue, Severity
from gis.sentences import phrase
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer, Positioning, Role

PROVISIONAL_SIGMA_M = 0.5
"""What a visit without a fixed solution is worth at best, where one is asked for: that much a float
solution may be off without knowing, metres."""

_SOLUTIONS = {FixQuality.DGPS: "solution_dgps", FixQuality.RTK_FLOAT: "solution_rtk_float"}


def changed(session: CommuneSession) -> Mapping[str, Positioning]:
    """Return layer -> what the commune asks for, where it is something else than declared."""
    table = store.table(session, "layer_positioning")
    rows = session.connection.execute(select(table.c.layer, table.c.positioning))
    return {row.layer: Positioning(row.positioning) for row in rows}


def wanted(session: CommuneSession, layer: Layer) -> Positioning:
    """Return what is asked of a receiver for a layer in this commune."""
    return changed(session).get(layer.name, layer.positioning)


def asked(session: CommuneSession) -> dict[Layer, Positioning]:
    """Return what is asked for each layer that crews capture, as far as the viewer may see it."""
    own = changed(session)
    return {
        layer: own.get(layer.name, layer.positioning)
        for layer in session.viewer.layers(session.catalogue)
        if layer.role not in (Role.ORIENTS, Role.BOUNDS)
    }


def keep(session: CommuneSession, given: Mapping[str, str], now: datetime) -> None:
    """Ask this of layers from now on; what is as declared follows the declaration again.

    Raises
    ------
    Unauthenticated, NotAllowed
    Invalid
    """
    session.viewer.must(Action.EDIT)
    layers = {layer.name: layer for layer in asked(session)}
    known = {each.value for each in Positioning}
    issues = [
        Issue("positioning_unknown", name[:40], details={"value": value[:40]})
        for name, value in given.items()
        if name not in layers or value not in known
    ]
    if issues:
        raise Invalid(issues)
    table = store.table(session, "layer_positioning")
    for name, value in given.items():
        if Positioning(value) is layers[name].positioning:
            session.connection.execute(delete(table).where(table.c.layer == name))
            continue
        values = {"positioning": value, "actor": session.viewer.actor, "at": now}
        session.connection.execute(
            insert(table)
            .values(layer=name, **values)
            .on_conflict_do_update(index_elements=["layer"], set_=values)
        )


def meets(fix: Fix, demand: Positioning) -> bool:
    """Tell whether a position says what is asked; one that was drawn or taped has no solution."""
    if demand is Positioning.ANY or fix.source is Source.MAP:
        return True
    return fix.fix_quality is FixQuality.RTK_FIXED


def counted(fixes: Sequence[Fix], demand: Positioning) -> Sequence[Fix]:
    """Return the fixes that make a position: those that meet the demand, all where none does."""
    return [each for each in fixes if meets(each, demand)] or fixes


def unmet(fix: Fix, demand: Positioning, path: str) -> list[Issue]:
    """Return why somebody should look at a position, if it does not meet the demand."""
    if meets(fix, demand):
        return []
    solution = _SOLUTIONS.get(fix.fix_quality or FixQuality.AUTONOMOUS, "solution_autonomous")
    details = {"solution": phrase(solution), "found": round(fix.sigma_m, 2)}
    return [Issue("not_fixed", path, Severity.WARNING, details)]
