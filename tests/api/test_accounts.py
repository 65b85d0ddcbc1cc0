"""People: invited, signed in by password, listed, moved and thrown out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from api.cli import app as command_line
from api.context import Context
from api.main import create_app
from api.routes.people.accounts import inside
from api.security import accounts, links, sessions
from gis.settings import Settings
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE

GOOD = "dräi blo Hydranten am Bësch"
OTHER = "siwe Luuchten op der Bréck"


class Clock:
    """A clock that the test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def everybody_gone(owner_engine: Engine):
    """Accounts outlive communes: none outlives the test."""
    yield
    with owner_engine.begin() as connection:
        for table in ("account", "attempt", "sign_in_event", "challenge", "token"):
            connection.execute(text(f"DELETE FROM platform.{table}"))  # noqa: S608


@pytest.fixture
def app(engine: Engine, clock: Clock, make_commune, everybody_gone):
    make_commune()
    return create_app(Context(Settings(), engine, CATALOGUE, clock))


Browser = Callable[[], TestClient]


@pytest.fixture
def browser(app) -> Browser:
    return lambda: TestClient(
        app, base_url="http://netz.test", headers={"Accept": "text/html"}, follow_redirects=False
    )


@pytest.fixture
def join(engine: Engine, clock: Clock, browser: Browser):
    """Let somebody join: ``join("anna", ViewerRole.PLANNER)`` is their signed-in browser."""

    def make(
        login: str, role: ViewerRole, *, commune: str = "heffingen", password: str = GOOD
    ) -> TestClient:
        with engine.begin() as connection:
            account = accounts.by_login(connection, login) or accounts.create(
                connection, login, login.capitalize()
            )
            accounts.join(connection, account, commune, role)
            code = links.invite(connection, account, clock())
        client = browser()
        answer = client.post("/account/welcome", data={"code": code, "password": password})
        assert answer.status_code == 303
        return client

    return make


def sign_in(client: TestClient, login: str, password: str, **more: str):
    return client.post("/account/sign-in", data={"login": login, "password": password, **more})


def issues_seen(client: TestClient) -> int:
    """What tells a role: exports are for planners, auditors and administrators."""
    path = "/api/v1/heffingen/exports/sigi/pole.geojson"
    return client.get(path, headers={"Accept": "application/json"}).status_code


def test_a_password_opens_a_session_that_can_be_ended(join, browser: Browser) -> None:
    join("anna", ViewerRole.PLANNER)
    client = browser()
    assert issues_seen(client) == 401
    answer = sign_in(client, " Anna ", GOOD, next="/heffingen/map")
    assert (answer.status_code, answer.headers["location"]) == (303, "/heffingen/map")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert issues_seen(client) == 200
    kept = client.cookies["netzkaart_session"]
    client.post("/account/sign-out")
    assert issues_seen(client) == 401
    client.cookies.set("netzkaart_session", kept)
    assert issues_seen(client) == 401, "the session is over, not just its cookie"


def test_the_wrong_name_and_the_wrong_password_are_answered_alike(join, browser: Browser) -> None:
    join("anna", ViewerRole.PLANNER)
    told = [sign_in(browser(), *pair) for pair in (("anna", "wrong"), ("nobody", "wrong"))]
    assert {each.status_code for each in told} == {401}
    bodies = {re.sub(r'value="(anna|nobody)"|nonce="[^"]*"', "", each.text) for each in told}
    assert len(bodies) == 1


def test_guessing_gets_slower_and_locks_nobody_out(join, browser: Browser, clock: Clock) -> None:
    join("anna", ViewerRole.PLANNER)
    statuses = [sign_in(browser(), "anna", "wrong").status_code for _ in range(6)]
    assert statuses == [401, 401, 401, 429, 429, 429]
    refused = sign_in(browser(), "anna", GOOD)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
    clock.now += timedelta(seconds=61)
    assert sign_in(browser(), "anna", GOOD).status_code == 303
    assert sign_in(browser(), "anna", "wrong").status_code == 401, "it begins anew"


def test_sessions_end_by_themselves(join, clock: Clock) -> None:
    client = join("anna", ViewerRole.PLANNER)
    for _ in range(3):
        clock.now += sessions.IDLE - timedelta(minutes=1)
        assert issues_seen(client) == 200, "used every day"
    clock.now += sessions.IDLE + timedelta(minutes=11)
    assert issues_seen(client) == 401


def test_one_sees_and_ends_ones_own_sessions_only(join, browser: Browser) -> None:
    anna, bert = join("anna", ViewerRole.PLANNER), join("bert", ViewerRole.PLANNER)
    second = browser()
    sign_in(second, "anna", GOOD)
    page = anna.get("/account").text
    found = re.findall(r"/account/sessions/([0-9a-f-]{36})/end", page)
    assert len(found) == 1, "all but the one that is used"
    assert bert.post(f"/account/sessions/{found[0]}/end").status_code == 404
    assert issues_seen(second) == 200
    assert anna.post(f"/account/sessions/{found[0]}/end").status_code == 303
    assert (issues_seen(second), issues_seen(anna), issues_seen(bert)) == (401, 200, 200)


