"""The accessibility statement, the form below it, and who reads what came in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from api import feedback
from api.context import Context
from api.main import create_app
from api.pages.words.accessibility import NOT_YET, WORDS
from api.security.errors import TooOften
from api.security.pace import Pace, neighbourhood
from gis.viewer import ViewerRole

LANGUAGES = ("lb", "fr", "de", "en", "pt")
FORM = {"commune": "heffingen", "message": "The <b>chart</b> has no words"}


def person(everybody, name: str):
    return next(who for who in everybody if who.name == name)


def kept(engine: Engine, now) -> list[dict]:
    with engine.connect() as connection:
        return [dict(each) for each in feedback.recent(connection, "heffingen", now)]


@pytest.fixture
def citizen(make_commune, client: TestClient) -> TestClient:
    make_commune()
    client.follow_redirects = False
    client.headers["Accept"] = "text/html"
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_has_the_parts_the_law_asks_for(citizen, language) -> None:
    page = citizen.get("/accessibility", params={"lang": language}).text
    for part in ("status_told", "not_yet", "how", "feedback_told", "enforce_told"):
        assert WORDS[part].to(language).replace("'", "&#39;") in page
    for each in NOT_YET:
        assert each.to(language).replace("'", "&#39;") in page
    assert "Service information et presse" in page
    assert re.search(r"23[./]11[./]2026", page), "when it was prepared"


@pytest.mark.parametrize("text", [*WORDS.values(), *NOT_YET])
def test_citizens_read_it_in_portuguese(text) -> None:
    assert text.pt


@pytest.mark.parametrize(
    "path", ["/", "/account/sign-in", "/heffingen/map", "/report/heffingen/", "/heffingen/quality"]
)
def test_each_page_leads_to_it(citizen, path) -> None:
    assert re.search(r'href="/accessibility\?lang=en', citizen.get(f"{path}?lang=en").text)


def test_a_message_is_read_by_administrators_and_deleted(everybody, ask) -> None:
    html = {"headers": {"Accept": "text/html"}}
    citizen, admin = everybody[0], person(everybody, "admin of heffingen")
    message = FORM | {"contact": "621 000 000"}
    sent = ask(citizen, "POST", "/accessibility?lang=en", data=message, **html)
    assert sent.status_code == 303
    assert "has arrived" in ask(citizen, "GET", sent.headers["location"], **html).text
    people = ask(admin, "GET", "/heffingen/people?lang=en", **html).text
    assert "Messages about accessibility: 1" in people
    page = ask(admin, "GET", "/heffingen/feedback?lang=en", **html).text
    assert "The &lt;b&gt;chart&lt;/b&gt; has no words" in page
    assert "621 000 000" in page
    remove = re.search(r'action="(/heffingen/feedback/[^"?]*/remove)', page).group(1)
    neighbour = person(everybody, "admin of other")
    assert ask(neighbour, "POST", remove).status_code == 401
    elsewhere = remove.replace("/heffingen/", "/other/")
    assert ask(neighbour, "POST", elsewhere).status_code == 404, "another commune's"
    assert ask(admin, "POST", remove).status_code == 303
    assert "The &lt;b&gt;" not in ask(admin, "GET", "/heffingen/feedback", **html).text


def test_who_may_read(everybody, ask) -> None:
    for who in everybody:
        answer = ask(who, "GET", "/heffingen/feedback")
        assert (answer.status_code == 200) == (who.role is ViewerRole.ADMIN), who.name


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"message": "  "}, "required"),
        ({"message": "x" * 4001}, "at most 4000"),
        ({"contact": "x" * 201}, "at most 200"),
        ({"website": "http://spam.example"}, "looks like a program"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stays_in_the_form(
    citizen, engine, now, more, told
) -> None:
    answer = citizen.post("/accessibility?lang=en", data=FORM | {"contact": "Anna"} | more)
    assert answer.status_code == 422
    assert told in answer.text
    assert ('value="Anna"' in answer.text) == ("contact" not in more)
    assert kept(engine, now) == []


def test_no_more_than_a_message_and_a_contact_is_kept(citizen, engine, now) -> None:
    citizen.post("/accessibility?lang=fr", data=FORM)
    [only] = kept(engine, now)
    assert set(only) == {"id", "commune", "at", "expires_at", "message", "contact", "language"}
    assert (only["contact"], only["language"]) == (None, "fr")


def test_messages_end_by_themselves(
    citizen, app_context: Context, engine, owner_engine, now
) -> None:
    citizen.post("/accessibility", data=FORM)
    days = timedelta(days=app_context.settings.feedback_kept_days)
    assert len(kept(engine, now + days - timedelta(seconds=1))) == 1
    assert kept(engine, now + days) == []
    later = Context(app_context.settings, engine, app_context.catalogue, lambda: now + days)
    with TestClient(create_app(later)) as client:
        client.post("/accessibility", data=FORM | {"message": "Another"})
    with owner_engine.connect() as connection:
        found = connection.scalars(text("SELECT message FROM platform.feedback")).all()
    assert found == ["Another"], "gone from the table too, not only from sight"


def test_a_flood_is_stopped_and_told(citizen, engine, now) -> None:
    answers = [citizen.post("/accessibility?lang=en", data=FORM) for _ in range(7)]
    assert [each.status_code for each in answers] == [303] * 6 + [429]
    assert "Try again in 60 minutes" in answers[-1].text
    assert FORM["message"].replace("<", "&lt;").replace(">", "&gt;") in answers[-1].text
    assert len(kept(engine, now)) == 6


def test_the_pace_counts_networks_and_forgets(now) -> None:
    pace = Pace(1, timedelta(hours=1))
    pace.step("192.0.2.7", now)
    with pytest.raises(TooOften) as refused:
        pace.step("192.0.2.200", now + timedelta(minutes=30))
    assert refused.value.minutes == 30
    pace.step("198.51.100.7", now)
    pace.step("192.0.2.7", now + timedelta(hours=1))
    assert neighbourhood("2001:db8:1:2::3") == neighbourhood("2001:db8:1:ffff::1")
    assert neighbourhood("testclient") == neighbourhood(None)
