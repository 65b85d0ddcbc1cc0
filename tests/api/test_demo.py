"""The demo commune follows nature: what is under pressure loops, what is not runs downhill."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
import shapely
from geoalchemy2.shape import to_shape
from sqlalchemy import Engine, func, select, text

from api import demo
from api.commands.demo_data import demo_data
from api.demo.drawing import identity
from api.demo.plan import Plan, plan
from api.demo.site import TANK
from api.demo.year import END
from field_capture import store
from field_capture.orders import failures, work_order
from field_capture.states.order import OVER, OrderState
from field_capture.tasks import areas, tasks
from gis import communes, crs, terrain, territories
from gis.database import journal
from gis.errors import Invalid, UnknownCommune
from gis.quality import listing
from gis.quality.listing import Wanted
from gis.session import CommuneSession, open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import Kind, Role

pytestmark = pytest.mark.slow  # the village is drawn for all of them

ADMIN = Viewer("test-admin", ViewerRole.ADMIN)
Rows = dict[str, Any]


def _drop(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
        connection.execute(text("DELETE FROM platform.commune WHERE name = :n"), {"n": name})


@pytest.fixture(scope="module")
def created(owner_engine: Engine) -> Iterator[Engine]:
    assert demo.ensure(owner_engine, CATALOGUE) is True
    yield owner_engine
    _drop(owner_engine, demo.NAME)


@pytest.fixture
def session(created: Engine) -> Iterator[CommuneSession]:
    with open_session(created, CATALOGUE, demo.NAME, ADMIN, snapshot=True) as session:
        yield session


@pytest.fixture(scope="module")
def rows(created: Engine) -> Rows:
    """All assets by layer, geometries as shapely's."""
    found: Rows = {}
    with open_session(created, CATALOGUE, demo.NAME, ADMIN, snapshot=True) as session:
        for layer in CATALOGUE.values():
            result = session.connection.execute(select(session.table(layer)))
            found[layer.name] = [
                {**row, "geom": to_shape(row["geom"])} for row in result.mappings().all()
            ]
    return found


@pytest.fixture(scope="module")
def drawn() -> Plan:
    return plan(CATALOGUE, crs.operations(crs.LUREF)[0])


def _standing(rows: list[Rows]) -> list[Rows]:
    return [row for row in rows if row["status"] != "removed"]


def _places(rows: Rows, *layers: str) -> dict[str, tuple[float, float]]:
    return {row["code"]: row["geom"].coords[0] for name in layers for row in rows[name]}


WATER_NODES = ("water_node", "water_valve", "water_hydrant", "water_tank", "water_source")


@pytest.fixture(scope="module")
def water(rows: Rows) -> nx.MultiGraph:
    graph = nx.MultiGraph()
    for pipe in _standing(rows["water_pipe"]):
        graph.add_edge(pipe["node_from"], pipe["node_to"], key=pipe["code"])
    return graph


def test_a_second_start_changes_nothing(created: Engine, session: CommuneSession) -> None:
    before = journal.head(session)
    assert demo.ensure(created, CATALOGUE) is False
    assert journal.head(session) == before


def test_rounds_of_crews_wait_with_their_checklists(session: CommuneSession) -> None:
    found = areas.listed(session)
    assert [each.name for each in found] == ["Hydranterond Duerf", "Schiewere beweegen"]
    waiting = tasks.listed(session)
    for area in found:
        of_area = [each for each in waiting if each.area == area.id]
        assert [each.position for each in of_area] == list(range(1, len(of_area) + 1))
        assert len(of_area) >= 6
        assert all(area.geometry.contains(each.place) for each in of_area)
        assert {tuple(each.checklist) for each in of_area} == {tuple(area.checklist)}