def test_a_new_password_needs_the_present_one_and_ends_other_sessions(
    join, browser: Browser
) -> None:
    anna, second = join("anna", ViewerRole.PLANNER), browser()
    sign_in(second, "anna", GOOD)
    refused = anna.post("/account/password", data={"present": "wrong", "password": OTHER})
    assert refused.status_code == 401
    assert anna.post("/account/password", data={"present": GOOD, "password": OTHER}).is_success
    assert (issues_seen(anna), issues_seen(second)) == (200, 401)
    assert sign_in(browser(), "anna", GOOD).status_code == 401
    assert sign_in(browser(), "anna", OTHER).status_code == 303


@pytest.mark.parametrize("password", ["kuerz", "passwort123", "annaannaanna", "netzkaart2026"])
def test_a_password_that_would_be_guessed_is_refused(
    join, engine: Engine, browser: Browser, clock: Clock, password: str
) -> None:
    with engine.begin() as connection:
        account = accounts.create(connection, "anna", "Anna")
        code = links.invite(connection, account, clock())
    client = browser()
    answer = client.post("/account/welcome", data={"code": code, "password": password})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert code in answer.text, "nothing has to be typed again"
    again = client.post("/account/welcome", data={"code": code, "password": GOOD})
    assert again.status_code == 303, "the link was not used up"


def test_a_link_works_once_and_not_for_ever(engine: Engine, browser: Browser, clock: Clock) -> None:
    with engine.begin() as connection:
        account = accounts.create(connection, "anna", "Anna")
        first = links.invite(connection, account, clock())
        second = links.invite(connection, account, clock())
    form = {"password": GOOD}
    assert browser().post("/account/welcome", data=form | {"code": first}).status_code == 410
    clock.now += links.INVITED_FOR - timedelta(seconds=1)
    assert browser().post("/account/welcome", data=form | {"code": second}).status_code == 303
    assert browser().post("/account/welcome", data=form | {"code": second}).status_code == 410


def test_roles_end_at_the_commune(join, make_commune) -> None:
    make_commune("other")
    anna = join("anna", ViewerRole.ADMIN)
    assert anna.get("/heffingen/people").status_code == 200
    assert anna.get("/other/people").status_code == 401


@pytest.mark.parametrize(
    ("role", "status"),
    [(role, 200 if role is ViewerRole.ADMIN else 403) for role in accounts.MEMBER_ROLES],
)
def test_only_administrators_look_after_people(join, role: ViewerRole, status: int) -> None:
    assert join("anna", role).get("/heffingen/people").status_code == status


def test_an_administrator_invites_moves_and_removes(join, browser: Browser) -> None:
    admin = join("chef", ViewerRole.ADMIN)
    page = admin.post(
        "/heffingen/people", data={"login": "bert", "name": "Bert <b>", "role": "crew"}
    )
    assert "Bert &lt;b&gt;" in page.text
    link = re.search(r"http://netz\.test/account/welcome#([\w-]+)", page.text)
    assert link
    bert = browser()
    form = {"code": link[1], "password": OTHER}
    assert bert.post("/account/welcome", data=form).status_code == 303
    assert issues_seen(bert) == 403, "crews export nothing"
    people = re.findall(
        r"/heffingen/people/([0-9a-f-]{36})/role", admin.get("/heffingen/people").text
    )
    identity = people[0]
    assert (
        admin.post(f"/heffingen/people/{identity}/role", data={"role": "planner"}).status_code
        == 303
    )
    assert issues_seen(bert) == 200, "at once, without signing in again"
    assert admin.post(f"/heffingen/people/{identity}/remove").status_code == 303
    assert issues_seen(bert) == 401
    assert sign_in(browser(), "bert", OTHER).status_code == 401
    trail = admin.get("/heffingen/people").text
    assert "invited" in trail
    assert "role changed" in trail


def test_the_last_administrator_stays(join) -> None:
    admin = join("chef", ViewerRole.ADMIN)
    identity = re.findall(r"/people/([0-9a-f-]{36})/role", admin.get("/heffingen/people").text)[0]
    for path, form in (("role", {"role": "crew"}), ("remove", {})):
        answer = admin.post(f"/heffingen/people/{identity}/{path}", data=form)
        assert "only administrator" in answer.text
    assert admin.get("/heffingen/people").status_code == 200


