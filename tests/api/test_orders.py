"""Work orders by the API, and on tablets: done once, whoever does it, whenever that is heard of."""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from lxml import html
from PIL import Image
from shapely import Point
from sqlalchemy import select

from api.pages.orders import paper as order_paper
from api.pages.orders import view as order_view
from field_capture.orders import failures, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders.failures import Failure, Worn
from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Draft
from field_capture.states.order import OrderState
from field_capture.store import table
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, URL, Tablet

API = "/api/v1/heffingen"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLANNER = Viewer("planner-1", ViewerRole.PLANNER)


@pytest.fixture
def site(make_commune, opened):
    """Two lamps, each reported, the second one twice."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(*PLACE)
        for n in (1, 2):
            assets.create(
                session, CATALOGUE["luminaire"], Point(x + 20 * n, y), {"code": f"LU-{n}"}
            )


@pytest.fixture
def ask(client, auth):
    def ask(method: str, path: str, status: int = 200, role: str = "planner", **body):
        answer = client.request(method, API + path, json=body or None, headers=auth(role))
        assert answer.status_code == status, answer.text
        return answer.json()

    return ask


@pytest.fixture
def numbers(opened, site):
    with opened("heffingen") as session:
        return [
            submit(session, Draft(service_code="lamp_out", address_id=code), now=NOW).number
            for code in ("LU-1", "LU-2", "LU-2")
        ]


@pytest.fixture
def planned(ask, numbers):
    made = ask("POST", "/orders", 201, title="Lamps", reports=numbers, language="fr",
               assignee="demo-crew")  # fmt: skip
    assert (made["state"], len(made["stops"])) == ("draft", 2)
    return ask("POST", f"/orders/{made['number']}/state", state="planned", version=made["version"])


@pytest.fixture
def tablets(client, auth):
    return Tablet(client, auth("crew")), Tablet(client, auth("crew"))


def done(tablet: Tablet, stop: dict, outcome: str = "réparé", **more) -> dict:
    operation = tablet.op(
        "complete", None, task_id=stop["id"], answers={"order_outcome": outcome}, **more
    )
    del operation["asset_id"], operation["layer"]
    return operation


def tasks(tablet: Tablet) -> list[dict]:
    return tablet.client.get(f"{URL}/tasks", headers=tablet.headers).json()["tasks"]


def report_states(opened) -> list[str]:
    with opened("heffingen") as session:
        rows = table(session, "report")
        return list(session.connection.scalars(select(rows.c.state).order_by(rows.c.number)))


def test_a_tablet_does_the_order_stop_by_stop(ask, planned, tablets, opened) -> None:
    tablet, _ = tablets
    found = tasks(tablet)
    assert [each["id"] for each in found] == [s["id"] for s in planned["stops"]]
    assert found[0]["checklist"][0]["codes"] == ["réparé", "remplacé", "sécurisé", "introuvable"]
    assert found[0]["source"] == {"kind": "order", "id": planned["id"]}
    first, second = planned["stops"]
    (receipt,) = tablet.push(done(tablet, first, "remplacé", notes="new one"))
    assert (receipt["state"], receipt["reasons"]) == ("applied", [])
    now = ask("GET", f"/orders/{planned['number']}")
    assert (now["state"], now["closed"]) == ("in_progress", 1)
    tablet.push(done(tablet, second))
    assert ask("GET", f"/orders/{planned['number']}")["state"] == "done"
    assert report_states(opened) == ["done"] * 3
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, CATALOGUE["luminaire"], first["code"])
        assert lamp.properties["installed_year"] == 2026


def test_again_and_by_another_crew_is_told_and_done_once(ask, planned, tablets, opened) -> None:
    one, other = tablets
    stop = planned["stops"][0]
    operation = done(one, stop)
    one.push(operation)
    before = ask("GET", f"/orders/{planned['number']}")
    assert one.push(operation)[0]["repeated"] is True
    (late,) = other.push(done(other, stop, "introuvable", notes="we were there too"))
    assert [each["code"] for each in late["reasons"]] == ["task_done_before"]
    after = ask("GET", f"/orders/{planned['number']}")
    assert after == before
    (task,) = [each for each in tasks(one) if each["id"] == stop["id"]]
    assert {each["notes"] for each in task["completions"]} == {"", "we were there too"}
    with opened("heffingen") as session:
        moves = session.connection.execute(
            select(table(session, "report_move")).where(
                table(session, "report_move").c.to_state == "done"
            )
        ).all()
        assert len(moves) == len(stop["reports"])


def test_what_was_cancelled_meanwhile_and_done_all_the_same(ask, planned, tablets, opened) -> None:
    tablet, _ = tablets
    ask("POST", f"/orders/{planned['id']}/state", state="cancelled",
        version=planned["version"], reason="rain")  # fmt: skip
    assert report_states(opened) == ["accepted"] * 3
    (receipt,) = tablet.push(done(tablet, planned["stops"][0]))
    assert [each["code"] for each in receipt["reasons"]] == ["task_was_cancelled"]
    told = ask("GET", f"/orders/{planned['id']}")
    assert (told["state"], told["stops"][0]["state"]) == ("cancelled", "done")
    closed = len(planned["stops"][0]["reports"])
    assert sorted(report_states(opened)) == ["accepted"] * (3 - closed) + ["done"] * closed


def test_cancelled_done_and_meanwhile_in_another_order(ask, planned, tablets, opened) -> None:
    tablet, _ = tablets
    ask("POST", f"/orders/{planned['id']}/state", state="cancelled",
        version=planned["version"], reason="rain")  # fmt: skip
    mine = [each["number"] for each in planned["stops"][0]["reports"]]
    other = ask("POST", "/orders", 201, title="Again", reports=mine)
    tablet.push(done(tablet, planned["stops"][0]))
    assert "done" not in report_states(opened), "the other order has them now"
    assert ask("GET", f"/orders/{other['id']}")["stops"][0]["reports"][0]["open"] is True


def test_a_batch_with_an_edit_of_the_same_lamp_keeps_both(ask, planned, tablets, opened) -> None:
    tablet, _ = tablets
    stop = planned["stops"][0]
    edit = tablet.op("update", stop["asset"], base_version=1,
                     changed={"power_w": {"base": None, "new": 30.0}})  # fmt: skip
    later = tablet.op("update", stop["asset"], base_version=1,
                      changed={"cri": {"base": None, "new": 80}})  # fmt: skip
    for each in (edit, later):
        each["layer"] = "luminaire"
    receipts = tablet.push(edit, done(tablet, stop, "remplacé"), later)
    assert [each["state"] for each in receipts] == ["applied", "applied", "merged"]
    with opened("heffingen") as session:
        lamp = assets.find_by_code(session, CATALOGUE["luminaire"], stop["code"]).properties
        assert (lamp["power_w"], lamp["cri"], lamp["installed_year"]) == (30.0, 80, 2026)


def test_two_crews_finish_at_the_same_moment(ask, planned, tablets, client, auth, opened) -> None:
    answers: list[int] = []

    def finish() -> None:
        body = {"state": "done", "version": started["version"]}
        path = f"{API}/orders/{planned['id']}/state"
        answers.append(client.post(path, json=body, headers=auth("crew")).status_code)

    def push() -> None:
        answers.append(tablets[0].push(done(tablets[0], planned["stops"][0]))[0]["status"] or 0)

    started = ask("POST", f"/orders/{planned['id']}/state", role="crew", state="in_progress",
                  version=planned["version"])  # fmt: skip
    threads = [threading.Thread(target=each) for each in (finish, finish, push)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(answers) == 3
    told = ask("GET", f"/orders/{planned['id']}")
    if told["state"] != "done":  # the tablet was first: who finished saw an older version
        assert answers.count(412) == 2
        tablets[1].push(done(tablets[1], planned["stops"][1]))
        told = ask("GET", f"/orders/{planned['id']}")
    assert told["state"] == "done"
    assert report_states(opened) == ["done"] * 3
    with opened("heffingen") as session:
        ends = [each.after for each in work_order.history(session, told_id(session))]
        assert ends.count("done") == 1
        moves = table(session, "report_move")
        closed = session.connection.execute(select(moves).where(moves.c.to_state == "done")).all()
        assert len(closed) == 3


def told_id(session):
    return work_order.listed(session, limit=1)[0].id


def test_a_transaction_that_was_killed_was_never_there(ask, planned, opened) -> None:
    with opened("heffingen") as session:
        order = told_id(session)
        for target in (OrderState.IN_PROGRESS, OrderState.DONE):
            order_moves.perform(session, order, target, version=None, now=NOW)
        session.connection.rollback()
    assert ask("GET", f"/orders/{planned['id']}") == planned
    assert report_states(opened) == ["planned"] * 3


def test_the_photo_of_a_repair_reaches_its_reports_once_and_is_released_by_hand(
    planned, tablets, client, auth, opened, app_context
) -> None:
    tablet, _ = tablets
    drawn = BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(drawn, "JPEG")
    data = drawn.getvalue()
    sha256 = hashlib.sha256(data).hexdigest()
    photo = {"id": str(uuid4()), "sha256": sha256, "bytes": len(data), "moment": "after"}
    stop = max(planned["stops"], key=lambda each: len(each["reports"]))
    tablet.push(done(tablet, stop, photos=[photo]))
    url = f"{API}/photos/{photo['id']}"
    sent = client.put(f"{url}/chunks/0", params={"sha256": sha256}, content=data,
                      headers=auth("crew"))  # fmt: skip
    assert sent.status_code == 200, sent.text
    for _ in range(2):
        assert client.post(f"{url}/finish", headers=auth("crew")).status_code == 200
    with opened("heffingen") as session:
        rows = table(session, "report_photo")
        kept = session.connection.execute(select(rows)).all()
        assert [(each.role, each.released_at) for each in kept] == [("result", None)] * 2
        own = report_photos.blobs_of(app_context.settings.home, "heffingen")
        assert Image.open(BytesIO(own.get(kept[0].sha256))).size == (640, 480)
    number = planned["number"]
    url = f"/heffingen/orders/{number}/photos"

    def ask_(path: str = "", role: str = "clerk", **form):
        headers = auth(role) | {"Accept": "text/html"}
        if not form:
            return client.get(f"{url}{path}", headers=headers)
        return client.post(f"{url}{path}", data=form, headers=headers, follow_redirects=False)

    def public() -> int:
        with opened("heffingen") as session:
            return sum(len(report_photos.listed(session, each.report)) for each in kept)

    assert "Show all 1: 2 reports" in ask_("?lang=en").text
    assert ask_(role="crew", act="release", seen=kept[0].sha256).status_code == 403
    assert ask_(act="release", seen="0" * 64).status_code == 422, "not what was looked at"
    boxes = {"boxes": "0 0 50 50"}
    assert ask_(f"/{kept[0].sha256}/redact").status_code == 200
    assert ask_(f"/{kept[0].sha256}/redact", boxes="nothing").status_code == 422
    assert ask_(f"/{kept[0].sha256}/redact", **boxes).status_code == 303
    assert not own.path(kept[0].sha256).exists(), "the pixels are gone with their file"
    assert ask_(act="release", seen=kept[0].sha256).status_code == 422
    assert public() == 0
    (black,) = set(re.findall(r'name="seen" value="([0-9a-f]{64})"', ask_().text))
    assert Image.open(BytesIO(own.get(black))).getpixel((20, 20)) == (0, 0, 0)
    assert ask_(act="release", seen=black).status_code == 303
    assert public() == 2
    assert ask_(act="hide", seen=black).status_code == 303
    assert public() == 0


def test_photos_are_sent_from_a_desk_too(ask, planned, client, auth, opened, app_context) -> None:
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of Mme Muster"
    Image.new("RGB", (640, 480), "green").save(drawn, "JPEG", exif=exif)
    stop = max(planned["stops"], key=lambda each: len(each["reports"]))
    url = f"/heffingen/orders/{planned['number']}/pictures"

    def send(data: bytes, role: str = "planner", name: str = "a.jpg", at: str = stop["id"]) -> int:
        return client.post(
            url, data={"stop": at}, files={"file": (name, data)}, headers=auth(role),
            follow_redirects=False,
        ).status_code  # fmt: skip

    assert send(drawn.getvalue(), "clerk") == 403
    assert send(b"%PDF-1.7 no picture", name="a.pdf") == 400
    assert send(drawn.getvalue(), at=str(uuid4())) == 404
    assert send(drawn.getvalue()) == 303, "before the work"
    with opened("heffingen") as session:
        rows = table(session, "report_photo")
        assert session.connection.execute(select(rows)).all() == []
    ask("POST", f"/orders/{planned['number']}/stops/{stop['id']}/completion", outcome="repaired")
    assert send(drawn.getvalue()) == 303
    with opened("heffingen") as session:
        kept = session.connection.execute(select(rows)).all()
        assert [(each.role, each.released_at) for each in kept] == [("result", None)] * 2
        own = report_photos.blobs_of(app_context.settings.home, "heffingen")
        assert b"Muster" not in own.get(kept[0].sha256)


def test_refusals_name_everything(ask, numbers) -> None:
    made = ask("POST", "/orders", 201, title="x", reports=numbers[:1])
    told = ask("POST", "/orders", 422, title="y", reports=[numbers[0], "26-99999"])
    assert {each["code"] for each in told["issues"]} == {
        "order_report_taken", "order_report_unknown",
    }  # fmt: skip
    assert len(ask("GET", "/orders")["orders"]) == 1, "nothing is left of what was refused"
    ask("POST", f"/orders/{made['id']}/state", 409, state="done", version=made["version"])
    ask("POST", f"/orders/{made['id']}/state", 412, state="planned", version=99)
    ask("POST", f"/orders/{made['id']}/state", 403, role="clerk", state="planned",
        version=made["version"])  # fmt: skip
    ask("PUT", f"/orders/{made['id']}", 422, title="x", version=made["version"],
        begins="2026-12-02", ends="2026-12-01")  # fmt: skip
    assert ask("GET", "/orders?state=planned")["orders"] == []
    ask("GET", "/orders?state=nonsense", 422)
    assert ask("GET", f"/orders?report={numbers[0]}")["orders"][0]["number"] == made["number"]


def test_changes_reach_tasks_that_are_out_already(ask, planned, tablets) -> None:
    changed = ask("PUT", f"/orders/{planned['id']}", title="Lamps and more",
                  version=planned["version"], language="fr", assignee="demo-crew",
                  materials=[{"text": "module", "quantity": 2}])  # fmt: skip
    (first, _) = tasks(tablets[0])
    assert "Lamps and more" in first["title"]
    assert "2 module" in first["text"]
    assert first["version"] == 2
    turned = [each["id"] for each in reversed(changed["stops"])]
    after = ask("POST", f"/orders/{planned['id']}/route", version=changed["version"], stops=turned)
    assert [each["id"] for each in after["stops"]] == turned
    assert [each["id"] for each in tasks(tablets[0])] == turned


def test_the_sheet_is_one_page_for_a_dozen_stops_and_goes_on_behind(
    ask, client, auth, opened, site
) -> None:
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(*PLACE)
        poles = [
            assets.create(session, CATALOGUE["pole"], Point(x + 12 * n, y + 5 * (n % 3)),
                          {"code": f"PO-{n}"})[0].id
            for n in range(30)
        ]  # fmt: skip

    def pages(count: int) -> int:
        about = [{"layer": "pole", "id": str(each)} for each in poles[:count]]
        items = [{"id": f"i{n}", "text": f"Item {n}"} for n in range(4)]
        made = ask("POST", "/orders", 201, title="T" * 110, text="Do it well. " * 20,
                   assets=about, checklist=items,
                   materials=[{"text": "bolt", "quantity": n + 1} for n in range(6)])  # fmt: skip
        path = f"/heffingen/orders/{made['number']}/sheet.pdf?lang=de"
        answer = client.get(path, headers=auth("crew"))
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        return answer.content.count(b"/Type /Page\n") or answer.content.count(b"/Type /Page ")

    assert pages(12) == 1
    assert pages(30) == 2


def test_days_on_paper_and_of_failures_are_local(
    ask, client, auth, app_context, opened, site, monkeypatch
) -> None:
    night = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    made, told = ask("POST", "/orders", 201, title="x"), {}
    monkeypatch.setattr(order_paper, "render", lambda *_, **given: told.update(given) or b"%PDF")
    client.app.state.context = replace(app_context, now=lambda: night)
    client.get(f"/heffingen/orders/{made['number']}/sheet.pdf", headers=auth("crew"))
    assert told["today"] == date(2026, 11, 23)
    with opened("heffingen") as session:
        lamp = session.connection.scalar(select(session.table(CATALOGUE["luminaire"]).c.id))
        worn = Worn("luminaire", lamp, [Failure(night, None, ())])
        monkeypatch.setattr(failures, "worn", lambda *_: [worn])
        (line,) = order_view.worn(session, night, "de")
    assert "23.11.2026" in line.told


def test_a_page_tells_all_that_is_wrong_and_keeps_what_was_typed(
    ask, numbers, client, auth
) -> None:
    made = ask("POST", "/orders", 201, title="x", reports=numbers[:1])
    path = f"/heffingen/orders/{made['number']}"

    def send(status: int, **form: str) -> str:
        form = {"version": str(made["version"]), **form}
        answer = client.post(f"{path}?lang=en", data=form, headers=auth("planner"),
                             follow_redirects=False)  # fmt: skip
        assert answer.status_code == status, answer.text
        return answer.text

    told = send(422, action="add", numbers="LU-9, nothing")
    assert "LU-9" in told
    assert "nothing" in told
    wrong = send(422, action="save", title="y", begins="soon", estimate_eur="much",
                 materials="4 m cable\n0 m wire")  # fmt: skip
    for word in ("soon", "much", "0 m wire"):
        assert word in wrong
    for stale in ({"action": "save", "title": "y"}, {"action": "move.planned"}):
        told = send(412, version="9", **stale)
        assert f"{made['number']} was changed meanwhile" in told
        assert made["id"] not in told.partition("<form")[0], "nobody knows it by that"
    send(422, action="dance")
    send(303, action="save", title="<b>y</b>", estimate_eur="1 250,5", materials="4 m cable",
         priority="1", danger="1")  # fmt: skip
    now = ask("GET", f"/orders/{made['id']}")
    assert (now["title"], now["estimate_eur"], now["danger"]) == ("<b>y</b>", "1250.50", True)
    assert now["materials"] == [{"text": "cable", "quantity": 4.0, "unit": "m"}]
    page = client.get(path, headers=auth("planner")).text
    assert "<b>" not in page
    refused = client.post("/heffingen/orders?lang=en", headers=auth("clerk"),
                          data={"title": "second", "numbers": numbers[0]})  # fmt: skip
    assert refused.status_code == 422
    assert made["number"] in refused.text
    assert "second" in refused.text


def test_saving_takes_an_order_from_nobody_who_has_left(ask, numbers, client, auth, opened) -> None:
    made = ask("POST", "/orders", 201, title="x", reports=numbers[:1])
    with opened("heffingen", PLANNER) as session:
        left = replace(work_order.get(session, UUID(made["id"])).says, assignee="crew-gone")
        version = work_order.change(session, UUID(made["id"]), made["version"], left, NOW).version
    path = f"/heffingen/orders/{made['number']}?lang=en"
    page = client.get(path, headers=auth("planner")).text
    [shown] = re.findall(r'<option value="([^"]+)" selected>crew-gone', page)
    form = {"action": "save", "title": "y", "version": str(version), "assignee": shown}
    answer = client.post(path, data=form, headers=auth("planner"), follow_redirects=False)
    assert answer.status_code == 303, answer.text
    assert ask("GET", f"/orders/{made['id']}")["assignee"] == "crew-gone"
    form |= {"version": str(version + 1), "assignee": "crew-unknown"}
    assert client.post(path, data=form, headers=auth("planner")).status_code == 404


def test_stops_are_found_picked_and_taken_as_a_group(numbers, ask, client, auth, opened) -> None:
    made = ask("POST", "/orders", 201, title="Lamps", language="fr")
    url = f"/heffingen/orders/{made['number']}"

    def look(role: str = "clerk", **asked):
        answer = client.get(f"{url}/add", params=asked | {"lang": "en"}, headers=auth(role))
        return html.fromstring(answer.text), answer.status_code

    def values(page, name: str) -> list[str]:
        return page.xpath(f"//input[@name='{name}']/@value")

    assert look("crew")[1] == 409, "who may not change it is shown nothing to choose"
    found, _ = look(q=numbers[0])
    assert numbers[0] in values(found, "numbers")
    assert look(q="100%_\\' OR")[1] == 200
    named, _ = look(q="LU-2")
    assert [each for each in values(named, "asset") if each.startswith("luminaire:")]
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(*PLACE)
    there, _ = look(x=x + 20, y=y, across=60)
    assert set(numbers) <= {n for each in values(there, "numbers") for n in each.split()}
    lamps = [each for each in values(there, "asset") if each.startswith("luminaire:")]
    assert len(lamps) == 2
    assert values(look(x=x + 5000, y=y + 5000)[0], "asset") == []
    assert look(x="nan", y=1)[1] == 200
    groups = [each for each in values(there, "numbers") if " " in each]
    assert groups == [f"{numbers[1]} {numbers[2]}"]
    version = values(there, "version")[0]
    form = {"action": "add", "version": version, "numbers": groups, "asset": lamps}
    headers = auth("clerk") | {"Accept": "text/html"}
    assert client.post(url, data=form, headers=headers, follow_redirects=False).status_code == 303
    joined = ask("GET", f"/orders/{made['number']}")
    assert {each for stop in joined["stops"] for each in map(str, stop["reports"])}
    assert look()[0].xpath("//section[@aria-labelledby='same']") == [], "held by the order now"
