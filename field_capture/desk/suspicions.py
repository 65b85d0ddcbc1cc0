"""Common causes that the open reports of a commune point to, with the assets' names.

They are looked for anew whenever somebody asks: a report that is closed or turns out to be a
duplicate leaves no suspicion behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select

from field_capture.desk.patterns import WITHIN, Circuit, branch, circuits
from field_capture.states.report import OPEN
from field_capture.store import table
from gis.network.graph import graph
from gis.network.supply import Supply, supply
from gis.quality import reading
from gis.session import CommuneSession
from gis.validation.stock import World
from gis.viewer import Viewer, ViewerRole
from layers.spec import FieldRole, Layer, Role, Spread, Text

_NETWORK = Viewer("patterns", ViewerRole.ADMIN)
"""The whole network is looked at; what a suspicion names is again what the asker may see."""

_CONNECTED_WITHIN_M = 100.0
_SAME_HOUSEHOLD_M = 10.0

_ONE_CIRCUIT = Text(
    "{lamps} vun de {size} Luuchten um Stroumkrees {circuit} si gemellt: vläicht ass et de "
    "Stroumkrees.",
    "{lamps} des {size} luminaires du circuit {circuit} sont signalés : c'est peut-être le "
    "circuit.",
    "{lamps} der {size} Leuchten am Stromkreis {circuit} sind gemeldet: Vielleicht ist es der "
    "Stromkreis.",
    "{lamps} of the {size} lamps on circuit {circuit} are reported: it may be the circuit.",
)
_ONE_CABINET = Text(
    "{lamps} Luuchten op {circuits} Stroumkreesser vum Schaf {code} si gemellt: vläicht ass et de "
    "Schaf.",
    "{lamps} luminaires sur {circuits} circuits de l'armoire {code} sont signalés : c'est "
    "peut-être l'armoire.",
    "{lamps} Leuchten an {circuits} Stromkreisen des Schranks {code} sind gemeldet: Vielleicht ist "
    "es der Schrank.",
    "{lamps} lamps on {circuits} circuits of cabinet {code} are reported: it may be the cabinet.",
)
_ONE_LINE = Text(
    "{places} Plaze bekommen hiert Waasser iwwer {code}, dobäi läit nëmmen {percent} % vum Netz "
    "dohanner (gerechent um kierzte Wee).",
    "{places} lieux reçoivent leur eau par {code}, alors que seulement {percent} % du réseau se "
    "trouvent derrière (calculé par le chemin le plus court).",
    "{places} Orte erhalten ihr Wasser über {code}, obwohl nur {percent} % des Netzes dahinter "
    "liegen (gerechnet auf dem kürzesten Weg).",
    "{places} places get their water through {code}, though only {percent} % of the network lies "
    "behind it (reckoned by the shortest way).",
)
_ONE_SOURCE = Text(
    "{places} Plaze iwwerall am Netz si betraff: si kréien hiert Waasser all vun {code}.",
    "{places} lieux dans tout le réseau sont touchés : tous reçoivent leur eau de {code}.",
    "{places} Orte im ganzen Netz sind betroffen: Alle erhalten ihr Wasser von {code}.",
    "{places} places all over the network are affected: all get their water from {code}.",
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What is suspected."""

    layer: Layer
    id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A common cause of several reports, and why it is suspected.

    Attributes
    ----------
    cause : Cause or None
        None for a circuit, which is no asset, and for what the asker may not see.
    reports : tuple of str
        Their numbers, the oldest first.
    since : datetime
        When the first of them came.
    """

    spread: Spread
    cause: Cause | None
    reports: tuple[str, ...]
    since: datetime
    sentence: Text


def suspicions(session: CommuneSession, now: datetime) -> list[Suspicion]:
    """Return what the open reports of a commune point to, the one with most reports first."""
    viewer = session.viewer
    whole = replace(session, viewer=_NETWORK)
    found = [*_of_circuits(whole, viewer, now), *_of_supply(whole, viewer, now)]
    return sorted(found, key=lambda each: (-len(each.reports), each.since))


@dataclass(frozen=True, slots=True)
class _Report:
    """An open report; `place` in the home CRS."""

    number: str
    at: datetime
    place: BaseGeometry | None
    asset: UUID | None
    layer: str | None


def _reports(session: CommuneSession, spread: Spread, now: datetime) -> list[_Report]:
    """Return the open reports of such faults, the oldest first."""
    report, link = table(session, "report"), table(session, "report_asset")
    faults = {
        fault.code
        for layer in session.catalogue.values()
        for fault in layer.faults
        if fault.spread is spread
    }
    rows = session.connection.execute(
        select(
            report.c.number,
            report.c.requested_at,
            func.ST_AsBinary(report.c.geom),
            link.c.asset,
            link.c.layer,
        )
        .outerjoin_from(report, link, link.c.report == report.c.id)
        .where(
            report.c.service_code.in_(sorted(faults)),
            report.c.state.in_(sorted(OPEN)),
            report.c.requested_at >= now - WITHIN[spread],
        )
        .order_by(report.c.requested_at, report.c.number)
    ).all()
    places = shapely.from_wkb([place for _, _, place, _, _ in rows])
    return [
        _Report(number, at, place, asset, layer)
        for (number, at, _, asset, layer), place in zip(rows, places, strict=True)
    ]


def _suspicion(
    spread: Spread, cause: Cause | None, rows: Iterable[_Report], sentence: Text
) -> Suspicion:
    told = sorted({(row.at, row.number) for row in rows})
    return Suspicion(spread, cause, tuple(number for _, number in told), told[0][0], sentence)


# --- Circuits -------------------------------------------------------------------------------------


def _of_circuits(session: CommuneSession, viewer: Viewer, now: datetime) -> Iterable[Suspicion]:
    rows = _reports(session, Spread.CIRCUIT, now)
    circuit_of: dict[UUID, str] = {}
    sizes: dict[str, int] = {}
    for layer in session.catalogue.values():
        field = layer.field_of(FieldRole.CIRCUIT)
        lamps = {row.asset for row in rows if row.layer == layer.name}
        if field is None or not lamps:
            continue
        if viewer.level < max(layer.visibility, field.visibility):
            continue
        assets = session.table(layer)
        circuit = assets.c[field.name]
        circuit_of |= {
            row.id: row.circuit
            for row in session.connection.execute(
                select(assets.c.id, circuit.label("circuit")).where(
                    assets.c.id.in_(lamps), circuit.is_not(None)
                )
            )
        }
        counted = (
            select(circuit, func.count())
            .where(circuit.in_(sorted(set(circuit_of.values()))))
            .group_by(circuit)
        )
        sizes |= {row[0]: row[1] for row in session.connection.execute(counted)}
    cabinet_of = _cabinets(session, set(circuit_of.values()))
    single, cabinets = circuits(circuit_of, sizes, cabinet_of)
    by_circuit: dict[str, list[_Report]] = {}
    for row in rows:
        if row.asset in circuit_of:
            by_circuit.setdefault(circuit_of[row.asset], []).append(row)
    for each in single:
        words = _ONE_CIRCUIT.format(lamps=each.lamps, size=each.size, circuit=each.name)
        yield _suspicion(Spread.CIRCUIT, None, by_circuit[each.name], words)
    for cabinet, out in cabinets.items():
        yield _of_cabinet(viewer, cabinet, out, by_circuit)


def _of_cabinet(
    viewer: Viewer,
    cabinet: Cause,
    out: Sequence[Circuit],
    by_circuit: Mapping[str, Sequence[_Report]],
) -> Suspicion:
    lamps = sum(each.lamps for each in out)
    words = _ONE_CABINET.format(lamps=lamps, circuits=len(out), code=cabinet.code)
    rows = [row for each in out for row in by_circuit[each.name]]
    return _suspicion(Spread.CIRCUIT, _seen(viewer, cabinet), rows, words)


def _seen(viewer: Viewer, cause: Cause) -> Cause | None:
    return cause if cause.layer.visibility <= viewer.level else None


def _cabinets(session: CommuneSession, names: set[str]) -> dict[str, Cause]:
    """Return circuit -> what feeds it, as the lines say that belong to both."""
    found: dict[str, Cause] = {}
    for layer in session.catalogue.values():
        circuit = layer.field_of(FieldRole.CIRCUIT)
        feeding = [
            (field, session.catalogue[field.refers_to])
            for field in layer.all_fields
            if field.refers_to and session.catalogue[field.refers_to].role is Role.SUPPLIES
        ]
        if circuit is None:
            continue
        for field, feeder in feeding:
            lines, feeders = session.table(layer), session.table(feeder)
            rows = session.connection.execute(
                select(lines.c[circuit.name].label("circuit"), feeders.c.id, feeders.c.code)
                .distinct()
                .join_from(lines, feeders, lines.c[field.name] == feeders.c.id)
                .where(lines.c[circuit.name].in_(sorted(names)))
                .order_by(feeders.c.code)
            )
            for row in rows:
                found.setdefault(row.circuit, Cause(feeder, row.id, row.code))
    return found


# --- Supply ---------------------------------------------------------------------------------------


def _of_supply(session: CommuneSession, viewer: Viewer, now: datetime) -> Iterable[Suspicion]:
    rows = _reports(session, Spread.SUPPLY, now)
    for layers in reading.themes(session.catalogue):
        faults = {fault.code for each in layers for fault in each.faults if fault.spread}
        if not rows or not faults or not any(each.role is Role.SUPPLIES for each in layers):
            continue
        if not any(fault.spread is Spread.SUPPLY for each in layers for fault in each.faults):
            continue
        read = reading.everything(session, layers)
        fed = supply(graph(World(read.points, read.lines)))
        found = _pointed_to(session, viewer, fed, rows)
        if found is not None:
            yield found


def _pointed_to(
    session: CommuneSession, viewer: Viewer, fed: Supply, rows: Sequence[_Report]
) -> Suspicion | None:
    placed = _connected(fed, rows)
    households: dict[tuple[int, int], int] = {}
    for row, node in placed:
        east, north = shapely.get_coordinates(row.place)[0] / _SAME_HOUSEHOLD_M
        households.setdefault((round(east), round(north)), node)
    found = branch(fed, list(households.values()))
    if found is None:
        return None
    nodes = {list(households.values())[n] for n in found.places}
    named = _named(session, fed, found.node)
    seen = named and _seen(viewer, named)
    is_source = fed.before[found.node] < 0
    words = (_ONE_SOURCE if is_source else _ONE_LINE).format(
        places=len(found.places),
        code=seen.code if seen else "…",
        percent=max(1, round(found.share * 100)),
    )
    return _suspicion(Spread.SUPPLY, seen, (row for row, at in placed if at in nodes), words)


def _connected(fed: Supply, rows: Sequence[_Report]) -> list[tuple[_Report, int]]:
    """Return where each report is fed: the far end of the nearest stretch of line."""
    made = fed.graph
    reached = np.unique(made.line)
    if not len(reached):
        return []
    tree = STRtree(list(made.world.lines.geometry[reached]))
    found = []
    for row in rows:
        if row.place is None:
            continue
        near = tree.query_nearest(row.place, max_distance=_CONNECTED_WITHIN_M, all_matches=False)
        if not len(near):
            continue
        line = reached[near[0]]
        stretches = np.flatnonzero(made.line == line)
        along = shapely.line_locate_point(made.world.lines.geometry[line], row.place)
        at = np.searchsorted(np.cumsum(made.length_m[stretches]), along)
        edge = stretches[min(int(at), len(stretches) - 1)]
        ends = [int(each) for each in (made.start[edge], made.end[edge]) if fed.source[each] >= 0]
        if ends:
            found.append((row, max(ends, key=lambda each: float(fed.distance_m[each]))))
    return found


def _named(session: CommuneSession, fed: Supply, node: int) -> Cause | None:
    """Return the line that leads to a node; at a source, the source itself."""
    world = fed.graph.world
    if fed.by_edge[node] >= 0:
        named = world.lines.named(int(fed.graph.line[fed.by_edge[node]]))
        return Cause(session.catalogue[named.layer], named.id, named.code)
    supplies = world.points.of_role(Role.SUPPLIES)
    for row in np.flatnonzero((fed.graph.node_of_point == node) & supplies):
        named = world.points.named(int(row))
        return Cause(session.catalogue[named.layer], named.id, named.code)
    return None
