from __future__ import annotations

from uuid import uuid4

import pytest

from field_capture.captures.merge import Change
from field_capture.captures.operations import Kind, fingerprint, read, renamed, understand
from layers.catalogue import CATALOGUE

VALVE = CATALOGUE["water_valve"]


def operation(**more):
    return {
        "op_id": str(uuid4()),
        "device_id": str(uuid4()),
        "seq": 1,
        "layer": "water_valve",
        "asset_id": str(uuid4()),
        "kind": "update",
        "base_version": 1,
        "schema_version": 1,
        "client_time": "2026-11-22T11:00:00Z",
        **more,
    }


def test_everything_that_is_wrong_is_told_at_once() -> None:
    bad = operation(seq=-1, kind="paint", client_time="noon", colour="red", photos=[{"id": 1}])
    found, issues = read(bad)
    assert found is None
    paths = {each.path for each in issues}
    assert {"seq", "kind", "client_time", "colour", "photos.0.id", "photos.0.sha256"} <= paths


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"kind": "create"}, {"geometry", "fixes"}),
        ({"kind": "observe"}, {"fixes"}),
        ({"kind": "relocate"}, {"fixes"}),
        ({"base_version": None}, {"base_version"}),
        ({"changed": {"remark": {"new": "\0"}}}, {"operation"}),
        ({"changed": {"remark": {"new": "x" * 300_000}}}, {"operation"}),
        ({"changed": {"diameter_mm": {"new": float("nan")}}}, {"operation"}),
        ({"changed": {"remark": {"new": "\ud800"}}}, {"operation"}),
    ],
)
def test_what_a_kind_needs(change, path) -> None:
    found, issues = read(operation(**change))
    assert found is None
    assert {each.path for each in issues} == path


def test_an_operation_after_another_needs_no_version() -> None:
    found, issues = read(operation(base_version=None, after=str(uuid4())))
    assert not issues
    assert found is not None
    assert found.kind is Kind.UPDATE


def test_the_same_body_has_the_same_fingerprint_however_it_is_written() -> None:
    one = operation()
    assert fingerprint(one) == fingerprint(dict(reversed(one.items())))
    assert fingerprint(one) != fingerprint(one | {"seq": 2})


def told(**more):
    found, issues = read(operation(**more))
    assert not issues
    return found


def test_what_an_older_tablet_calls_otherwise_is_translated() -> None:
    old = told(changed={"note": {"base": "a", "new": "b"}})
    upcasters = {1: renamed("water_valve", {"note": "remarks"}),
                 2: renamed("water_valve", {"remarks": "remark"})}  # fmt: skip
    found = understand(old, VALVE, 3, upcasters)
    assert found.changes == {"remark": Change("a", "b")}
    assert not found.quarantined
    elsewhere = understand(old, VALVE, 3, {1: renamed("pole", {"note": "remark"})})
    assert elsewhere.quarantined == {"note": {"base": "a", "new": "b"}}
    assert not elsewhere.changes


def test_what_a_tablet_of_today_cannot_mean_is_no_old_field() -> None:
    found = understand(told(changed={"note": {"new": 1}}), VALVE, 1)
    assert (found.unknown, found.quarantined) == (["note"], {})


def test_what_was_filled_in_under_todays_name_counts_before_the_old_one() -> None:
    changed = {"remark": {"new": "now"}, "note": {"base": "a", "new": "then"}}
    found = understand(
        told(changed=changed), VALVE, 2, {1: renamed("water_valve", {"note": "remark"})}
    )
    assert found.changes == {"remark": Change(None, "now")}
