"""What people and programs try on a form that anybody may send."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.main import create_app
from api.routes.reports.guards import Guards
from api.security import forms
from api.security.forms import Load
from field_capture.reports import letters, moves, supporters
from field_capture.reports import photos as report_photos
from field_capture.reports.moves import Decision
from field_capture.states.report import Mover, State
from gis import assets
from gis.viewer import ANYONE
from tests.api.reports.citizens import CLERK, HOME, jpeg, link


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"age": 1}, "too fast"),
        ({"age": 8 * 24 * 3600}, "too old"),
        ({"age": -3600}, "too old"),
        ({"stamp": "x.1.13.forged"}, "too old"),
        ({"stamp": ""}, "too old"),
        ({"website": "http://buy.example"}, "looks like a program"),
        ({"email": "kim@example.lu\r\nBcc: all@example.lu"}, "e-mail address"),
        ({"service": "nonsense"}, "no category"),
        ({"lat": "0", "long": "0"}, ""),
        ({"lat": "6.2", "long": "49.7"}, ""),
        ({"lat": "", "long": ""}, ""),
        ({"description": "x" * 4001}, "4000"),
        ({"description": "a\0b"}, ""),
    ],
)
def test_what_no_citizen_sends_is_refused_and_keeps_nothing(citizen, form, rows, change, told):
    answer = citizen.post(f"{HOME}?lang=en", data=form(**change))
    assert answer.status_code == 422
    assert told in answer.text
    assert rows("SELECT count(*) FROM heffingen.report") == [(0,)]
    assert rows("SELECT count(*) FROM heffingen.report_counter") == [(0,)]


def test_a_megabyte_of_text_is_refused(citizen, form):
    assert citizen.post(HOME, data=form(description="x" * 1_000_000)).status_code == 422


def test_scripts_are_text(citizen, form, opened, now):
    script = "<script>alert(1)</script>"
    assert script not in citizen.get(HOME, params={"q": script, "lang": "en"}).text
    refused = citizen.post(HOME, data=form(age=0, description=script, email=f'"{script}'))
    assert refused.status_code == 422
    assert script not in refused.text
    link(citizen.post(HOME, data=form(description=script)))
    with opened("heffingen", CLERK) as session:
        ask = Decision(target=State.WAITING_INFO, sentence=script)
        moves.perform(session, "26-00001", ask, now=now)
    for path in ("list", "list/26-00001", "list.atom"):
        assert script not in citizen.get(f"{HOME}{path}").text


def test_work_done_for_one_report_serves_no_other(citizen, form, rows):
    sent = form()
    link(citizen.post(HOME, data=sent))
    link(citizen.post(HOME, data=sent | {"key": "another"}))
    told = rows("SELECT doubtful FROM heffingen.report ORDER BY number")
    assert told == [(False,), (True,)]


def test_a_flood_from_one_network_ends_and_others_still_report(app_context, form, rows):
    app = create_app(app_context)
    with TestClient(app, client=("198.51.100.7", 1), follow_redirects=False) as flood:
        answers = [flood.post(HOME, data=form(service="water_none")).status_code for _ in range(32)]
    assert answers == [303] * 30 + [429] * 2
    assert rows("SELECT count(*) FROM heffingen.report") == [(30,)], "a refused one keeps nothing"
    with TestClient(app, client=("203.0.113.9", 1), follow_redirects=False) as other:
        assert other.post(HOME, data=form(service="water_none")).status_code == 303


def test_a_mailbox_is_not_filled_by_reports_in_its_name(citizen, form, rows):
    for _ in range(5):
        link(citizen.post(HOME, data=form(email="Kim@example.lu")))
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    assert rows(asked) == [(3,)]
    told = rows("SELECT state, doubtful FROM heffingen.report ORDER BY number")
    assert told == [("unconfirmed", False)] * 3 + [("received", True)] * 2, "a clerk looks instead"
    again = form(email="sam@example.lu")
    for _ in range(4):
        link(citizen.post(HOME, data=again))
    link(citizen.post(HOME, data=form(email="sam@example.lu")))
    assert rows(asked) == [(5,)], "what is sent again counts no letter"


def test_a_wrong_address_is_corrected_and_gone(citizen, form, rows, client, auth, opened, now):
    page = link(citizen.post(HOME, data=form(email="kmi@exmaple.lu", phone="621 000 001")))
    page = page.partition("?")[0]
    shown = citizen.get(f"{page}?lang=en").text
    assert "k…@e….lu" in shown
    assert "kmi@" not in shown, "who has the link is not told the address"
    sent = citizen.post(f"{page}/contact?lang=en", data={"email": "kim@example.lu"})
    assert "Please confirm a new address" in citizen.get(link(sent).partition("#")[0]).text
    contact = "SELECT email, phone FROM heffingen.report_contact"
    follower = "SELECT email, reporter, confirmed_at IS NULL FROM heffingen.report_follower"
    assert rows(contact) == [("kim@example.lu", "621 000 001")]
    assert rows(follower) == [("kim@example.lu", True, True)]
    link(citizen.post(f"{page}/contact", data={"forget": "phone"}))
    assert rows(contact) == [("kim@example.lu", None)]
    assert citizen.post(f"{page}/contact", data={"forget": "email"}).status_code == 422
    with opened("heffingen", CLERK) as session:
        follower_id = session.connection.scalar(text("SELECT id FROM heffingen.report_follower"))
    letter = citizen.app.state.context.links("heffingen").letter(follower_id)
    link(citizen.post(f"{HOME}mail/{letter}/confirm"))
    refused = citizen.post(f"{page}/contact", data={"email": "no address"})
    assert refused.status_code == 422
    assert 'value="no address"' in refused.text
    desk_ = {"act": "contact", "email": "", "phone": "621 000 002"}
    headers = {"Accept": "text/html"}
    url = "/heffingen/reports/26-00001"
    assert client.post(url, data=desk_, headers=headers | auth("crew")).status_code == 403
    assert client.post(url, data=desk_, headers=headers | auth("clerk")).status_code == 303
    assert rows(contact) == [(None, "621 000 002")]
    assert rows(follower) == []
    with opened("heffingen", CLERK) as session:
        decision = Decision(target=State.REJECTED, reason="not_ours", sentence="No.")
        moves.perform(session, "26-00001", decision, now=now)
    assert citizen.post(f"{page}/contact", data={"phone": "1"}).status_code == 422


def test_the_work_grows_with_what_comes_in_and_shrinks_again(now):
    load = Load()
    assert load.bits(now) == forms.LEAST_BITS
    for _ in range(300):
        load.count(now)
    grown = load.bits(now)
    assert grown > forms.LEAST_BITS
    assert load.bits(now + timedelta(minutes=11)) == forms.LEAST_BITS
    assert isinstance(Guards().load, Load)


def test_nobody_is_flooded_with_letters_through_us(citizen, form, rows):
    link(citizen.post(HOME, data=form()))
    for _ in range(3):
        link(citizen.post(f"{HOME}list/26-00001/follow", data={"email": "kim@example.lu"}))
    assert rows("SELECT count(*) FROM heffingen.report_follower") == [(1,)]
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    assert rows(asked) == [(1,)]
    statuses = [
        citizen.post(f"{HOME}list/26-00001/follow", data={"email": f"a{n}@example.lu"}).status_code
        for n in range(9)
    ]
    assert statuses[-1] == 429


def test_whose_letters_of_the_day_are_used_up_asks_again_tomorrow(
    citizen, form, rows, opened, app_context
):
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    for number in range(1, 6):
        link(citizen.post(HOME, data=form()))
        link(citizen.post(f"{HOME}list/26-0000{number}/follow", data={"email": "kim@example.lu"}))
    assert rows(asked) == [(3,)]
    for later, count in ((timedelta(hours=23), 3), (timedelta(hours=25), 4)):
        for _ in range(2):
            with opened("heffingen", ANYONE) as session:
                at = app_context.now() + later
                supporters.follow(session, "26-00005", "kim@example.lu", "de", at)
        assert rows(asked) == [(count,)]


def test_a_reporter_who_could_not_be_asked_gives_the_address_again(
    citizen, form, rows, monkeypatch
):
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    with monkeypatch.context() as used_up:
        used_up.setattr(letters, "MOST", 0)
        page = link(citizen.post(HOME, data=form(email="kim@example.lu"))).partition("?")[0]
        link(citizen.post(f"{page}/contact", data={"email": "kim@example.lu"}))
    assert rows(asked) == [(0,)]
    link(citizen.post(f"{page}/contact", data={"email": "kim@example.lu"}))
    assert rows(asked) == [(1,)]


@pytest.mark.parametrize(
    "token",
    ["x", "26-00001", "a" * 43, "é", "%00", "00000000-0000-0000-0000-000000000000"],
)
def test_guessing_a_link_opens_nothing(citizen, form, token):
    link(citizen.post(HOME, data=form()))
    for path in (token, f"mail/{token}"):
        assert citizen.get(f"{HOME}{path}").status_code in (404, 307)


def test_a_letters_link_is_of_one_follower_in_one_commune(app_context):
    one, other = assets.new_id(), assets.new_id()
    links = app_context.links("heffingen")
    token = links.letter(one)
    assert links.follower_of(token) == one
    assert links.follower_of(token.replace(one.hex, other.hex)) is None
    assert app_context.links("larochette").follower_of(token) is None
    assert links.follower_of(f"{one.hex}.") is None


def test_who_corrects_an_address_that_may_not_be_asked_today_is_not_lost(
    citizen, form, rows, monkeypatch
):
    """Nobody could ever confirm it: a clerk looks at the report first."""
    page = link(citizen.post(HOME, data=form(email="kmi@example.lu"))).partition("?")[0]
    assert rows("SELECT state FROM heffingen.report") == [("unconfirmed",)]
    monkeypatch.setattr(letters, "MOST", 0)
    link(citizen.post(f"{page}/contact", data={"email": "kim@example.lu"}))
    assert rows("SELECT state, doubtful FROM heffingen.report") == [("received", True)]
    assert rows("SELECT email FROM heffingen.report_contact") == [("kim@example.lu",)]


def test_who_wanted_no_letters_and_asks_for_them_later_is_asked(citizen, form, rows, opened, now):
    asked = "SELECT count(*) FROM platform.procrastinate_jobs WHERE task_name = 'confirm_letter'"
    link(citizen.post(HOME, data=form(email="kim@example.lu")))
    [(follower,)] = rows("SELECT id FROM heffingen.report_follower")
    with opened("heffingen", ANYONE) as session:
        supporters.confirm(session, follower, now)
        moves.perform(
            session,
            "26-00001",
            Decision(target=State.RECEIVED),
            now=now,
            who=frozenset({Mover.CITIZEN}),
        )
    for count in (2, 2):
        link(citizen.post(f"{HOME}list/26-00001/follow", data={"email": "kim@example.lu"}))
        assert rows(asked) == [(count,)]
    assert rows("SELECT id, updates, reporter, confirmed_at FROM heffingen.report_follower") == [
        (follower, True, True, None)
    ]


def test_who_has_not_read_the_form_has_no_pictures_looked_at(citizen, form, rows, monkeypatch):
    monkeypatch.setattr(report_photos, "read", lambda _: pytest.fail("decoded"))
    sent = [("photos", ("1.jpg", jpeg(), "image/jpeg"))]
    answer = citizen.post(f"{HOME}?lang=en", data=form(stamp="x.1.13.forged"), files=sent)
    assert answer.status_code == 422
    assert "too old" in answer.text
