"""A storm night: three hundred reports, a handful of faults, three orders, and everybody told."""

from __future__ import annotations

import hashlib
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine, text

from api.dependencies import SESSION_COOKIE
from api.security import accounts, links, sessions
from gis.viewer import ViewerRole
from tests.api.tablet import Tablet as Protocol
from tests.api.test_nothing_personal import FOR_THEM, unpacked
from tests.e2e import storm
from tests.e2e.netzkaart_process import Netzkaart
from tests.e2e.storm import ALONE, LAMPS, MAINS, MANHOLE, Letters, Night, Phone
from tests.e2e.tablet import Tablet
from tests.e2e.test_tablet_offline import wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.usefixtures("tablet_app"),
]

API = "/api/v1/heffingen"
DONE = {
    "lb": ": gefléckt",
    "fr": ": réparé",
    "de": ": repariert",
    "en": ": repaired",
    "pt": ": reparado",
}
IN_BROWSER = 3
"""Phones that send by hand; the first one has no network just then."""


# --- The town hall -------------------------------------------------------------------------------


@pytest.fixture
def village(make_commune, opened) -> dict[str, tuple[str, float, float]]:
    make_commune()
    with opened("heffingen") as session:
        return storm.build(session)


@pytest.fixture
def people(engine: Engine, owner_engine: Engine, village) -> Iterator[dict[str, str]]:
    """A clerk and a planner, by the cookie of whom each is signed in."""
    del village
    now, found = datetime.now(UTC), {}
    with engine.begin() as connection:
        for role in (ViewerRole.CLERK, ViewerRole.PLANNER):
            account = accounts.create(connection, role.value, role.value.title())
            accounts.join(connection, account, "heffingen", role)
            found[role.value] = sessions.start(connection, account, "", now)
    yield found
    with owner_engine.begin() as connection:
        for name in ("account", "sign_in_event", "procrastinate_jobs"):
            connection.execute(text(f"DELETE FROM platform.{name}"))  # noqa: S608  our own names


@pytest.fixture
def town_hall(cluster, people, tmp_path, monkeypatch) -> Iterator[Netzkaart]:
    del people
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("NETZKAART_LOG_LEVEL", "DEBUG")
    owner, app = (cluster.dsn("netzkaart", f"netzkaart_{role}") for role in ("owner", "app"))
    running = Netzkaart(home, owner, app)
    yield running
    running.kill()


@pytest.fixture
def visit(browser: Browser, town_hall: Netzkaart, people) -> Iterator[Any]:
    """Open a browser: ``visit("clerk")``, or a citizen's phone."""
    contexts: list[BrowserContext] = []

    def opened(who: str = "", **more: Any) -> Page:
        size = {"width": 1280, "height": 800} if who else {"width": 390, "height": 844}
        context = browser.new_context(viewport=size, base_url=town_hall.address, **more)
        contexts.append(context)
        if who:
            told = {"name": SESSION_COOKIE, "value": people[who], "url": town_hall.address}
            context.add_cookies([told])
        return context.new_page()

    yield opened
    for each in contexts:
        each.close()


@pytest.fixture
def night(town_hall: Netzkaart, village) -> Iterator[Night]:
    with httpx2.Client(base_url=town_hall.address, timeout=60) as http:
        yield Night(http, village)


@pytest.fixture
def database(owner_engine: Engine) -> Database:
    return Database(owner_engine)


# --- The night -----------------------------------------------------------------------------------