def test_rounds_are_on_every_tablet(created: Engine) -> None:
    """Whoever opens the demo as a crew is a tablet that nobody could have given anything to."""
    crew = Viewer("crew-1234", ViewerRole.CREW)
    with open_session(created, CATALOGUE, demo.NAME, crew, snapshot=True) as session:
        names = [each.name for each in areas.listed(session)]
        waiting = [each for each in tasks.for_tablet(session, END) if each.area]
    assert names == ["Hydranterond Duerf", "Schiewere beweegen"]
    assert len({each.title for each in waiting}) == len(waiting) >= 12


def test_a_village_is_there(rows: Rows) -> None:
    assert 640 <= len(rows["building"]) <= 670
    assert len(rows["address"]) == len(rows["building"]) == len(rows["parcel"])
    assert len({row["name"] for row in rows["street"]}) >= 25
    assert 300 <= len(rows["luminaire"]) <= 420
    assert 3 <= len(rows["charging_location"]) <= 5
    empty = [layer for layer, found in rows.items() if not found]
    assert empty == []


def test_it_says_that_it_is_synthetic(session: CommuneSession, rows: Rows) -> None:
    assert "synthetic" in session.commune.notice
    assert "OpenStreetMap" in session.commune.notice
    assert "OpenStreetMap" in rows["commune_boundary"][0]["remark"]
    ground = terrain.of_commune(session)
    assert ground is not None
    assert "ynthetic" in ground.attribution
    assert ground.resolution_m == 10


def test_everything_lies_within_the_commune(rows: Rows) -> None:
    boundary = rows["commune_boundary"][0]["geom"]
    shapely.prepare(boundary)
    outside = [
        (layer, row["code"])
        for layer, found in rows.items()
        for row in found
        if not boundary.covers(row["geom"])
    ]
    assert outside == []


def test_every_geometry_is_valid_and_simple(rows: Rows) -> None:
    geometries = [row["geom"] for found in rows.values() for row in found]
    assert shapely.is_valid(geometries).all()
    assert shapely.is_simple(geometries).all()
    assert not shapely.is_empty(geometries).any()


def test_codes_and_references_lead_somewhere(rows: Rows) -> None:
    codes = {layer: {row["code"] for row in found} for layer, found in rows.items()}
    ids = {layer: {row["id"] for row in found} for layer, found in rows.items()}
    lost = []
    for layer in CATALOGUE.values():
        for field in layer.fields:
            if field.kind is not Kind.REFERENCE or field.refers_to is None:
                continue
            lost += [
                row["code"]
                for row in rows[layer.name]
                if row[field.name] not in ids[field.refers_to]
            ]
    for layer, target in (
        ("water_connection", "water_pipe"),
        ("water_hydrant", "water_pipe"),
        ("sewer_connection", "sewer_pipe"),
    ):
        lost += [r["code"] for r in rows[layer] if r["connected_to"] not in codes[target]]
    circuits = {c for r in rows["light_cabinet"] for c in r["circuits"].split(", ")}
    lost += [r["code"] for r in rows["light_cable"] if r["circuit"] not in circuits]
    assert lost == []


def test_houses_stand_apart_and_beside_the_street(rows: Rows) -> None:
    houses = [row["geom"] for row in rows["building"]]
    tree = shapely.STRtree(houses)
    pairs = tree.query(houses, predicate="intersects")
    assert (pairs[0] == pairs[1]).all()
    streets = shapely.STRtree([row["geom"] for row in rows["street"]])
    _, distances = streets.query_nearest(houses, all_matches=False, return_distance=True)
    assert distances.min() > 3.5
    assert distances.max() < 30


def test_parcels_do_not_overlap(rows: Rows) -> None:
    plots = [row["geom"] for row in rows["parcel"]]
    assert shapely.union_all(plots).area == pytest.approx(sum(p.area for p in plots), rel=0.005)
    fronts = {row["code"][-4:] + row["code"][0]: row["geom"] for row in rows["building"]}
    for row in rows["parcel"]:
        house = fronts[row["code"][-4:] + row["code"][0]]
        assert row["geom"].buffer(0.4).covers(house)