def test_an_administrator_gets_no_link_into_another_commune(join, make_commune) -> None:
    make_commune("other")
    admin = join("chef", ViewerRole.ADMIN)
    join("bert", ViewerRole.PLANNER)
    join("bert", ViewerRole.ADMIN, commune="other")
    page = admin.get("/heffingen/people").text
    people = dict(
        re.findall(r'<th scope="row">(\w+)</th>.*?/people/([0-9a-f-]{36})/role', page, re.DOTALL)
    )
    assert admin.post(f"/heffingen/people/{people['Bert']}/link").status_code == 404
    assert admin.post(f"/other/people/{people['Bert']}/link").status_code == 401
    assert "welcome#" in admin.post(f"/heffingen/people/{people['Chef']}/link").text


def test_a_trail_ends_at_the_commune(join, make_commune) -> None:
    make_commune("other")
    admin = join("chef", ViewerRole.ADMIN)
    join("bert", ViewerRole.CREW)
    guest = join("bert", ViewerRole.ADMIN, commune="other")
    guest.post("/other/people/tokens", data={"label": "export of the others"})
    assert "export of the others" in guest.get("/other/people").text
    assert "export of the others" not in admin.get("/heffingen/people").text


def test_a_tablet_is_enrolled_once_and_thrown_out(join, browser: Browser) -> None:
    admin = join("chef", ViewerRole.ADMIN)
    shown = admin.post("/heffingen/people/tablets", data={"label": "Tablet 3"}).text
    assert "<svg" in shown
    code = re.search(r"/field/#heffingen/([\w-]+)", shown)
    assert code
    tablet = browser()
    for status in (201, 410):
        answer = tablet.post("/api/v1/heffingen/devices", json={"code": code[1]})
        assert answer.status_code == status
        token = answer.json().get("token") if status == 201 else token  # noqa: F821
    headers = {"Authorization": f"Bearer {token}"}
    path = "/ogc/heffingen/collections/water_pipe/items"
    assert tablet.get(path, headers=headers | {"Accept": "application/json"}).status_code == 200
    page = admin.get("/heffingen/people").text
    assert "Tablet 3" in page
    actor = re.search(r"/tokens/(crew-\w+)/revoke", page)
    assert actor
    assert admin.post(f"/heffingen/people/tokens/{actor[1]}/revoke").status_code == 303
    assert tablet.get(path, headers=headers | {"Accept": "application/json"}).status_code == 401


def test_another_site_cannot_act_for_who_is_signed_in(join) -> None:
    anna = join("anna", ViewerRole.ADMIN)
    form = {"login": "evil", "name": "Evil", "role": "admin"}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
    ):
        answer = anna.post("/heffingen/people", data=form, headers=headers)
        assert answer.status_code == 403, headers
    assert "evil" not in anna.get("/heffingen/people").text
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://netz.test"}
    assert anna.post("/heffingen/people", data=form, headers=own).status_code == 200


@pytest.mark.parametrize(
    "path", ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:1", "", "/a\nb"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(path: str) -> None:
    assert inside(path) == "/"


def test_nothing_that_opens_a_door_is_stored_as_it_is(join, owner_engine: Engine) -> None:
    client = join("anna", ViewerRole.PLANNER)
    token = client.cookies["netzkaart_session"]
    with owner_engine.connect() as connection:
        for table in ("session", "password", "invitation", "account", "sign_in_event"):
            asked = text(f"SELECT * FROM platform.{table}")  # noqa: S608
            rows = str(connection.execute(asked).all())
            assert token not in rows
            assert GOOD not in rows


def test_who_serves_cannot_rewrite_the_trail(engine: Engine, join) -> None:
    join("anna", ViewerRole.PLANNER)
    for statement in (
        "DELETE FROM platform.sign_in_event",
        "UPDATE platform.sign_in_event SET kind = ''",
    ):
        with pytest.raises(Exception, match="permission denied"), engine.begin() as connection:
            connection.execute(text(statement))


def test_the_first_account_is_made_at_the_command_line(
    app, browser: Browser, cluster, monkeypatch: pytest.MonkeyPatch, clock: Clock, now: datetime
) -> None:
    monkeypatch.setenv("NETZKAART_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_owner"))
    monkeypatch.setenv("NETZKAART_APP_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_app"))

    def run(*words: str) -> str:
        done = CliRunner().invoke(command_line, ["account", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    link = run("create", "chef", "--name", "Chef", "--commune", "heffingen", "--role", "admin")
    clock.now = datetime.now(now.tzinfo)  # the command line has the real clock
    chef = browser()
    form = {"code": link.strip().split("#")[1], "password": GOOD}
    assert chef.post("/account/welcome", data=form).status_code == 303
    assert chef.get("/heffingen/people").status_code == 200
    assert "chef\tChef\theffingen:admin" in run("list")
    run("disable", "chef")
    assert chef.get("/heffingen/people").status_code == 401
    assert CliRunner().invoke(command_line, ["account", "link", "chef"]).exit_code == 1
