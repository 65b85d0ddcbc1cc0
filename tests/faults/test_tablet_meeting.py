"""Tablets that meet others: on one asset, a planner, another catalogue, a restored server."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from gis import assets
from gis.database.cluster.settings import SUPERUSER
from gis.database.engine import make_engine
from layers.catalogue import CATALOGUE
from tests.faults.tablet.device import east, fix, new_valve, photo, picture, wrote

pytestmark = [pytest.mark.fault, pytest.mark.browser]

VALVE = CATALOGUE["water_valve"]


@pytest.fixture
def two(crew):
    """Two tablets that know the same valve, which is on the server."""
    one, other = crew(), crew()
    asset = one.save(new_valve())["asset_id"]
    assert one.sync() is None
    assert other.sync() is None
    return one, other, asset


def test_different_fields_are_both_kept(two, ledger) -> None:
    one, other, asset = two
    one.save(wrote(asset, remark="one"))
    other.save(wrote(asset, operator="other"))
    assert (one.sync(), other.sync(), one.sync()) == (None, None, None)
    assert other.states() == ["merged"]
    for each in (one, other):
        values = each.asset(asset)["values"]
        assert (values["remark"], values["operator"]) == ("one", "other")
    ledger.check([one, other])


def test_the_same_field_is_a_conflict_that_the_tablet_decides(two, ledger) -> None:
    one, other, asset = two
    one.save(wrote(asset, remark="one"))
    other.save(wrote(asset, remark="other"))
    assert (one.sync(), other.sync()) == (None, None)
    assert other.states() == ["conflict"]
    (clash,) = other.shown()["clashes"]
    assert (clash["theirs"], clash["ours"]) == ("other", "one")
    assert other.shown()["standing"]["needs_attention"] == 1
    ledger.check([one, other])
    told = other.do("bench.tablet.resolve(id, 'theirs')", id=clash["id"])
    other.note(told, {})
    assert other.shown()["clashes"] == [], "decided, if not sent"
    assert (other.sync(), one.sync()) == (None, None)
    assert one.asset(asset)["values"]["remark"] == "other"
    assert other.shown()["standing"]["needs_attention"] == 0
    other.sync()
    ledger.check([one, other])


def test_retiring_against_a_change_is_never_silent(two, ledger) -> None:
    one, other, asset = two
    one.save({"kind": "retire", "asset_id": asset})
    other.save(wrote(asset, remark="it is still there"))
    assert (one.sync(), other.sync()) == (None, None)
    assert (one.states()[-1], other.states()) == ("applied", ["conflict"])
    assert ledger.asset(asset)["remark"] is None
    ledger.check([one, other])


def test_a_change_against_retiring_is_never_silent(two, ledger) -> None:
    one, other, asset = two
    one.save(wrote(asset, remark="it is still there"))
    other.save({"kind": "retire", "asset_id": asset})
    assert (one.sync(), other.sync()) == (None, None)
    assert other.states() == ["conflict"]
    assert ledger.asset(asset)["status"] != "removed"
    ledger.check([one, other])


def test_a_worse_visit_moves_nothing_and_both_are_kept(two, ledger) -> None:
    one, other, asset = two
    one.save({"kind": "observe", "asset_id": asset, "fixes": [fix(east(2), 0.01)]})
    other.save({"kind": "observe", "asset_id": asset, "fixes": [fix(east(5), 3.0)]})
    assert (one.sync(), other.sync()) == (None, None)
    assert ledger.asset(asset)["accuracy_m"] <= 0.011
    assert len(ledger.rows("SELECT 1 FROM {c}.observation")) == 3
    ledger.check([one, other])


def test_what_a_planner_deleted_keeps_what_the_crew_says(two, ledger) -> None:
    one, _, asset = two
    one.save(wrote(asset, remark="I stand before it"))
    with ledger.session() as session:
        assets.remove(session, VALVE, UUID(asset), 1)
    assert one.sync() is None
    assert one.states() == ["applied", "conflict"]
    assert [each["theirs"] for each in one.shown()["clashes"]] == ["I stand before it"]
    ledger.check([one])


def test_a_field_that_is_gone_meanwhile_is_kept_aside(two, ledger) -> None:
    one, _, asset = two
    older = "({...bench.store.catalogue.value, version: 99})"
    one.do(f"bench.store.keep('catalogue', {{document: {older}, etag: null}})")
    one.save(wrote(asset, remark="known", handwheel="of another time"))
    assert one.sync() is None
    assert one.states()[-1] == "applied"
    assert ledger.asset(asset)["remark"] == "known"
    (row,) = ledger.rows("SELECT result FROM {c}.operation WHERE kind = 'update'")
    assert row.result["quarantined"]["handwheel"]["new"] == "of another time"
    assert one.do("bench.store.catalogue.value.version") == CATALOGUE.version
    ledger.check([one])


def test_a_field_that_came_meanwhile_is_left_alone(two, ledger) -> None:
    one, other, asset = two
    other.save(wrote(asset, operator="new here"))
    assert other.sync() is None
    without = (
        "({...bench.store.catalogue.value, version: 99, layers:"
        " bench.store.catalogue.value.layers.map(layer => ({...layer,"
        " fields: layer.fields.filter(each => each.name !== 'operator')}))})"
    )
    one.do(f"bench.store.keep('catalogue', {{document: {without}, etag: null}})")
    one.save(wrote(asset, remark="mine"))
    assert one.sync() is None
    found = ledger.asset(asset)
    assert (found["operator"], found["remark"]) == ("new here", "mine")
    names = "bench.store.catalogue.value.layers.flatMap(l => l.fields).map(f => f.name)"
    assert "operator" in one.do(names), "and the new form is there"
    ledger.check([one, other])


def test_a_refused_operation_is_mended_and_arrives(tablet, ledger) -> None:
    made = tablet.save(new_valve(values={"kind": "gate", "diameter_mm": -5}))
    later = tablet.save(wrote(made["asset_id"], remark="built upon it"))
    assert tablet.sync() is None
    assert tablet.states() == ["rejected", "held"]
    assert tablet.shown()["standing"]["needs_attention"] == 1
    ledger.check([tablet])
    draft = new_valve(asset_id=made["asset_id"], values={"kind": "gate", "diameter_mm": 80})
    told = tablet.do("bench.mend(op_id, draft)", op_id=made["op_id"], draft=draft)
    tablet.note(told, draft)
    tablet.sync_until_calm()
    assert tablet.states() == ["rejected", "applied", "applied"] or tablet.states() == [
        "rejected",
        "held",
        "applied",
    ]
    tablet.sync()
    assert ledger.state(later["op_id"]) == "applied"
    assert ledger.asset(made["asset_id"])["remark"] == "built upon it"
    ledger.check([tablet])


_AS_BEFORE = (
    "SET LOCAL session_replication_role = replica",
    "DELETE FROM {c}.photo WHERE asset = CAST(:asset AS uuid)",
    "DELETE FROM {c}.operation WHERE asset = CAST(:asset AS uuid)",
    "DELETE FROM {c}.asset_file WHERE asset = CAST(:asset AS uuid)",
    "DELETE FROM {c}.observation WHERE asset = CAST(:asset AS uuid)",
    "DELETE FROM {c}.capture WHERE asset = CAST(:asset AS uuid)",
    "DELETE FROM {c}.journal WHERE asset = CAST(:asset AS uuid)",
    "DELETE FROM {c}.water_valve WHERE id = CAST(:asset AS uuid)",
)


def test_a_restored_server_gets_again_what_its_backup_had_not(tablet, ledger, yard) -> None:
    """The backup is of before; what was sent since, with its photo, goes again."""
    first = tablet.save(new_valve())
    assert tablet.sync() is None
    second = tablet.save(new_valve(east(9), photos=[photo(picture(1))]))
    tablet.sync_until_calm()
    assert tablet.shown()["standing"]["photos_waiting"] == 0
    restorer = make_engine(yard.cluster.dsn("netzkaart", SUPERUSER), pool_size=1)
    with restorer.begin() as connection:
        for statement in _AS_BEFORE:
            connection.execute(
                text(statement.replace("{c}", ledger.commune)), {"asset": second["asset_id"]}
            )
        connection.execute(
            text("UPDATE platform.commune SET incarnation = :i WHERE name = :n"),
            {"i": uuid4().hex[:8], "n": ledger.commune},
        )
    restorer.dispose()
    assert ledger.log().keys() == {first["op_id"]}
    tablet.sync_until_calm()
    assert ledger.log().keys() == {first["op_id"], second["op_id"]}
    assert tablet.states() == ["applied", "applied"], tablet.disk()["operations"][1]["reasons"]
    assert len(ledger.rows("SELECT 1 FROM {c}.photo WHERE file IS NOT NULL")) == 1
    ledger.check([tablet])