def test_every_house_has_water_and_a_drain(rows: Rows) -> None:
    wet = shapely.STRtree([row["geom"] for row in rows["water_connection"]])
    drained = shapely.STRtree([row["geom"] for row in rows["sewer_connection"]])
    for house in rows["building"]:
        for connections in (wet, drained):
            assert len(connections.query(house["geom"], predicate="dwithin", distance=3.0))


def test_no_two_doors_have_the_same_number(rows: Rows) -> None:
    doors = [(r["locality"], r["street"], r["house_number"]) for r in rows["address"]]
    assert len(set(doors)) == len(doors)


def test_water_pipes_meet_exactly_in_their_nodes(rows: Rows) -> None:
    places = _places(rows, *WATER_NODES, "water_pump")
    for pipe in rows["water_pipe"]:
        assert pipe["geom"].coords[0] == places[pipe["node_from"]]
        assert pipe["geom"].coords[-1] == places[pipe["node_to"]]
        assert pipe["length_m"] == pytest.approx(pipe["geom"].length, abs=0.02)


def test_water_reaches_every_node_and_hydrant_from_the_tank(
    rows: Rows, water: nx.MultiGraph
) -> None:
    tank = rows["water_tank"][0]["code"]
    reached = nx.node_connected_component(water, tank)
    for layer in ("water_node", "water_hydrant"):
        assert {row["code"] for row in rows[layer]} <= reached


def test_one_closed_pipe_leaves_most_houses_with_water(rows: Rows, water: nx.MultiGraph) -> None:
    tank = rows["water_tank"][0]["code"]
    houses: dict[str, int] = defaultdict(int)
    for connection in rows["water_connection"]:
        houses[connection["connected_to"]] += 1
    distribution = {
        row["code"] for row in _standing(rows["water_pipe"]) if row["function"] == "distribution"
    }
    bridges = {
        key for a, b in nx.bridges(nx.Graph(water)) for key in water[a][b] if len(water[a][b]) == 1
    }
    looped = sum(count for pipe, count in houses.items() if pipe not in bridges)
    assert looped > 0.7 * len(rows["water_connection"])
    loops = water.number_of_edges() - water.number_of_nodes() + 1
    assert loops >= 12
    for pipe in sorted(distribution - bridges)[::9]:
        ends = next((a, b) for a, b, key in water.edges(keys=True) if key == pipe)
        cut = water.copy()
        cut.remove_edge(*ends, key=pipe)
        assert ends[0] in nx.node_connected_component(cut, tank)
        assert ends[1] in nx.node_connected_component(cut, tank)


def test_water_falls_to_every_tap(rows: Rows) -> None:
    for hydrant in rows["water_hydrant"]:
        assert 2.0 <= hydrant["static_pressure_bar"] <= 8.0
    tank = rows["water_tank"][0]
    highest = max(row["elevation_m"] for row in rows["water_connection"])
    assert tank["overflow_level_m"] - highest > 15
    assert tank["geom"].coords[0] == TANK


def test_a_fire_engine_finds_a_hydrant(rows: Rows) -> None:
    hydrants = np.array([row["geom"].coords[0] for row in rows["water_hydrant"]])
    houses = np.array([row["geom"].centroid.coords[0] for row in rows["building"]])
    away = np.hypot(*(houses[:, None] - hydrants[None]).transpose(2, 0, 1)).min(axis=1)
    assert away.max() < 130
    between = np.hypot(*(hydrants[:, None] - hydrants[None]).transpose(2, 0, 1))
    np.fill_diagonal(between, np.inf)
    nearest = between.min(axis=1)
    assert 60 < np.median(nearest) < 140
    assert nearest.max() < 180


SEWER_NODES = ("sewer_manhole", "sewer_structure", "sewer_outfall", "treatment_plant")


def test_sewers_meet_exactly_in_their_nodes(rows: Rows) -> None:
    places = _places(rows, *SEWER_NODES)
    for pipe in rows["sewer_pipe"]:
        assert pipe["geom"].coords[0] == places[pipe["node_from"]]
        assert pipe["geom"].coords[-1] == places[pipe["node_to"]]


