"""Tasks: planners make them, tablets take them along and complete them exactly once."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from api.security import tokens
from gis.viewer import ViewerRole
from tests.api.tablet import PLACE, URL, Tablet, east

API = "/api/v1/heffingen"
ITEMS = [
    {"id": "clean", "text": "Cover is clean", "kind": "tick", "required": True},
    {"id": "state", "text": "State", "kind": "code", "codes": ["good", "worn"]},
    {"id": "depth", "text": "Depth", "kind": "number", "unit": "m", "minimum": 0, "maximum": 9},
    {"id": "remark", "text": "Remark", "kind": "text"},
]


@pytest.fixture
def planner(client, auth):
    """What a planner asks of the API."""

    def ask(method: str, path: str, status: int = 200, **body):
        answer = client.request(method, API + path, json=body or None, headers=auth("planner"))
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    return ask


@pytest.fixture
def make(planner):
    def make(**more):
        wanted = {"title": "Look at it", **more}
        if "asset" not in more:
            wanted.setdefault("place", {"type": "Point", "coordinates": list(PLACE)})
        return planner("POST", "/tasks", 201, **wanted)

    return make


def taken(tablet: Tablet) -> list[dict]:
    answer = tablet.client.get(f"{URL}/tasks", headers=tablet.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["tasks"]


def done(tablet: Tablet, task: dict, asset: str | None = None, **more) -> dict:
    operation = tablet.op("complete", asset, task_id=task["id"], **more)
    if asset is None:
        del operation["asset_id"], operation["layer"]
    return operation


def test_a_tablet_takes_along_what_is_its_own_and_nobodys(tablet, planner, make) -> None:
    for_all = make(order=2)
    own = make(assignee="demo-crew", order=1, due="2026-12-01", text="Bring the long key.")
    make(assignee="demo-planner")
    found = taken(tablet)
    assert [each["id"] for each in found] == [own["id"], for_all["id"]], "in the route's order"
    assert (found[0]["mine"], found[0]["due"], found[0]["text"]) == (
        True,
        "2026-12-01",
        "Bring the long key.",
    )
    assert found[0]["place"]["coordinates"] == pytest.approx(PLACE, abs=1e-7)
    assert len(planner("GET", "/tasks")["tasks"]) == 3


def test_nothing_new_costs_nothing(tablet, make) -> None:
    make()
    first = tablet.client.get(f"{URL}/tasks", headers=tablet.headers)
    known = tablet.headers | {"If-None-Match": first.headers["etag"]}
    assert tablet.client.get(f"{URL}/tasks", headers=known).status_code == 304
    make()
    assert tablet.client.get(f"{URL}/tasks", headers=known).status_code == 200


def test_completing_a_task_is_done_once_and_receipted(tablet, make, counts) -> None:
    task = make(checklist=ITEMS)
    answers = {"clean": True, "state": "worn", "depth": 1.25, "remark": "Écrou rouillé 🔧"}
    operation = done(tablet, task, answers=answers, notes="came back twice")
    (first,) = tablet.push(operation)
    (again,) = tablet.push(operation)
    assert (first["state"], first["reasons"]) == ("applied", [])
    assert (again["state"], again["repeated"]) == ("applied", True)
    assert counts("completion") == [1]
    (found,) = taken(tablet)
    assert found["state"] == "done"
    (told,) = found["completions"]
    assert (told["answers"], told["notes"]) == (answers, "came back twice")
    other = operation | {"notes": "other"}
    assert tablet.push(other)[0]["status"] == 409


def test_what_was_inspected_on_the_way_changes_the_asset(tablet, valve, make, now_is) -> None:
    task = make(layer="water_valve", asset=valve)
    assert taken(tablet)[0]["place"]["coordinates"] == pytest.approx(PLACE, abs=1e-7)
    changed = {"remark": {"base": None, "new": "greased"}}
    (receipt,) = tablet.push(done(tablet, task, valve, base_version=1, changed=changed))
    assert (receipt["state"], receipt["version"], receipt["code"]) == ("applied", 2, "V-1")
    assert now_is(valve)["remark"] == "greased"


def test_a_change_meanwhile_is_merged_or_kept_as_a_conflict(
    tablet, other, valve, make, now_is
) -> None:
    task = make(layer="water_valve", asset=valve)
    other.push(other.update(valve, 1, remark=(None, "planner")))
    changed = {"remark": {"base": None, "new": "crew"}}
    (receipt,) = tablet.push(done(tablet, task, valve, base_version=1, changed=changed))
    assert receipt["state"] == "conflict"
    assert receipt["conflicts"][0]["theirs"] == "crew"
    assert now_is(valve)["remark"] == "planner"
    assert taken(tablet)[0]["state"] == "done", "the work itself is done"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"clean": True, "state": "splendid"}, "answer_unfit"),
        ({"clean": True, "depth": "deep"}, "answer_unfit"),
        ({"clean": True, "depth": 12}, "out_of_range"),
        ({"clean": "yes"}, "answer_unfit"),
        ({"clean": True, "remark": 7}, "answer_unfit"),
        ({"clean": True, "remark": "x" * 2001}, "answer_unfit"),
        ({"clean": False}, "answer_missing"),
        ({}, "answer_missing"),
    ],
)
def test_an_answer_that_cannot_be_right_stays_on_the_tablet(tablet, make, answers, code) -> None:
    task = make(checklist=ITEMS)
    (receipt,) = tablet.push(done(tablet, task, answers=answers))
    assert receipt["state"] == "rejected"
    assert code in {each["code"] for each in receipt["reasons"]}
    assert taken(tablet)[0]["state"] == "open"


def test_a_checklist_that_changed_meanwhile_refuses_nothing(tablet, planner, make) -> None:
    task = make(checklist=ITEMS[2:])
    more = [*ITEMS[3:], {"id": "new", "text": "New question", "kind": "text", "required": True}]
    place = {"place": task["place"]}
    planner("PUT", f"/tasks/{task['id']}", title="x", version=1, checklist=more, **place)
    operation = done(tablet, task, answers={"depth": 2, "remark": "ok"}, task_version=1)
    (receipt,) = tablet.push(operation)
    assert receipt["state"] == "applied"
    assert receipt["quarantined"] == {"answers.depth": 2}
    assert [each["code"] for each in receipt["reasons"]] == ["answer_missing"]


def test_what_was_cancelled_meanwhile_is_done_all_the_same(tablet, planner, make) -> None:
    task = make()
    planner("POST", f"/tasks/{task['id']}/state", state="cancelled", version=1)
    (receipt,) = tablet.push(done(tablet, task))
    assert (receipt["state"], receipt["reasons"][0]["code"]) == ("applied", "task_was_cancelled")
    assert taken(tablet)[0]["state"] == "done"


def test_two_who_did_the_same_are_both_heard(tablet, other, make) -> None:
    task = make()
    tablet.push(done(tablet, task, notes="first"))
    (receipt,) = other.push(done(other, task, notes="second"))
    assert (receipt["state"], receipt["reasons"][0]["code"]) == ("merged", "task_done_before")
    assert {each["notes"] for each in taken(other)[0]["completions"]} == {"first", "second"}


def test_a_task_is_about_its_own_asset(tablet, valve, make) -> None:
    second = tablet.create(place=east(9))
    tablet.push(second)
    task = make(layer="water_valve", asset=valve)
    (receipt,) = tablet.push(done(tablet, task, second["asset_id"], base_version=1))
    assert (receipt["state"], receipt["reasons"][0]["code"]) == ("rejected", "other_asset")


@pytest.mark.parametrize(
    ("lacking", "path"),
    [
        ({"task_id": None}, "task_id"),
        ({"changed": {"remark": {"new": "x"}}}, "asset_id"),
        ({"after": str(uuid4())}, "asset_id"),
        ({"layer": "water_valve"}, "asset_id"),
    ],
)
def test_what_a_completion_lacks_is_told(tablet, make, lacking, path) -> None:
    (receipt,) = tablet.push(done(tablet, make()) | lacking)
    assert receipt["state"] == "rejected"
    assert (receipt["kept"], [each["path"] for each in receipt["reasons"]]) == (False, [path])


def test_an_unknown_task_is_rejected(tablet) -> None:
    (receipt,) = tablet.push(done(tablet, {"id": str(uuid4())}))
    assert receipt["state"] == "rejected"
    assert receipt["reasons"][0]["code"] == "unknown_thing"


def test_only_a_task_may_be_about_no_asset(tablet, valve) -> None:
    operation = tablet.update(valve, 1, remark=(None, "x"))
    del operation["asset_id"]
    (receipt,) = tablet.push(operation)
    assert [each["path"] for each in receipt["reasons"]] == ["asset_id"]


def picture(colour: str, size: tuple[int, int] = (40, 30)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


def announced(data: bytes, moment: str) -> dict:
    sha256 = hashlib.sha256(data).hexdigest()
    return {"id": str(uuid4()), "sha256": sha256, "bytes": len(data), "moment": moment}


def sent(tablet: Tablet, photo: dict, data: bytes):
    url = f"{API}/photos/{photo['id']}"
    answer = tablet.client.put(
        f"{url}/chunks/0", params={"sha256": photo["sha256"]}, content=data, headers=tablet.headers
    )
    assert answer.json()["missing"] == []
    return tablet.client.post(f"{url}/finish", headers=tablet.headers)


@pytest.mark.parametrize("about", ["asset", "place"])
def test_photos_before_and_after_follow(tablet, valve, make, about, tmp_path, app_context) -> None:
    task = make(layer="water_valve", asset=valve) if about == "asset" else make()
    data = picture("teal")
    photo = announced(data, "before")
    asset = valve if about == "asset" else None
    (receipt,) = tablet.push(done(tablet, task, asset, photos=[photo]))
    assert receipt["state"] == "applied", receipt
    kept = sent(tablet, photo, data)
    assert (kept.status_code, kept.json()["state"]) == (200, "kept"), kept.text
    url = f"{API}/photos/{photo['id']}"
    again = tablet.client.post(f"{url}/finish", headers=tablet.headers)
    assert again.json() == kept.json()


@pytest.mark.parametrize("about", ["asset", "place"])
def test_planners_see_what_was_before_and_after(tablet, valve, make, about, client, auth) -> None:
    task = make(layer="water_valve", asset=valve) if about == "asset" else make()
    before, after, late = picture("brown", (900, 600)), picture("teal", (600, 900)), picture("red")
    photos = [announced(after, "after"), announced(before, "before"), announced(late, "after")]
    tablet.push(done(tablet, task, valve if about == "asset" else None, photos=photos))
    for photo, data in zip(photos, (after, before), strict=False):
        assert sent(tablet, photo, data).status_code == 200
    shown = client.get(f"/heffingen/tasks?lang=en&task={task['id']}", headers=auth("planner")).text
    assert shown.index("Photos: before") < shown.index("Photos: after")
    assert "Photo expected: 1." in shown
    pictures = re.findall(r'<img src="([^"]+)/thumb"', shown)
    assert [each.rpartition("/")[2] for each in pictures] == [photos[1]["id"], photos[0]["id"]]
    for address, size in zip(pictures, [(900, 600), (600, 900)], strict=True):
        whole = client.get(address, headers=auth("planner"))
        assert Image.open(BytesIO(whole.content)).size == size
        small = client.get(f"{address}/thumb", headers=auth("planner"))
        assert max(Image.open(BytesIO(small.content)).size) < 900
        assert small.headers["content-type"] == "image/jpeg"
        assert client.get(address, headers=auth("crew")).status_code == 403
        assert client.get(address).status_code == 401
    missing = f"/heffingen/tasks/{task['id']}/photos/{photos[2]['id']}"
    assert client.get(missing, headers=auth("planner")).status_code == 404, "not arrived"
    other = f"/heffingen/tasks/{make()['id']}/photos/{photos[0]['id']}"
    assert client.get(other, headers=auth("planner")).status_code == 404, "another task's"


def test_a_photo_that_its_asset_lost_is_no_longer_shown(tablet, valve, make, client, auth) -> None:
    task = make(layer="water_valve", asset=valve)
    data = picture("teal")
    photo = announced(data, "after")
    tablet.push(done(tablet, task, valve, photos=[photo]))
    file = sent(tablet, photo, data).json()["file"]
    page = f"/heffingen/tasks?lang=en&task={task['id']}"
    assert photo["id"] in client.get(page, headers=auth("planner")).text
    files = f"/heffingen/assets/water_valve/{valve}/files/{file}/remove"
    client.post(files, headers=auth("planner"), follow_redirects=False)
    assert photo["id"] not in client.get(page, headers=auth("planner")).text


# --- The planner's side ---------------------------------------------------------------------------


def test_a_task_made_twice_is_there_once(planner, make, tablet) -> None:
    identity = str(uuid4())
    assert make(id=identity)["id"] == make(id=identity)["id"] == identity
    assert len(planner("GET", "/tasks")["tasks"]) == 1


def test_who_saw_an_older_version_is_told(planner, make, tablet) -> None:
    task = make()
    place = {"place": task["place"]}
    planner("PUT", f"/tasks/{task['id']}", title="Other", version=1, **place)
    planner("PUT", f"/tasks/{task['id']}", 412, title="Third", version=1, **place)
    (found,) = planner("GET", "/tasks")["tasks"]
    assert (found["title"], found["version"]) == ("Other", 2)


def test_everything_wrong_with_a_task_is_told_at_once(client, auth, tablet) -> None:
    bad = [{"id": "a", "text": "x", "kind": "code"}, {"id": "a", "text": "y", "kind": "tick"}]
    body = {"title": " ", "layer": "pole", "checklist": bad}
    answer = client.post(f"{API}/tasks", json=body, headers=auth("planner"))
    assert answer.status_code == 422
    assert {each["code"] for each in answer.json()["issues"]} == {
        "codes_missing",
        "item_twice",
        "missing",
        "place_needed",
    }


def test_an_unknown_assignee_is_refused(planner, tablet, make) -> None:
    planner(
        "POST",
        "/tasks",
        404,
        title="x",
        assignee="nobody-here",
        place={"type": "Point", "coordinates": list(PLACE)},
    )


def test_a_kept_checklist_is_used_again(planner, make, tablet) -> None:
    planner("PUT", "/checklists/Hydrant%20yearly", items=ITEMS)
    task = make(template="Hydrant yearly")
    assert [each["id"] for each in task["checklist"]] == [each["id"] for each in ITEMS]
    planner("DELETE", "/checklists/Hydrant%20yearly", 204)
    assert planner("GET", "/checklists")["checklists"] == []


@pytest.fixture
def area(planner, tablet) -> dict:
    lon, lat = PLACE
    box = [lon - 0.001, lat - 0.001, lon + 0.003, lat + 0.001]
    return planner("POST", "/areas", 201, name="Duerf", bbox=box, checklist=ITEMS)


def test_a_work_areas_checklist_goes_with_its_tasks(planner, tablet, area) -> None:
    planner("POST", "/tasks", 201, title="Sweep", area=area["id"])
    (task,) = taken(tablet)
    assert task["area"] == area["id"]
    assert [each["id"] for each in task["checklist"]] == [each["id"] for each in ITEMS]
    west, south, east_, north = area["bbox"]
    lon, lat = task["place"]["coordinates"]
    assert (west < lon < east_, south < lat < north) == (True, True)
    (receipt,) = tablet.push(done(tablet, task, answers={"depth": 1}))
    assert receipt["reasons"][0]["code"] == "answer_missing", "it is checked like any other"


def test_a_tasks_own_checklist_goes_before_its_areas(planner, make, area) -> None:
    task = make(area=area["id"], checklist=ITEMS[:1])
    assert [each["id"] for each in task["checklist"]] == ["clean"]
    place = {"place": task["place"], "area": area["id"]}
    emptied = planner("PUT", f"/tasks/{task['id']}", title="x", version=1, **place)
    assert emptied["checklist"] == [], "a planner may ask for less"


def test_what_is_asked_in_an_area_stays_as_it_was_asked(planner, make, area, tablet) -> None:
    make(area=area["id"])
    url = f"/areas/{area['id']}"
    planner("PUT", url, name="Duerf", checklist=ITEMS[:1])
    assert len(taken(tablet)[0]["checklist"]) == len(ITEMS)
    planner("DELETE", url, 204)
    (task,) = taken(tablet)
    assert (task["area"], len(task["checklist"])) == (None, len(ITEMS))
    answer = planner("POST", "/tasks", 404, title="x", area=area["id"])
    assert answer["type"].endswith("unknown_thing")


def test_an_open_task_goes_the_ways_that_are_allowed(planner, make, tablet) -> None:
    task = make()
    url = f"/tasks/{task['id']}/state"
    planner("POST", url, state="cancelled", version=1)
    planner("POST", url, 409, state="cancelled", version=2)
    assert planner("POST", url, state="open", version=2)["state"] == "open"
    tablet.push(done(tablet, task))
    assert planner("POST", url, state="open", version=4)["state"] == "open"


# --- Conflicts ------------------------------------------------------------------------------------


@pytest.fixture
def clash(tablet, other, valve) -> dict:
    other.push(other.update(valve, 1, remark=(None, "planner")))
    (receipt,) = tablet.push(tablet.update(valve, 1, remark=(None, "crew")))
    return receipt["conflicts"][0]


@pytest.mark.parametrize(
    ("choice", "value", "remark"),
    [("theirs", None, "crew"), ("ours", None, "planner"), ("value", "a third", "a third")],
)
def test_a_conflict_is_resolved_by_an_operation(
    tablet, valve, clash, now_is, choice, value, remark
) -> None:
    operation = tablet.op(
        "resolve", valve, conflict_id=clash["id"], choice=choice, value=value, version=2
    )
    (receipt,) = tablet.push(operation)
    assert receipt["state"] == "applied", receipt
    assert now_is(valve)["remark"] == remark
    assert receipt["version"] == now_is(valve)["version"]
    (again,) = tablet.push(operation)
    assert (again["state"], again["repeated"]) == ("applied", True)
    listed = tablet.client.get(f"{URL}/conflicts", headers=tablet.headers).json()
    assert listed["conflicts"] == []


def test_who_resolves_offline_sees_that_somebody_was_faster(
    tablet, other, valve, clash, now_is
) -> None:
    other.push(other.update(valve, 2, diameter_mm=(None, 100)))
    operation = tablet.op("resolve", valve, conflict_id=clash["id"], choice="theirs", version=2)
    (receipt,) = tablet.push(operation)
    assert (receipt["state"], receipt["reasons"][0]["code"]) == ("rejected", "stale_version")
    seen = operation | {"op_id": str(uuid4()), "version": 3}
    assert tablet.push(seen)[0]["state"] == "applied"
    late = operation | {"op_id": str(uuid4()), "choice": "ours", "version": 4}
    (receipt,) = tablet.push(late)
    assert receipt["reasons"][0]["code"] == "already_decided"
    assert now_is(valve)["remark"] == "crew"


def test_one_resolves_after_ones_own_change(tablet, valve, clash, now_is) -> None:
    first = tablet.update(valve, 2, diameter_mm=(None, 100))
    then = tablet.op(
        "resolve", valve, conflict_id=clash["id"], choice="theirs", after=first["op_id"]
    )
    (held,) = tablet.push(then)
    assert held["state"] == "held"
    tablet.push(first)
    (receipt,) = tablet.push(then)
    assert receipt["state"] == "applied"
    assert (now_is(valve)["remark"], now_is(valve)["diameter_mm"]) == ("crew", 100)


def test_another_crews_conflict_is_not_found(client, auth, tablet, other, valve) -> None:
    tablet.push(tablet.update(valve, 1, remark=(None, "crew")))
    (receipt,) = other.push(other.update(valve, 1, remark=(None, "planner")))
    conflict = receipt["conflicts"][0]["id"]
    operation = tablet.op("resolve", valve, conflict_id=conflict, choice="ours")
    assert tablet.push(operation)[0]["reasons"][0]["code"] == "unknown_thing"


def test_a_conflict_stays_the_tablet_s_own_under_another_token(
    client, tablet, clash, valve, owner_engine, now_is
) -> None:
    with owner_engine.begin() as connection:
        issued = {"commune": "heffingen", "role": ViewerRole.CREW, "label": "anew"}
        token = tokens.issue(connection, **issued)
    tablet.headers = {"Authorization": f"Bearer {token}"}

    def listed(**asked: str) -> list[str]:
        answer = client.get(f"{URL}/conflicts", params=asked, headers=tablet.headers)
        return [each["id"] for each in answer.json()["conflicts"]]

    assert listed() == []
    assert listed(device=str(uuid4())) == []
    assert listed(device=tablet.device) == [clash["id"]]
    operation = tablet.op("resolve", valve, conflict_id=clash["id"], choice="theirs", version=2)
    assert tablet.push(operation)[0]["state"] == "applied"
    assert now_is(valve)["remark"] == "crew"


# --- Work areas -----------------------------------------------------------------------------------


def square(size: float) -> list[list[float]]:
    west, south = PLACE[0] - size / 2, PLACE[1] - size / 2
    return [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]


def test_a_work_area_is_taken_along_by_its_id(tablet, valve, planner) -> None:
    far = tablet.create(place=east(400))
    tablet.push(far)
    shape = {"type": "Polygon", "coordinates": [square(0.001)]}
    area = planner(
        "POST", "/areas", 201, name="Um Bierg", geometry=shape, assignee="demo-crew",
        checklist=ITEMS,
    )  # fmt: skip
    answer = tablet.client.get(f"{URL}/areas", headers=tablet.headers)
    (found,) = answer.json()["areas"]
    assert (found["id"], found["name"], found["assets"]) == (area["id"], "Um Bierg", 1)
    assert found["layers"] == {"water_valve": 1}
    pulled = tablet.pull(area=area["id"])
    assert [each["feature"]["id"] for each in pulled["upserts"]] == [valve]
    assert found["bytes"] == pytest.approx(
        len(
            tablet.client.get(
                f"{URL}/pull", params={"area": area["id"]}, headers=tablet.headers
            ).content
        ),
        rel=0.9,
    )
    known = tablet.headers | {"If-None-Match": answer.headers["etag"]}
    assert tablet.client.get(f"{URL}/areas", headers=known).status_code == 304


def test_an_area_drawn_anew_is_pulled_anew(tablet, valve, planner) -> None:
    area = planner("POST", "/areas", 201, name="x", bbox=[6.0, 49.0, 6.1, 49.1])
    params = {"area": area["id"]}
    first = tablet.client.get(f"{URL}/pull", params=params, headers=tablet.headers)
    assert first.json()["upserts"] == []
    planner("PUT", f"/areas/{area['id']}", name="x", bbox=[6.0, 49.0, 6.5, 50.0])
    known = tablet.headers | {"If-None-Match": first.headers["etag"]}
    again = tablet.client.get(f"{URL}/pull", params=params, headers=known)
    assert [each["feature"]["id"] for each in again.json()["upserts"]] == [valve]


def test_another_crews_area_is_not_listed_and_an_unknown_one_not_found(tablet, planner) -> None:
    planner("POST", "/areas", 201, name="x", bbox=[6, 49, 6.5, 50], assignee="demo-planner")
    assert tablet.client.get(f"{URL}/areas", headers=tablet.headers).json()["areas"] == []
    missing = tablet.client.get(
        f"{URL}/pull", params={"area": str(uuid4())}, headers=tablet.headers
    )
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "shape",
    [
        {"geometry": {"type": "Point", "coordinates": list(PLACE)}},
        {"bbox": [6.5, 49.0, 6.5, 49.0]},
        {"bbox": [1000, 49.0, 6.5, 50.0]},
        {},
    ],
)
def test_what_is_no_area_is_refused(client, auth, tablet, shape) -> None:
    body = {"name": "x", **shape}
    answer = client.post(f"{API}/areas", json=body, headers=auth("planner"))
    assert answer.status_code == 422, answer.text
    assert answer.json()["issues"]


def test_a_removed_area_leaves_its_tasks(planner, make, tablet) -> None:
    area = planner("POST", "/areas", 201, name="x", bbox=[6, 49, 6.5, 50])
    make(area=area["id"])
    planner("DELETE", f"/areas/{area['id']}", 204)
    assert taken(tablet)[0]["area"] is None
