"""What tablets fetch: what changed, what is gone, and the forms for it."""

from __future__ import annotations

from uuid import UUID

from gis import assets
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, URL, VALVE, east, fix, observe


def test_pulling_brings_what_changed_and_what_is_gone(tablet, valve, opened) -> None:
    first = tablet.pull()
    assert [each["feature"]["id"] for each in first["upserts"]] == [valve]
    assert (first["catalogue"], first["more"]) == (CATALOGUE.version, False)
    assert tablet.pull(first["next"])["upserts"] == []
    tablet.push(tablet.update(valve, 1, remark=(None, "x")))
    second = tablet.pull(first["next"])
    assert second["upserts"][0]["feature"]["properties"]["remark"] == "x"
    with opened("heffingen") as session:
        assets.remove(session, VALVE, UUID(valve), 2)
    third = tablet.pull(second["next"])
    assert [each["id"] for each in third["tombstones"]] == [valve]


def test_pulling_in_pages_misses_nothing(tablet) -> None:
    made = set()
    for n in range(7):
        operation = tablet.create(place=east(5 * n))
        made.add(operation["asset_id"])
        tablet.push(operation)
    seen, cursor, more, pages = set(), None, True, 0
    while more:
        page = tablet.pull(cursor, limit=2)
        seen |= {each["feature"]["id"] for each in page["upserts"]}
        cursor, more, pages = page["next"], page["more"], pages + 1
    assert seen == made
    assert pages == 4


def test_a_work_area_holds_what_lies_in_it(tablet, valve, opened) -> None:
    west, south = PLACE[0] - 0.0005, PLACE[1] - 0.0005
    area = f"{west},{south},{west + 0.001},{south + 0.001}"
    far = tablet.create(place=east(400))
    tablet.push(far)
    first = tablet.pull(area=area)
    assert [each["feature"]["id"] for each in first["upserts"]] == [valve]
    assert first["tombstones"] == []
    tablet.push(observe(tablet, valve, "relocate", fix(east(300), 0.02)))
    second = tablet.pull(first["next"], area=area)
    assert second["upserts"] == []
    assert [(e["id"], e["elsewhere"]) for e in second["tombstones"]] == [(valve, True)]
    bad = tablet.client.get(f"{URL}/pull", params={"area": "1,2"}, headers=tablet.headers)
    assert bad.status_code == 422


def test_a_cursor_of_another_incarnation_is_gone(tablet, valve) -> None:
    for cursor in ("deadbeef.1", "nonsense", tablet.pull()["next"].split(".")[0] + ".999"):
        answer = tablet.client.get(f"{URL}/pull", params={"cursor": cursor}, headers=tablet.headers)
        assert answer.status_code == 410
        assert answer.json()["type"].endswith("cursor_gone")


def test_nothing_new_costs_nothing(tablet, valve) -> None:
    for path in ("/pull", "/catalogue"):
        first = tablet.client.get(URL + path, headers=tablet.headers)
        known = tablet.headers | {"If-None-Match": first.headers["etag"]}
        assert tablet.client.get(URL + path, headers=known).status_code == 304


def test_the_catalogue_has_a_form_for_every_layer(tablet) -> None:
    found = tablet.client.get(f"{URL}/catalogue", headers=tablet.headers).json()
    assert {each["name"] for each in found["layers"]} == set(CATALOGUE)
    valve = next(each for each in found["layers"] if each["name"] == "water_valve")
    kind = next(each for each in valve["fields"] if each["name"] == "kind")
    codes = {each["value"]: each["label"] for each in found["code_lists"][kind["codes"]]}
    assert codes["gate"].keys() == {"lb", "fr", "de", "en"}
    status = found["code_lists"]["status"]
    told = {each["value"]: each.get("traits") for each in status}
    assert (told["planned"], told["removed"], told["in_use"]) == (["coming"], ["gone"], None)