def test_every_sewer_runs_downhill(rows: Rows) -> None:
    for pipe in rows["sewer_pipe"]:
        if pipe["hydraulic"] != "pressure":
            slope = (pipe["invert_from_m"] - pipe["invert_to_m"]) / pipe["geom"].length
            assert slope >= 0.0025, pipe["code"]
            assert slope < 0.35, pipe["code"]
            assert pipe["geom"].length <= 60


def test_no_sewer_lies_above_the_one_it_flows_to(rows: Rows) -> None:
    leaving = {
        pipe["node_from"]: pipe for pipe in rows["sewer_pipe"] if pipe["hydraulic"] == "gravity"
    }
    for pipe in rows["sewer_pipe"]:
        after = leaving.get(pipe["node_to"])
        if pipe["hydraulic"] == "gravity" and after is not None and pipe["usage"] == "combined":
            assert after["invert_from_m"] <= pipe["invert_to_m"]
            if after["usage"] == "combined" and after["node_to"] != "H-SS0002":
                assert after["height_mm"] >= pipe["height_mm"]


def test_every_drain_reaches_the_treatment_plant(rows: Rows) -> None:
    flow = nx.DiGraph()
    for pipe in rows["sewer_pipe"]:
        flow.add_edge(pipe["node_from"], pipe["node_to"])
    for link in rows["sewer_control_link"]:
        flow.add_edge(link["node_from"], link["node_to"])
    plant = rows["treatment_plant"][0]["code"]
    before = nx.ancestors(flow, plant)
    manholes = {row["code"] for row in rows["sewer_manhole"] if row["function"] != "sampling"}
    assert manholes <= before
    assert nx.is_directed_acyclic_graph(flow)
    starts = {pipe["code"]: pipe["node_from"] for pipe in rows["sewer_pipe"]}
    assert all(starts[row["connected_to"]] in before for row in rows["sewer_connection"])
    # One pump, over the one ridge.
    assert len([row for row in rows["sewer_control_link"] if row["kind"] == "pump"]) == 1


def test_manholes_are_as_deep_as_a_ladder(rows: Rows) -> None:
    depths = np.array(
        [row["cover_level_m"] - row["invert_level_m"] for row in rows["sewer_manhole"]]
    )
    assert depths.min() > 0.8
    assert depths.max() < 8
    assert np.median(depths) < 2.5


def test_covers_lie_in_the_ground(session: CommuneSession, drawn: Plan) -> None:
    ground = terrain.of_commune(session)
    assert ground is not None
    manholes = drawn.drawing.of("sewer_manhole")
    points = [tuple(each.geometry.coords[0]) for each in manholes]
    levels = terrain.sample(ground, points, crs.LUREF)
    covers = [each.values["cover_level_m"] for each in manholes]
    assert np.abs(levels - covers).max() < 0.02


def test_lamps_stand_on_poles_along_the_streets(rows: Rows) -> None:
    poles = {row["id"]: row["geom"] for row in rows["pole"]}
    for lamp in rows["luminaire"]:
        assert lamp["geom"].distance(poles[lamp["pole"]]) < 1.0
    cables = nx.Graph()
    for cable in rows["light_cable"]:
        cables.add_edge(cable["node_from"], cable["node_to"])
    fed = {row["code"] for row in rows["light_cabinet"]}
    reached = set().union(*(nx.node_connected_component(cables, code) for code in fed))
    carrying = {row["pole"] for row in rows["luminaire"]}
    assert {row["code"] for row in rows["pole"] if row["id"] in carrying} <= reached
    assert {row["source"] for row in rows["luminaire"]} >= {"led", "hps"}


def test_charging_points_speak_ocpi(rows: Rows) -> None:
    for point in rows["evse"]:
        assert point["evse_id"].startswith("LU*")
        assert point["connector_standard"]
        assert point["capabilities"]
    uids = [row["uid"] for row in rows["evse"]]
    assert len(set(uids)) == len(uids)