def test_a_storm_night(  # noqa: C901, PLR0915  a night is long
    town_hall: Netzkaart,
    night: Night,
    people,
    visit,
    browser,
    engine: Engine,
    cluster,
    database,
    tmp_path: Path,
) -> None:
    def shot(page: Page, name: str, *, whole: bool = False) -> None:
        page.screenshot(path=tmp_path / f"{name}.png", full_page=whole)

    letters = Letters(tmp_path / "home")

    # The lights go out. Three hundred tell of it, each once, however often a phone sends.
    phones = storm.neighbours()
    assert len(phones) == 300
    in_browser = [e for e in phones if e.fault in LAMPS and e.is_plain][:IN_BROWSER]
    others = [each for each in phones if each not in in_browser]
    night.send(others, night.open_forms(others))
    for each in others:
        taken(each)
    for n, each in enumerate(in_browser):
        by_hand(visit("", locale="en-GB"), each, night.village, offline=n == 0, shot=shot)
    assert database.count("report") == 300
    numbers = {each.number for each in phones}
    assert len(numbers) == 300

    # Others find what is known already, and say so with one tap; who taps twice counts once.
    late = [Phone(n, MANHOLE, "web") for n in range(300, 325)]
    first = next(each.number for each in phones if each.fault is MANHOLE and not each.mail)
    night.me_too([*late, *late[:5]], first)
    assert database.count("report_supporter") == len(late)

    # Whoever gave an address is asked once; most of them say that it is theirs.
    asked = [each for each in phones if each.mail]
    confirm = asked[: len(asked) * 4 // 5]
    written = letters.wait_for(len(asked))
    assert Counter(each["To"] for each in written) == Counter(each.mail for each in asked)
    for each in confirm:
        confirmed(night, letters, each)
    silent = {each.number for each in asked} - {each.number for each in confirm}

    # In the morning the desk shows a handful of faults, each with its reason.
    def of(faults) -> list[str]:
        return [e.number for e in phones if e.fault in faults and e.number not in silent]

    clerk = visit("clerk")
    clerk.goto("/heffingen/reports?lang=en")
    expect(clerk.locator(".stages")).to_contain_text(f"({300 - len(silent)})")
    causes = clerk.locator("section[aria-labelledby=causes] > ul > li")
    expect(causes).to_have_count(2)
    expect(causes.nth(0)).to_contain_text("12 lamps on 2 circuits of cabinet LC-1 are reported")
    expect(causes.nth(0)).to_contain_text(f"Look at them ({len(of(LAMPS))})")
    expect(causes.nth(1)).to_contain_text(re.compile(r"places get their water through WP-"))
    same = clerk.locator("section[aria-labelledby=same]")
    expect(same).to_contain_text(f"({len(storm.FAULTS)})")
    shot(clerk, "01-desk-in-the-morning")
    in_main = [e.get_attribute("value") for e in causes.nth(1).locator("[name=item]").all()]
    assert set(in_main) == set(of(MAINS))

    # What belongs together is taken together; what is told twice is closed with its reason.
    for n, several in enumerate((of(LAMPS), of(MAINS))):
        causes.nth(n).get_by_role("button", name="Accept all together").click()
        expect(clerk.get_by_role("status")).to_have_text(f"Done: {len(several)}.")
        clerk.goto("/heffingen/reports?lang=en")
    left = []
    for fault in ALONE:
        several = of([fault])
        same.locator("details > summary").click()
        group = same.locator("form.group").filter(has_text=several[-1])
        if fault is MANHOLE:
            expect(group).to_contain_text("the same asset (days between: 0)")
            group.scroll_into_view_if_needed()
            shot(clerk, "02-duplicates-with-reasons")
        left.append(group.locator("li").first.get_attribute("data-number"))
        group.get_by_role("button").click()
        expect(clerk.get_by_role("status")).to_have_text(f"Done: {len(several) - 1}.")
        clerk.goto("/heffingen/reports?lang=en")
    shot(clerk, "03-desk-sorted")

    # Three orders for three crews.
    crews = [Crew(engine, night.http, name) for name in ("Jang", "Marie")]
    real = Tablet(browser.browser_type, tmp_path / "tablet", town_hall.address)
    real.enrol(engine, datetime.now(UTC))
    planner = visit("planner")
    lamps = plan(planner, "Cabinet LC-1", "Jang", len(of(LAMPS)), len(LAMPS), cause="LC-1")
    shot(planner, "04-order-of-the-cabinet")
    mains = plan(planner, "Water main", "Marie", len(of(MAINS)), len(MAINS), cause="water")
    rest = plan(planner, "Manholes and more", "Tablet 1", 4, 4, numbers=left)
    shot(planner, "05-order-of-the-rest")

    # The crews work through them; the last one with the app itself, and a moment without network.
    for crew, count in zip(crews, (len(LAMPS), len(MAINS)), strict=True):
        crew.work(count)
    work_by_hand(real, shot)
    for order in (lamps, mains, rest):
        planner.goto(f"{order}?lang=en")
        expect(planner.locator(".badge").first).to_have_text("done")
    shot(planner, "06-order-done", whole=True)

    # The town hall looks at the photos of the repairs and lets the citizens see them.
    for order in (rest, lamps):
        clerk.goto(f"{order}/photos?lang=en")
        clerk.get_by_role("button", name="Show all").click()
        expect(clerk.get_by_role("status")).to_have_text("Citizens see the photos now.")
    shown = database.released()
    assert len(shown) >= 2

    # Everybody who asked for it, and nobody else, is told in their own language.
    database.until_no_job_waits()
    everybody_told(letters, asked, confirm)

    # The repair is on the status page; two say that it still is dark.
    phone = visit()
    phone.goto(f"/report/heffingen/list/{shown[-1]}?lang=fr")
    picture = phone.locator(".photos img")
    expect(picture).to_have_attribute("alt", re.compile("[Rr]épar"))
    picture.scroll_into_view_if_needed()
    wait_until(phone, lambda: picture.evaluate("image => image.naturalWidth") > 0)
    shot(phone, "07-status-page-with-the-repair", whole=True)
    again = [e for e in phones if e.fault in LAMPS and e.page and e.number not in silent][:2]
    phone.goto(f"{again[0].page}?lang=lb")
    phone.locator("form[action*='/again'] button").click()
    phone.get_by_role("status").wait_for()
    shot(phone, "08-still-broken", whole=True)
    assert night.http.post(f"{again[1].page}/again").status_code == 303
    clerk.goto("/heffingen/reports?lang=en&state=reopened")
    rows = clerk.locator(".queue li")
    expect(rows).to_have_count(2)
    assert {row.get_attribute("data-number") for row in rows.all()} == {e.number for e in again}
    shot(clerk, "09-reopened-at-the-desk")

    # Every step stands in the history, and nothing personal anywhere.
    ordered = len(of(LAMPS)) + len(of(MAINS)) + len(left)
    assert database.moves() == {
        ("unconfirmed", "received"): len(confirm),
        ("received", "accepted"): ordered,
        ("received", "duplicate"): 300 - len(silent) - ordered,
        ("accepted", "planned"): ordered,
        ("planned", "in_progress"): ordered,
        ("in_progress", "done"): ordered,
        ("done", "reopened"): 2,
    }
    database.check_every_chain()
    database.until_no_job_waits()
    secrets = {e.page.rpartition("/")[2] for e in phones if e.page}
    secrets |= {storm.link_of(e).rpartition("/")[2] for e in written} | set(people.values())
    secrets |= {crew.token for crew in crews}
    planted = {storm.DOMAIN, storm.PHONE, storm.PHONE[1:], storm.SURNAME, storm.WORDS, *secrets}
    check_nothing_personal(planted, public_answers(night, people["planner"], numbers, database))
    logs = {path.name: path.read_bytes() for path in cluster.paths.logs.glob("*")}
    logs["log"] = town_hall.log.read_bytes()
    check_nothing_personal(planted, logs | database.history())
    assert storm.WORDS in database.row_of("report", first), "it is planted"
    real.close()
    assert real.errors == []


# --- Citizens ------------------------------------------------------------------------------------


def taken(phone: Phone) -> None:
    """Check that a phone's report was kept, once; note its number and its page."""
    assert len(phone.answers) == (2 if phone.twice else 1)
    for each in phone.answers:
        assert each.status_code in (200, 201), each.text
    told = [each.json() for each in phone.answers]
    if phone.channel == "open311":
        names = {each[0]["service_request_id"] for each in told}
    else:
        names = {each["number"] for each in told}
        assert [each["new"] for each in told].count(True) == 1
        phone.page = told[0]["page"].partition("?")[0]
    (phone.number,) = names


def confirmed(night: Night, letters: Letters, phone: Phone) -> None:
    """Confirm an address by the one letter that came, in the phone's language."""
    (letter,) = letters.of(phone.mail)
    assert letter["Content-Language"] == phone.language
    answer = night.http.post(f"{storm.link_of(letter)}/confirm", headers=phone.from_)
    assert answer.status_code == 303
    phone.page = phone.page or answer.headers["location"].partition("?")[0]


def everybody_told(letters: Letters, asked: list[Phone], confirm: list[Phone]) -> None:
    """Check that who confirmed and wants it got letters, and the others none but the first."""
    languages = set()
    for each in asked:
        got = letters.of(each.mail)
        if each not in confirm or not each.updates:
            assert len(got) == 1, each
            continue
        assert len(got) > 1, each
        if each.fault in ALONE:
            continue  # most of these are told which report is worked on instead
        last = [one for one in got if one["Subject"].endswith(DONE[each.language])]
        assert len(last) == 1, [one["Subject"] for one in got]
        assert each.page in last[0].get_content()
        languages.add(each.language)
    assert languages == set(storm.LANGUAGES)


def by_hand(page: Page, phone: Phone, village, *, offline: bool, shot) -> None:
    """Report in a browser, one of them where there is no network just then."""
    _, lon, lat = village[phone.fault.code]
    page.goto(f"/report/heffingen/?lang=en&what={phone.fault.service}&lat={lat}&long={lon}")
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("radio", name=re.compile(phone.fault.code)).check()
    page.get_by_label(re.compile("What do you see")).fill(phone.words)
    if offline:
        shot(page, "00-form", whole=True)
        page.context.set_offline(True)
        page.get_by_role("button", name="Report", exact=True).click()
        page.get_by_text("No network: the report is kept").wait_for()
        shot(page, "00-kept-without-network")
        page.context.set_offline(False)
        page.get_by_text("Your kept report has been sent").wait_for(timeout=20_000)
        link = page.locator("#kept a").get_attribute("href")
        page.goto(link)
    else:
        page.wait_for_timeout(3100)  # nobody fills in the form faster
        page.get_by_role("button", name="Report", exact=True).click()
    page.wait_for_url(re.compile(r"/report/heffingen/[\w-]{43}"))
    phone.page = re.search(r"/report/heffingen/[\w-]{43}", page.url)[0]
    phone.number = re.search(r"\d\d-\d{5}", page.locator("main").inner_text())[0]


# --- Orders and crews ----------------------------------------------------------------------------


def plan(
    page: Page,
    title: str,
    crew: str,
    reports: int,
    stops: int,
    *,
    cause: str = "",
    numbers: list[str] | None = None,
) -> str:
    """Make an order of what one cause broke, or of single reports; give it to a crew, plan it."""
    page.goto(f"/heffingen/orders?lang=en&reports={','.join(numbers or [])}")
    if not numbers:
        page.locator("#new summary").click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Make the order", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Made.")
    if cause:
        page.locator("form", has_text=cause).get_by_role(
            "button", name=f"Add all {reports}"
        ).click()
        expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.locator(".lines > li")).to_have_count(stops)
    page.get_by_text("What the order says").click()
    page.get_by_label("Crew").select_option(label=crew)
    page.locator("[name=photos_before]").check()
    page.locator("[name=photos_after]").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_role("button", name="Plan", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Planned")
    return page.url.partition("?")[0]


class Crew:
    """A crew's tablet, which speaks the protocol."""

    def __init__(self, engine: Engine, http: httpx2.Client, name: str) -> None:
        self.http = http
        with engine.begin() as connection:
            code = links.enrol(connection, "heffingen", name, datetime.now(UTC))
        self.token = self.http.post(f"{API}/devices", json={"code": code}).json()["token"]
        self.tablet = Protocol(self.http, {"Authorization": f"Bearer {self.token}"})

    def work(self, count: int) -> None:
        """Complete every task of this crew, with a photo before and one after."""
        answer = self.http.get(f"{API}/sync/tasks", headers=self.tablet.headers)
        tasks = [each for each in answer.json()["tasks"] if each["mine"]]
        assert len(tasks) == count
        for n, task in enumerate(tasks):
            taken = {moment: storm.photo(n) for moment in ("before", "after")}
            told = {moment: announced(data, moment) for moment, data in taken.items()}
            operation = self.tablet.op(
                "complete",
                task["asset"],
                task_id=task["id"],
                answers={"order_outcome": "repaired"},
                photos=list(told.values()),
            )
            operation["layer"] = task["layer"]
            (receipt,) = self.tablet.push(operation)
            (again,) = self.tablet.push(operation)
            assert (receipt["state"], again["repeated"]) == ("applied", True), receipt
            for moment, data in taken.items():
                self._photo(told[moment], data)

    def _photo(self, told: dict[str, Any], data: bytes) -> None:
        url, headers = f"{API}/photos/{told['id']}", self.tablet.headers
        sent = {"sha256": told["sha256"]}
        self.http.put(f"{url}/chunks/0", params=sent, content=data, headers=headers)
        kept = self.http.post(f"{url}/finish", headers=headers)
        assert (kept.status_code, kept.json()["state"]) == (200, "kept"), kept.text


def announced(data: bytes, moment: str) -> dict[str, Any]:
    sha256 = hashlib.sha256(data).hexdigest()
    return {"id": str(uuid4()), "sha256": sha256, "bytes": len(data), "moment": moment}


def work_by_hand(tablet: Tablet, shot) -> None:
    """Complete the tasks in the app itself, where there is no network, and send them."""
    page = tablet.page
    tablet.take_all()
    tablet.go("tasks")
    # They come with the exchange that follows; the town hall's letters go out at the same time.
    expect(page.locator(".cards a")).to_have_count(len(ALONE), timeout=60_000)
    shot(page, "05-tasks-on-the-tablet")
    tablet.offline()
    for n in range(len(ALONE)):
        page.locator(".cards").first.locator("a").first.click()
        page.get_by_label("How did it go?").select_option("repaired")
        for moment in ("before", "after"):
            file = {"name": "c.jpg", "mimeType": "image/jpeg", "buffer": storm.photo(50 + n)}
            page.locator(f"input[name={moment}]").set_input_files(file)
        if n == 0:
            shot(page, "05-task-on-the-tablet", whole=True)
        page.get_by_role("button", name="Save as done").click()
        page.get_by_role("heading", name="Tasks").wait_for()
    tablet.offline(off=False)
    tablet.go("day")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(".page .large[role=status]")).to_contain_text(
        "4 saved, 4 on the server, 8 of 8 photos", timeout=60_000
    )


