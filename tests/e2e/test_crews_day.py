"""A crew's day, from the QR code in the morning to the planner's map, in real browsers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from shapely import Point, box
from sqlalchemy import Engine, select, text

from api.security import accounts, links
from field_capture import store
from gis import assets
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import Tablet as Protocol
from tests.e2e import receiver
from tests.e2e.crew import LAT, LON, Crew, Desk, at
from tests.e2e.netzkaart_process import Netzkaart
from tests.e2e.test_tablet_offline import wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.usefixtures("tablet_app"),
]


# --- The town hall -------------------------------------------------------------------------------


@pytest.fixture
def street(make_commune, opened) -> None:
    """A commune with one valve, measured well, and one hydrant that both crews will inspect."""
    make_commune()
    with opened("heffingen") as session:
        x, y = session.commune.operation.to_home(LON, LAT)
        assets.create(session, CATALOGUE.bounding(), box(x - 900, y - 700, x + 900, y + 700), {})
        known = {"code": "WV-CONTROL", "accuracy_m": 0.02}
        assets.create(session, CATALOGUE["water_valve"], Point(x - 5, y + 5), known)
        shared = {"code": "HY-SHARED", "diameter_mm": 80}
        assets.create(session, CATALOGUE["water_hydrant"], Point(x + 5, y + 30), shared)


@pytest.fixture
def invitation(engine: Engine, owner_engine: Engine, street) -> Iterator[str]:
    del street
    with engine.begin() as connection:
        account = accounts.create(connection, "anna", "Anna")
        accounts.join(connection, account, "heffingen", ViewerRole.ADMIN)
        code = links.invite(connection, account, datetime.now(UTC))
    yield code
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.account"))
        connection.execute(text("DELETE FROM platform.sign_in_event"))


@pytest.fixture
def town_hall(cluster, invitation, tmp_path) -> Iterator[Netzkaart]:
    del invitation
    home = tmp_path / "home"
    home.mkdir()
    owner, app = (cluster.dsn("netzkaart", f"netzkaart_{role}") for role in ("owner", "app"))
    running = Netzkaart(home, owner, app)
    yield running
    running.kill()


# --- The day -------------------------------------------------------------------------------------

VALVES = [at(east, 45) for east in (-40, -25, -10)]
HYDRANTS = [at(east, 45) for east in (5, 20, 35)]
CONNECTIONS = [at(east, 34) for east in (-40, -25)]
BLOCK = [at(*corner) for corner in ((-45, 0), (-30, 0), (-30, -15), (-45, -15))]
MANHOLES = [at(east, 20) for east in (-40, -25, -10, 5)]
GULLIES = [at(east, 27) for east in (-33, -18)]
LAMPS = [at(east, north) for east in (20, 35) for north in (20, 10, 0)]
POLES = [at(27, 20), at(27, 10)]
CABINET = at(27, 0)
CHARGING = at(-20, -5)
CHARGING_POINTS = [at(-14, -5), at(-8, -5)]

CAPTURED = {
    "water_valve": 3,
    "water_hydrant": 3,
    "water_pipe": 1,
    "water_connection": 2,
    "metered_area": 1,
    "sewer_manhole": 4,
    "sewer_pipe": 1,
    "sewer_catch_basin": 2,
    "luminaire": 6,
    "pole": 2,
    "light_cabinet": 1,
    "light_cable": 1,
    "charging_location": 1,
    "evse": 2,
}
PHOTOS = 20


def test_a_crew_s_day(  # noqa: PLR0915  a day is long
    browser: Browser, town_hall: Netzkaart, invitation: str, opened, tmp_path: Path
) -> None:
    assert sum(CAPTURED.values()) == 30
    office = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    anna = Desk(office.new_page(), town_hall.address)
    anna.sign_in(invitation)

    # In the morning: a QR code, the commune on the tablet, the receiver beside a point it knows.
    crew = Crew(browser.browser_type, tmp_path / "tablet", town_hall.address)

    def shot(name: str, page: Page | None = None) -> None:
        (page or crew.page).screenshot(path=tmp_path / f"{name}.png")

    code = anna.enrolment("Jang's crew")
    shot("01-qr-code", anna.page)
    enrol(crew, code)
    crew.take_all()
    shot("02-taken-along")
    crew.look_at_the_street()
    crew.go("map")
    crew.page.locator("[data-map=ready]").wait_for()
    crew.plug_in()
    check_the_control_point(crew)
    shot("03-control-point")
    crew.close_sheet()
    crew.page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    # No network from here on, and the tablet was switched off on the way.
    crew.offline()
    crew.close()
    crew.start(offline=True)
    crew.open()
    crew.page.locator("[data-map=ready]").wait_for()
    crew.plug_in()
    shot("04-cold-start-in-flight-mode")
    capture_water(crew)
    shot("05-water")

    # The battery falls out while a form is open: what was typed is still there.
    crew.stand_on("water_hydrant", HYDRANTS[2])
    crew.fill(remark="Lid is loose")
    crew.fill(photos=2)
    crew.page.wait_for_timeout(300)  # it is written down while one types, not by each letter
    crew.lose_the_battery()
    crew.page.get_by_text("Unfinished: hydrant").wait_for()
    shot("06-battery-out")
    crew.press("Go on")
    expect(crew.page.locator("[name=remark]")).to_have_value("Lid is loose")
    expect(crew.page.locator(".photos li")).to_have_count(2)
    crew.save()
    assert len(crew.kept()["operations"]) == 8

    # And once more, right after "saved" was read.
    crew.plug_in()
    capture_sewers_and_a_cable(crew)
    crew.lose_the_battery()
    assert len(crew.kept()["operations"]) == 14
    shot("07-battery-out-again")
    capture_without_receiver(crew)
    shot("08-all-captured")

    # Both crews look at the same hydrant, and read different things.
    crew.page.locator("[data-map=ready]").wait_for()
    crew.tap(at(5, 30))
    expect(crew.page.locator(".sheet h2")).to_have_text("hydrant HY-SHARED")
    crew.press("Edit")
    crew.fill(diameter_mm="100")
    crew.save()
    other_crew(anna, browser, "HY-SHARED", diameter_mm=(80, 125))
    crew.go("day")
    expect(crew.page.locator(".page .large[role=status]")).to_have_text(
        "31 saved, 0 on the server, 0 of 20 photos"
    )
    assert "31 on this tablet" in crew.standing()
    shot("09-before-the-network")

    # Back in the garage. The server is killed while it takes the photos in.
    crew.offline(off=False)
    wait_until(crew.page, lambda: len(photos_there(opened)) >= 2)
    town_hall.kill()
    half = photos_there(opened)
    assert len(half) < PHOTOS, "it was killed too late to prove anything"
    crew.page.wait_for_timeout(500)
    shot("10-server-killed")
    town_hall.start()
    expect(crew.page.get_by_role("button", name="Send now")).to_be_enabled(timeout=30_000)
    crew.press("Send now")
    expect(crew.page.locator(".page .large[role=status]")).to_contain_text(
        f"31 saved, 31 on the server, {PHOTOS} of {PHOTOS} photos", timeout=60_000
    )
    shot("11-my-day")

    # Two answers: nothing is overwritten, the office sees both, the crew decides.
    anna.inbox("conflict")
    detail = anna.page.locator("section[aria-labelledby=detail]")
    for value in ("HY-SHARED", "100", "125"):
        expect(detail).to_contain_text(value)
    shot("12-conflict-in-the-inbox", anna.page)
    crew.go("conflicts")
    expect(crew.page.locator(".sides")).to_contain_text("125")
    shot("13-conflict-on-the-tablet")
    crew.page.get_by_role("button", name="This is right: 100").click()
    expect(crew.page.get_by_text("No two answers. Good.")).to_be_visible()
    crew.go("day")
    expect(crew.page.locator(".page .large[role=status]")).to_contain_text(
        f"32 saved, 32 on the server, {PHOTOS} of {PHOTOS} photos", timeout=30_000
    )
    shot("14-decided")

    # What the phone alone measured too badly waits for a planner, who takes it over.
    anna.inbox("capture")
    for left in (1, 0):
        expect(anna.page.locator(".queue li")).to_have_count(left + 1)
        if left:
            shot("15-captures-in-the-inbox", anna.page)
        anna.page.keyboard.press("a")
        expect(anna.page.locator(".queue li")).to_have_count(left)

    reconciled(crew, anna, opened, shot)
    office.close()
    crew.close()
    assert crew.errors == []


def enrol(crew: Crew, address: str) -> None:
    """Open what the QR code says, as the tablet's camera does."""
    crew.page.goto(address)
    crew.page.get_by_role("button", name="Enrol").click()
    crew.page.wait_for_selector("nav.screens")