def test_materials_fit_their_years(rows: Rows) -> None:
    for pipe in rows["water_pipe"]:
        if pipe["material"] == "pe100":
            assert pipe["installed_year"] >= 1995
        if pipe["material"] == "asbestos_cement":
            assert pipe["installed_year"] < 1976
    for lamp in rows["luminaire"]:
        assert lamp["source"] != "led" or lamp["installed_year"] >= 2014


def test_the_commune_has_lived_a_year(session: CommuneSession) -> None:
    revision = session.tables.tables["commune.revision"]
    count, first, last = session.connection.execute(
        select(func.count(), func.min(revision.c.at), func.max(revision.c.at))
    ).one()
    assert count > 100
    assert timedelta(days=330) < last - first < timedelta(days=400)
    assert last < datetime.now(UTC)
    times = session.connection.scalars(select(revision.c.at).order_by(revision.c.revision)).all()
    assert times == sorted(times)
    doors = set(session.connection.scalars(select(revision.c.source).distinct()))
    assert doors == {"import", "edit", "capture", "sql", "order"}


def test_the_past_is_different(session: CommuneSession, rows: Rows) -> None:
    houses = journal.as_of(session, CATALOGUE["building"], 1)
    then = session.connection.scalar(select(func.count()).select_from(houses))
    assert then is not None
    assert 0 < then < len(rows["building"])
    pipes = journal.as_of(session, CATALOGUE["water_pipe"], 1)
    gone = [row["code"] for row in rows["water_pipe"] if row["status"] == "removed"]
    assert gone
    old = session.connection.execute(
        select(pipes.c.status).where(pipes.c.code.in_(gone)).distinct()
    ).scalars()
    assert list(old) == ["in_use"]


def test_captures_of_all_qualities_came_in(session: CommuneSession) -> None:
    table = store.table(session, "capture")
    found = session.connection.execute(select(table)).all()
    outcomes = {(row.outcome, row.state) for row in found}
    assert outcomes == {("asset", "done"), ("proposal", "open")}
    reasons = {reason["code"] for row in found for reason in row.reasons}
    assert reasons >= {"accuracy_missed", "near_existing", "fix_far_away"}
    assert all(row.ground_level_m and 280 < row.ground_level_m < 390 for row in found)
    proposals = [row for row in found if row.state == "open"]
    assert len(proposals) >= 10


def test_corrections_wait_for_a_planner(session: CommuneSession) -> None:
    table = store.table(session, "proposal")
    found = session.connection.execute(select(table)).all()
    assert len(found) >= 5
    assert {row.state for row in found} == {"open"}


def test_reports_stand_at_different_points(session: CommuneSession) -> None:
    table = store.table(session, "report")
    states = set(session.connection.scalars(select(table.c.state)))
    assert states >= {"received", "accepted", "planned", "in_progress", "done", "rejected"}
    numbers = session.connection.scalars(select(table.c.number)).all()
    assert {number[:2] for number in numbers} == {"25", "26"}


def test_ids_follow_from_codes(rows: Rows) -> None:
    network = [layer for layer in CATALOGUE.values() if layer.role is not Role.BOUNDS]
    for layer in network:
        for row in rows[layer.name]:
            if not row["code"].startswith(f"{layer.code_prefix}-"):
                assert row["id"] in {
                    identity(demo.NAME, layer.name, row["code"]),
                    identity(demo.NAME, "capture", row["code"]),
                } or layer.name in {"sewer_catch_basin", "pole"}


DIGEST = """
import hashlib
from api.demo.plan import plan
from gis import crs
from layers.catalogue import CATALOGUE
said = hashlib.sha256()
for each in plan(CATALOGUE, crs.operations(crs.LUREF)[0]).drawing:
    said.update(repr((each.layer, each.code, each.geometry.wkb, each.values)).encode())
print(said.hexdigest())
"""


def test_it_is_drawn_alike_in_every_process() -> None:
    root = Path(demo.__file__).parents[2]
    said = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        result = subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, capture_output=True, check=True
        )
        said.add(result.stdout)
    assert len(said) == 1


