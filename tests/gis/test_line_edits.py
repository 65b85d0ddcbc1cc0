"""Splitting and joining in a commune: who names the line, what one undo takes back."""

from __future__ import annotations

import pytest
from shapely import LineString, Point

from gis import assets, line_edits, placing
from gis.database import journal
from gis.errors import Invalid, StaleVersion
from gis.undo import Target, undo
from layers.catalogue import CATALOGUE

PIPE = CATALOGUE["sewer_pipe"]
X, Y = 85000.0, 92000.0


@pytest.fixture
def street(make_commune, opened) -> dict:
    """A sewer of 100 m past a manhole at 30 m, with a house connection at each side of it."""
    make_commune()
    ids = {}
    with opened("heffingen") as session:

        def put(layer, geometry, **values):
            ids[values["code"]] = assets.create(session, CATALOGUE[layer], geometry, values)[0].id

        for code, east in (("SM-1", 0), ("SM-2", 30), ("SM-3", 100)):
            put("sewer_manhole", Point(X + east, Y), code=code)
        put(
            "sewer_pipe",
            LineString([(X, Y), (X + 100, Y)]),
            code="SP-1",
            node_from="SM-1",
            node_to="SM-3",
            invert_from_m=300.0,
            invert_to_m=298.0,
            material="pvc",
        )
        for code, east in (("SC-1", 10), ("SC-2", 80)):
            place = Point(X + east, Y + 0.1)
            put("sewer_connection", place, code=code, connected_to="SP-1")
    return ids


def pipe(session, ids, code="SP-1"):
    return assets.get(session, PIPE, ids[code])


def test_a_split_at_a_node(street, opened) -> None:
    with opened("heffingen") as session:
        node = placing.node_named(session, PIPE, "SM-2")
        kept, made = line_edits.split(session, PIPE, street["SP-1"], 1, node)
    with opened("heffingen") as session:
        kept, made = (assets.get(session, PIPE, each.id) for each in (kept, made))
        assert kept.id == street["SP-1"], "the longer part keeps the id"
        assert kept.properties["code"] == "SP-1"
        assert made.properties["code"] != "SP-1"
        assert (made.geometry.length, kept.geometry.length) == (30, 70)
        ends = [(each.properties["node_from"], each.properties["node_to"]) for each in (made, kept)]
        assert ends == [("SM-1", "SM-2"), ("SM-2", "SM-3")]
        assert made.properties["invert_to_m"] == kept.properties["invert_from_m"] == 299.4
        assert kept.properties["invert_to_m"] == 298.0
        assert made.properties["material"] == "pvc"
        named = {
            code: assets.find_by_code(session, CATALOGUE["sewer_connection"], code).properties[
                "connected_to"
            ]
            for code in ("SC-1", "SC-2")
        }
        assert named == {"SC-1": made.properties["code"], "SC-2": "SP-1"}


def test_one_revision_and_one_undo(street, opened) -> None:
    with opened("heffingen") as session:
        before = journal.head(session).revision
    with opened("heffingen", source="split") as session:
        line_edits.split(session, PIPE, street["SP-1"], 1, Point(X + 50, Y))
    with opened("heffingen") as session:
        assert journal.head(session).revision == before + 1
    with opened("heffingen", source="undo") as session:
        undo(session, Target.revision(before + 1))
    with opened("heffingen") as session:
        again = pipe(session, street)
        assert list(again.geometry.coords) == [(X, Y), (X + 100, Y)]
        assert again.properties["node_to"] == "SM-3"
        assert len(line_edits.pointers(session, again)) == 2


def test_joining_gives_the_line_back(street, opened) -> None:
    with opened("heffingen") as session:
        original = pipe(session, street)
        node = placing.node_named(session, PIPE, "SM-2")
        _, made = line_edits.split(session, PIPE, street["SP-1"], 1, node)
    with opened("heffingen") as session:
        (other,) = line_edits.meeting(session, pipe(session, street))
        assert other.id == made.id
        plan = line_edits.plan_join(session, other, pipe(session, street))
        assert not plan.differing
        versions = {plan.kept.id: plan.kept.version, plan.other.id: plan.other.version}
        joined = line_edits.join(session, plan, versions, {})
        assert joined.id == original.id
        assert joined.properties == original.properties
        assert joined.geometry.equals(original.geometry)
        assert {each.code for each in line_edits.pointers(session, joined)} == {"SC-1", "SC-2"}


def test_what_differs_is_decided_by_somebody(street, opened) -> None:
    with opened("heffingen") as session:
        _, made = line_edits.split(session, PIPE, street["SP-1"], 1, Point(X + 40, Y))
        assets.change(session, PIPE, made.id, 1, properties={"material": "concrete"})
    with opened("heffingen") as session:
        plan = line_edits.plan_join(
            session, pipe(session, street), assets.get(session, PIPE, made.id)
        )
        assert [field.name for field in plan.differing] == ["material"]
        versions = {plan.kept.id: plan.kept.version, plan.other.id: plan.other.version}
        with pytest.raises(Invalid):
            line_edits.join(session, plan, versions, {})
        joined = line_edits.join(session, plan, versions, {"material": plan.other.id})
        assert joined.properties["material"] == "concrete"


def test_a_version_that_is_old(street, opened) -> None:
    with opened("heffingen") as session:
        assets.change(session, PIPE, street["SP-1"], 1, properties={"material": "pe"})
        with pytest.raises(StaleVersion):
            line_edits.split(session, PIPE, street["SP-1"], 1, Point(X + 40, Y))


def refused(make) -> list[str]:
    with pytest.raises(Invalid) as error:
        make()
    return [each.code for each in error.value.issues]


def test_what_is_refused(street, opened) -> None:
    with opened("heffingen") as session:
        line = pipe(session, street)
        for at, code in ((Point(X + 50, Y + 9), "split_off_line"), (Point(X, Y), "split_at_end")):
            assert refused(lambda at=at: line_edits.plan_split(session, line, at)) == [code]
        manhole = assets.get(session, CATALOGUE["sewer_manhole"], street["SM-1"])
        place = Point(X, Y)
        assert refused(lambda: line_edits.plan_split(session, manhole, place)) == ["split_no_line"]
        assert refused(lambda: line_edits.plan_join(session, line, line)) == ["join_itself"]
        assert refused(lambda: line_edits.plan_join(session, line, manhole)) == ["join_itself"]
        third = LineString([(X + 100, Y), (X + 100, Y + 50)])
        fourth = LineString([(X + 100, Y), (X + 150, Y)])
        made = [assets.create(session, PIPE, each, {})[0] for each in (third, fourth)]
        assert refused(lambda: line_edits.plan_join(session, line, made[0])) == ["join_branch"]


def test_nodes_at_which_a_line_can_be_split(street, opened) -> None:
    with opened("heffingen") as session:
        assert [node.code for node in line_edits.nodes_on(session, pipe(session, street))] == [
            "SM-2"
        ]