def check_the_control_point(crew: Crew) -> None:
    crew.press("Tools")
    crew.page.get_by_role("button", name="Control point").click()
    crew.page.get_by_role("button", name="WV-CONTROL").click()
    receiver.stand(crew.page, *at(-5, 5))
    crew.page.locator(".good[role=status]").wait_for()


def capture_water(crew: Crew) -> None:
    """Three valves and the pipe between them, two hydrants, an area."""
    for place in VALVES:
        crew.by_receiver("water_valve", place, diameter_mm="100")
    crew.by_taps("water_pipe", VALVES, diameter_mm="100")
    for place in HYDRANTS[:2]:
        crew.by_receiver("water_hydrant", place, photos=2)
    crew.by_taps("metered_area", BLOCK)


def capture_sewers_and_a_cable(crew: Crew) -> None:
    for number, place in enumerate(MANHOLES):
        crew.by_receiver("sewer_manhole", place, photos=2 if number == 0 else 0)
    crew.by_taps("sewer_pipe", MANHOLES)
    crew.by_walking("light_cable", at(-45, 10), receiver.track())


def capture_without_receiver(crew: Crew) -> None:
    """Sixteen things by the tablet's own position, two of which ask for more."""
    for place in CONNECTIONS:
        crew.by_phone("water_connection", place)
    for place in GULLIES:
        crew.by_phone("sewer_catch_basin", place)
    for place in LAMPS:
        crew.by_phone("luminaire", place, photos=2)
    for place in POLES:
        crew.by_phone("pole", place)
    crew.by_phone("light_cabinet", CABINET)
    crew.by_phone("charging_location", CHARGING)
    for place in CHARGING_POINTS:
        crew.by_phone("evse", place)