def _digest(session: CommuneSession) -> str:
    said = hashlib.sha256()
    for layer in CATALOGUE.values():
        table = session.table(layer)
        for row in session.connection.execute(select(table).order_by(table.c.id)):
            values = {**row._mapping, "geom": to_shape(row.geom).wkb}
            said.update(repr(values).encode())
    return said.hexdigest()


def test_a_second_creation_gives_the_same_assets(created: Engine) -> None:
    digests = set()
    for _ in range(2):
        with open_session(created, CATALOGUE, demo.NAME, ADMIN, snapshot=True) as session:
            digests.add(_digest(session))
        _drop(created, demo.NAME)
        assert demo.ensure(created, CATALOGUE)
    assert len(digests) == 1


def test_an_interrupted_creation_leaves_nothing(owner_engine: Engine, drawn: Plan) -> None:
    last = drawn.drawing.of("water_meter")[-1]
    category = last.values["category"]
    last.values["category"] = "no such category"
    try:
        with pytest.raises(Invalid):
            demo.populate(owner_engine, CATALOGUE, "demo_half", "Half", drawn)
    finally:
        last.values["category"] = category
    with owner_engine.connect() as connection:
        with pytest.raises(UnknownCommune):
            communes.find(connection, "demo_half")
        assert connection.scalar(text("SELECT to_regnamespace('demo_half')")) is None


@pytest.mark.parametrize("scale", [0.1, 2.0])
def test_benchmarks_get_communes_of_any_size(
    owner_engine: Engine, drawn: Plan, scale: float
) -> None:
    sized = plan(CATALOGUE, crs.operations(crs.LUREF)[0], scale=scale)
    name = f"demo_{round(scale * 10):03d}"
    demo.populate(owner_engine, CATALOGUE, name, name, sized)
    try:
        with open_session(owner_engine, CATALOGUE, name, ADMIN) as session:
            layer = CATALOGUE["building"]
            count = session.connection.scalar(
                select(func.count()).select_from(session.table(layer))
            )
            assert count == round(len(drawn.drawing.of("building")) * scale)
            place = sized.drawing.of("sewer_pipe")[-1].geometry
            assert territories.of(session).check(place) == []
    finally:
        _drop(owner_engine, name)


def test_twins_are_networks_of_their_own() -> None:
    twins = plan(CATALOGUE, crs.operations(crs.LUREF)[0], scale=3).drawing
    graph = nx.Graph()
    for pipe in twins.of("water_pipe"):
        graph.add_edge(pipe.values["node_from"], pipe.values["node_to"])
    assert nx.number_connected_components(graph) == 3
    codes = [each.code for each in twins.of("pole")]
    assert len(set(codes)) == len(codes)
    assert {each.values["pole"] for each in twins.of("luminaire")} <= set(codes)


def test_the_command_tells_what_it_does() -> None:
    assert "demo-data --communes" in (demo_data.__doc__ or "")


def test_the_rules_find_the_mistakes_that_were_left(session: CommuneSession) -> None:
    now = datetime.now(UTC)
    found = {each.rule.code: each.open for each in listing.counted(session, Wanted(), now)}
    assert found["levels_disagree"] == 2
    assert found["state_missing"] == found["circuit_missing"] == 1
    assert sum(found.values()) < 60
    state = listing.state(session)
    assert state is not None
    assert state.revision == journal.head(session).revision
    assert state.not_checked == {"cover_off_ground": 10.0}


def test_work_orders_stand_in_every_state_and_agree_with_their_reports(
    session: CommuneSession,
) -> None:
    found = work_order.listed(session)
    assert {each.state for each in found} == set(OrderState)
    for order in found:
        held = [each for each in work_order.reports(session, order.id) if each.open]
        if order.state in (OrderState.PLANNED, OrderState.IN_PROGRESS):
            assert held
            assert {each.state.value for each in held} == {order.state.value}
        elif order.state in OVER:
            assert held == []
    assert len(failures.worn(session, END)) == 1, "a lamp fails again and again"
