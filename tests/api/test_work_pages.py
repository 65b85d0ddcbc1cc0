"""The pages on which planners give crews tasks and work areas: in forms, without JavaScript."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.api.tablet import PLACE, URL

TASKS, AREAS = "/heffingen/tasks?lang=en", "/heffingen/areas?lang=en"
HERE = f"{PLACE[1]}, {PLACE[0]}"
LINES = "Cover clean *\nDepth [0 m]\nState [good / worn]\nRemark [...]"


@pytest.fixture
def send(client, auth, tablet):
    def post(address: str, status: int = 303, **form: str) -> str:
        answer = client.post(address, data=form, headers=auth("planner"), follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.text

    return post


@pytest.fixture
def look(client, auth, tablet):
    def get(address: str) -> str:
        answer = client.get(address, headers=auth("planner"))
        assert answer.status_code == 200, answer.text
        return answer.text

    return get


def taken(tablet) -> list[dict]:
    return tablet.client.get(f"{URL}/tasks", headers=tablet.headers).json()["tasks"]


def test_a_planner_makes_a_task_in_a_form(send, look, tablet) -> None:
    send(
        TASKS, title="Hydrant <b>", position=HERE, due="2026-11-01", order="3", before="1",
        assignee="demo-crew", checklist=LINES, keep="Yearly",
    )  # fmt: skip
    (task,) = taken(tablet)
    assert (task["title"], task["due"], task["order"]) == ("Hydrant <b>", "2026-11-01", 3)
    assert task["photos"] == {"before": True, "after": False}
    assert [(each["kind"], each["required"]) for each in task["checklist"]] == [
        ("tick", True),
        ("number", False),
        ("code", False),
        ("text", False),
    ]
    assert task["place"]["coordinates"] == pytest.approx(PLACE, abs=1e-6)
    page = look(TASKS)
    assert "Hydrant &lt;b&gt;" in page
    assert 'class="late"' in page, "it is overdue"
    send(TASKS, title="Next", position=HERE, template="Yearly")
    assert len(taken(tablet)[1]["checklist"]) == 4


def test_a_task_is_late_once_the_local_day_is_over(send, look, client, app_context) -> None:
    send(TASKS, title="Leak", position=HERE, due="2026-11-22")
    assert 'class="late"' not in look(TASKS)
    night = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    client.app.state.context = replace(app_context, now=lambda: night)
    assert 'class="late"' in look(TASKS)


def test_what_is_wrong_is_told_beside_what_was_typed(send, tablet) -> None:
    page = send(TASKS, 422, title="Leak", position="nowhere", due="soon", checklist="A [x]")
    assert "nowhere" in page
    assert 'value="Leak"' in page
    assert "at least two words" in page
    assert taken(tablet) == []


def test_a_task_of_an_asset_is_made_from_its_page(look, send, valve, tablet) -> None:
    page = look(f"/heffingen/assets/water_valve/{valve}?lang=en")
    (address,) = re.findall(r'href="(/heffingen/tasks[^"#]*asset=[^"#]*)', page)
    form = look(address.replace("&amp;", "&"))
    assert "At V-1" in form
    send(TASKS, title="Grease", layer="water_valve", asset=valve)
    assert taken(tablet)[0]["asset"] == valve


def test_a_planner_reads_the_answers_and_opens_again(send, look, tablet) -> None:
    send(TASKS, title="Look", position=HERE, checklist=LINES)
    (task,) = taken(tablet)
    operation = tablet.op(
        "complete", None, task_id=task["id"], answers={"item_1": True, "item_2": 1.5}, notes="Wet."
    )
    del operation["asset_id"], operation["layer"]
    assert tablet.push(operation)[0]["state"] == "applied"
    assert "Look" not in re.sub(r"<script.*", "", look(TASKS), flags=re.DOTALL)
    page = look(f"{TASKS}&task={task['id']}")
    for text in ("Cover clean", "yes", "1.5\u00a0m", "Wet."):
        assert text in page
    stale = send(TASKS, 412, task=task["id"], version="1", title="Look", action="open")
    assert "Look" in stale
    send(TASKS, task=task["id"], version="2", action="open")
    assert taken(tablet)[0]["state"] == "open"
    send(TASKS, task=task["id"], version="3", action="cancelled")
    assert taken(tablet)[0]["state"] == "cancelled"


def test_a_checklist_written_anew_asks_the_same_questions(send, look, tablet, client, auth) -> None:
    """What a crew without reception answers meanwhile stays the answer to its question."""
    items = [
        {"id": "free", "text": "Access free", "required": True},
        {"id": "item_2", "text": "Pressure", "kind": "number", "unit": "bar", "maximum": 16},
    ]
    answer = client.post(
        "/api/v1/heffingen/tasks",
        json={"title": "Hydrant", "place": {"type": "Point", "coordinates": PLACE},
              "checklist": items},
        headers=auth("planner"),
    )  # fmt: skip
    task = answer.json()["id"]
    seen = taken(tablet)[0]["version"]
    (lines,) = re.findall(r'name="checklist"[^>]*>\s*([^<]*)<', look(f"{TASKS}&task={task}"))
    assert lines == "Access free *\nPressure [0 bar]"
    lines = f"Cap there\n{lines.replace(' *', '')}\nPainted"
    send(TASKS, task=task, version=str(seen), title="Hydrant", position=HERE, checklist=lines)
    (changed,) = taken(tablet)
    told = {each["id"]: each["text"] for each in changed["checklist"]}
    assert told == {
        "item_1": "Cap there", "free": "Access free", "item_2": "Pressure", "item_3": "Painted"
    }  # fmt: skip
    assert [each["required"] for each in changed["checklist"]] == [False] * 4
    assert changed["checklist"][2]["maximum"] == 16
    operation = tablet.op(
        "complete", None, task_id=task, task_version=seen, answers={"free": True, "item_2": 4.25}
    )
    del operation["asset_id"], operation["layer"]
    assert tablet.push(operation)[0]["state"] == "applied"
    page = look(f"/heffingen/tasks?lang=de&task={task}")
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th><td>([^<]*)</td>', page)
    assert rows == [("Access free", "ja"), ("Pressure", "4,25\u00a0bar")]


def test_moving_the_map_keeps_what_was_typed(send) -> None:
    page = send(TASKS, 200, title="Half done", look="in")
    assert 'value="Half done"' in page


def test_a_planner_draws_a_work_area(send, look, tablet, valve) -> None:
    corners = "\n".join(
        f"{PLACE[1] + n}, {PLACE[0] + e}" for n, e in [(0.001, -0.001), (0.001, 0.001), (-0.001, 0)]
    )
    send(AREAS, name="Duerf", position=corners, assignee="demo-crew")
    page = look(AREAS)
    assert "Duerf" in page
    assert "1 asset" in page
    (area,) = tablet.client.get(f"{URL}/areas", headers=tablet.headers).json()["areas"]
    assert [e["feature"]["id"] for e in tablet.pull(area=area["id"])["upserts"]] == [valve]
    send(AREAS, area=area["id"], name="Duerf 2", position="")
    (same,) = tablet.client.get(f"{URL}/areas", headers=tablet.headers).json()["areas"]
    assert (same["name"], same["bbox"]) == ("Duerf 2", area["bbox"])
    send(AREAS, area=area["id"], action="remove")
    assert tablet.client.get(f"{URL}/areas", headers=tablet.headers).json()["areas"] == []


@pytest.mark.parametrize("position", ["", HERE, "x", f"{HERE}\n{HERE}"])
def test_what_is_no_area_is_told(send, tablet, position) -> None:
    page = send(AREAS, 422, name="Duerf", position=position)
    assert 'role="alert"' in page
    assert 'value="Duerf"' in page


def test_a_task_is_made_from_a_work_area(send, look, tablet) -> None:
    corners = f"{PLACE[1] - 0.001}, {PLACE[0] - 0.001}\n{PLACE[1] + 0.001}, {PLACE[0] + 0.001}"
    send(AREAS, name="Duerf", position=corners, assignee="demo-crew", checklist=LINES)
    (area,) = tablet.client.get(f"{URL}/areas", headers=tablet.headers).json()["areas"]
    (address,) = re.findall(
        r'href="(/heffingen/tasks[^"#]*area=[^"#]*)', look(f"{AREAS}&area={area['id']}")
    )
    form = look(address.replace("&amp;", "&"))
    assert "Depth [0 m]" in form, "it can be read and changed before it is saved"
    assert '<option value="demo-crew" selected>' in form
    send(TASKS, title="Sweep", area=area["id"])
    (task,) = taken(tablet)
    assert (task["area"], len(task["checklist"])) == (area["id"], 4)
    send(
        TASKS, task=task["id"], version="1", title="Sweep it", position=HERE, area=area["id"],
        checklist="",
    )  # fmt: skip
    (task,) = taken(tablet)
    assert (task["title"], task["area"], task["checklist"]) == ("Sweep it", area["id"], [])