def other_crew(anna: Desk, browser: Browser, code: str, **changed: Any) -> None:
    """Let a second tablet change an asset meanwhile, and send it."""
    commune, enrolment = anna.enrolment("Marie's crew").partition("#")[2].split("/")
    context = browser.new_context(base_url=f"{anna.site}/api/v1/{commune}/")
    tablet = Protocol(None, None)
    told = context.request.post("devices", data={"code": enrolment}).json()
    headers = {"Authorization": f"Bearer {told['token']}"}
    found = context.request.get("sync/pull", headers=headers).json()
    known = {each["feature"]["properties"].get("code"): each for each in found["upserts"]}
    asset = known[code]["feature"]
    edit = tablet.update(asset["id"], asset["properties"]["version"], **changed)
    edit["layer"] = known[code]["layer"]
    answer = context.request.post("sync/push", headers=headers, data={"operations": [edit]}).json()
    assert [each["state"] for each in answer["receipts"]] == ["applied"]
    context.close()


def photos_there(opened) -> list[Any]:
    """Return the photos that the server has whole."""
    with opened("heffingen") as session:
        table = store.table(session, "photo")
        rows = session.connection.execute(select(table.c.id).where(table.c.kept_at.is_not(None)))
        return list(rows)


def reconciled(crew: Crew, anna: Desk, opened, shot) -> None:
    """Everything that was saved is on the map, in the export and in the history."""
    saved = {
        each["op"]["asset_id"]: each["op"]["layer"]
        for each in crew.kept()["operations"]
        if each["op"]["kind"] == "create"
    }
    assert len(saved) == 30
    with opened("heffingen") as session:
        table = store.table(session, "operation")
        sent = session.connection.execute(select(table.c.op_id)).scalars().all()
    assert sorted(str(each) for each in sent) == sorted({str(each) for each in sent})

    exported: dict[str, str] = {}
    for layer, number in CAPTURED.items():
        body = anna.json(f"/api/v1/heffingen/exports/sigi/{layer}.geojson")
        mine = [each for each in body["features"] if each["id"] in saved]
        assert len(mine) == number, layer
        exported |= {each["id"]: each["properties"]["code"] for each in mine}
    assert exported.keys() == saved.keys()

    anna.page.goto(f"{anna.site}/heffingen/map?lang=en#18/{LAT}/{LON}")
    anna.page.wait_for_selector("html[data-ready]")
    anna.page.wait_for_load_state("networkidle")
    anna.page.wait_for_timeout(400)  # tiles fade in
    seen = anna.page.evaluate("Netzkaart.assetsInView(Netzkaart.map).map((each) => each.code)")
    assert set(exported.values()) <= set(seen)
    shot("16-planner-s-map", anna.page)

    hydrant = next(
        each["properties"] | {"id": each["id"]}
        for each in anna.json("/api/v1/heffingen/exports/sigi/water_hydrant.geojson")["features"]
        if each["properties"]["code"] == "HY-SHARED"
    )
    assert hydrant["diameter_mm"] == 100
    anna.page.goto(f"{anna.site}/heffingen/assets/water_hydrant/{hydrant['id']}?lang=en")
    story = anna.page.locator(".story")
    for name in ("Jang's crew", "Marie's crew"):
        expect(story).to_contain_text(name)
    shot("17-history", anna.page)
    lamp = next(asset for asset, layer in saved.items() if layer == "luminaire")
    anna.page.goto(f"{anna.site}/heffingen/assets/luminaire/{lamp}?lang=en")
    expect(anna.page.locator(".story")).to_contain_text("Jang's crew")
    expect(anna.page.locator("main img")).to_have_count(2)
    shot("18-lamp-with-photos", anna.page)