# --- Afterwards ----------------------------------------------------------------------------------


class Database:
    """What the town hall's database has, for whoever may look into all of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def rows(self, statement: str, **values: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement), values))

    def count(self, name: str) -> int:
        return len(self.rows(f"SELECT 1 FROM heffingen.{name}"))  # noqa: S608  our own names

    def released(self) -> list[str]:
        found = self.rows(
            "SELECT number FROM heffingen.report r JOIN heffingen.report_photo p ON p.report = r.id"
            " WHERE p.released_at IS NOT NULL ORDER BY p.released_at"
        )
        return [each.number for each in found]

    def moves(self) -> dict[tuple[str, str], int]:
        found = self.rows("SELECT from_state, to_state FROM heffingen.report_move")
        return Counter((each.from_state, each.to_state) for each in found)

    def check_every_chain(self) -> None:
        """Each report came to its state by the moves in its history, from where it began."""
        states = {each.id: each for each in self.rows("SELECT * FROM heffingen.report")}
        at: dict[Any, str] = {}
        for each in self.rows("SELECT * FROM heffingen.report_move ORDER BY at, id"):
            assert each.from_state == at.get(each.report, each.from_state)
            assert each.report in at or each.from_state in ("received", "unconfirmed")
            at[each.report] = each.to_state
        for identity, report in states.items():
            assert report.state == at.get(identity, "unconfirmed")

    def until_no_job_waits(self) -> None:
        for _ in range(600):
            waiting = self.rows(
                "SELECT 1 FROM platform.procrastinate_jobs WHERE status IN ('todo', 'doing')"
                " AND (scheduled_at IS NULL OR scheduled_at <= now())"
            )
            if not waiting:
                return
            time.sleep(0.1)
        pytest.fail("jobs wait")

    def history(self) -> dict[str, bytes]:
        """Return every row of all tables but those that are for what is personal."""
        found = {}
        tables = self.rows(
            "SELECT schemaname AS schema, tablename AS name FROM pg_tables"
            " WHERE schemaname IN ('heffingen', 'platform')"
        )
        for schema, name in tables:
            if schema == "heffingen" and name in FOR_THEM:
                continue
            rows = self.rows(f'SELECT t::text AS row FROM "{schema}"."{name}" t')  # noqa: S608
            found[name] = "\n".join(each.row for each in rows).encode()
        assert all(found[name] for name in ("report_move", "journal"))
        return found

    def row_of(self, name: str, number: str) -> str:
        (found,) = self.rows(
            f"SELECT t::text AS row FROM heffingen.{name} t WHERE number = :n",  # noqa: S608
            n=number,
        )
        return found.row


def public_answers(
    night: Night, planner: str, numbers: set[str], database: Database
) -> dict[str, bytes]:
    """Return all that anybody, and what leaves the town hall as a file, tells of the night."""
    _, lon, lat = night.village[MANHOLE.code]
    here = f"lang=pt&what={MANHOLE.service}&lat={lat}&long={lon}"
    everybody = [
        *(f"/report/heffingen/{path}" for path in ("list", "list?state=closed", "list.atom")),
        f"/report/heffingen/?{here}",
        *(f"/report/heffingen/list/{each}?lang=de" for each in sorted(numbers)),
        *(f"/open311/heffingen/v2/requests.{form}" for form in ("xml", "json")),
        *(f"/open311/heffingen/v2/requests/{n}.xml" for n in sorted(numbers)[::10]),
        *(f"/open311/heffingen/v2/requests.xml?status={each}" for each in ("open", "closed")),
        "/heffingen/map?lang=en",
        "/ogc/heffingen/collections/luminaire/items",
        *(f"/ogc/heffingen/tiles/all/{z}/{x}/{y}.mvt" for z, x, y in tiles_around(lon, lat)),
    ]
    files = [f"{API}/reports{each}" for each in ("", ".csv", ".geojson")]
    made = [f"{API}/exports/{name}" for name in ("tables/luminaire.xlsx", "sigi/manifest.json")]
    made += ["/heffingen/dashboard", "/heffingen/reports/numbers", f"{API}/statistics/layers.json"]
    found = {each: night.http.get(each) for each in everybody}
    # Who has exports is no reason that they have names in them.
    cookie = {"Cookie": f"{SESSION_COOKIE}={planner}"}
    found |= {each: night.http.get(each, headers=cookie) for each in (*files, *made)}
    hidden = {each for each in found if found[each].status_code != 200}
    rows = database.rows("SELECT number FROM heffingen.report WHERE state = 'unconfirmed'")
    unseen = {row.number for row in rows}
    assert {re.search(r"26-\d{5}", path)[0] for path in hidden} == unseen
    assert all(b"26-" in found[each].content for each in (*files, "/report/heffingen/list"))
    assert any(b"LU-1" in found[each].content for each in found if each.endswith(".mvt"))
    return {path: answer.content + str(answer.headers).encode() for path, answer in found.items()}


def tiles_around(lon: float, lat: float) -> Iterator[tuple[int, int, int]]:
    for zoom in (12, 14, 15, 16):
        x = int((lon + 180) / 360 * 2**zoom)
        y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
        yield from ((zoom, x + east, y + south) for east in (-1, 0, 1) for south in (-1, 0, 1))


def check_nothing_personal(planted: set[str], told: dict[str, bytes]) -> None:
    for where, body in told.items():
        for plain in unpacked(body):
            for each in planted:
                assert each.encode() not in plain, (where, each)
