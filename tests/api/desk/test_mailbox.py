"""What the town hall is told by letter, and how the desk is set."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused

from sqlalchemy import text

from api.errands import Errands
from api.mail import Post
from api.worker import Worker
from field_capture.desk import announce
from field_capture.desk.inbox import PAGE
from field_capture.reports.draft import Contact
from field_capture.reports.notify import Letter
from tests.api.desk.town_hall import ADMIN, outbox


def test_the_town_hall_is_told_at_once(ask, sent, work, app_context) -> None:
    form = {"act": "announced", "emails": "desk@example.lu", "phones": "+352 621 000 000"}
    assert ask("/settings", data=form | {"emails": "a@b\nc d"}).status_code == 422
    assert ask("/settings", data=form | {"everything": "1", "daily": "1"}).status_code == 303
    quiet = sent(description="Weber", contact=Contact(last_name="Weber"))
    work()
    (letter,) = outbox(app_context)
    assert quiet in letter
    assert "desk@example.lu" in letter
    assert "Weber" not in letter
    loud = sent("water_leak", east=85300)
    work()
    told = [each for each in outbox(app_context) if loud in each]
    assert len(told) == 2
    (message,) = [json.loads(each) for each in told if each.startswith("{")]
    assert message["to"] == "+352 621 000 000"
    assert "URGENT" in message["text"]


def test_each_day_tells_what_is_due(ask, sent, work, app_context) -> None:
    late = sent("water_leak", days=5, description="Weber")
    sent("sewer_smell", days=3, east=85500)
    ask("/settings", data={"act": "announced", "emails": "desk@example.lu", "daily": "1"})
    Errands(app_context).in_every("daily_summary")
    work()
    (letter,) = outbox(app_context)
    assert late in letter
    assert "1 en retard" in letter
    assert "Weber" not in letter


def test_a_letter_that_nobody_takes_keeps_no_other_from_its_reader(
    ask, sent, app_context, cluster, make_commune, monkeypatch
) -> None:
    make_commune("alzingen")  # the first one by name
    sent("sewer_smell")
    emails = "gone@example.lu\ndesk@example.lu"
    ask("/settings", data={"act": "announced", "emails": emails, "daily": "1"})
    send = Post.send

    def refused(post: Post, letter: Letter, now: datetime) -> None:
        if letter.to == "gone@example.lu":
            raise SMTPRecipientsRefused({letter.to: (550, b"no such mailbox")})
        send(post, letter, now)

    monkeypatch.setattr(Post, "send", refused)
    Errands(app_context).in_every("daily_summary")
    Worker(app_context, cluster.dsn("netzkaart", "netzkaart_app")).finish()
    (letter,) = outbox(app_context)
    assert "desk@example.lu" in letter


def test_the_summary_counts_all_and_mondays_the_weekend_too(ask, sent, app_context, opened) -> None:
    for _ in range(PAGE + 1):
        sent("sewer_smell", days=30)
    friday = sent("lamp_out", days=2)
    ask("/settings", data={"act": "announced", "emails": "desk@example.lu", "daily": "1"})

    def told(day: int) -> str:
        at = datetime(2026, 11, day, 5, 30, tzinfo=UTC)
        with opened("heffingen", ADMIN) as session:
            session.connection.execute(
                text("UPDATE heffingen.report SET requested_at = :at WHERE number = :n"),
                {"at": datetime(2026, 11, 20, 9, tzinfo=UTC), "n": friday},
            )
            [letter] = announce.of_day(session, "http://x", "en", at)
        return letter.body

    monday = told(23)
    assert f"1 new, {PAGE + 1} overdue" in monday
    assert friday in monday
    assert "0 new" in told(24)


def test_settings_are_kept_and_shown(ask, sent, opened, client, auth) -> None:
    number = sent(language="en")
    form = {"act": "answers", "target.0": "accepted", "name.0": "mine"}
    wrong = ask("/settings", data=form | {"words.0.en": "{nummer}"})
    assert wrong.status_code == 422
    assert ask("/settings", data=form | {"words.0.en": "On it, {number}."}).status_code == 303
    assert f"On it, {number}." in ask(f"/{number}?to=accepted").text
    assert ask("/settings", data={"act": "deadlines", "days.lamp_out": "x"}).status_code == 422
    assert ask("/settings", data={"act": "deadlines", "days.lamp_out": "2"}).status_code == 303
    assert (
        'name="days.lamp_out" inputmode="numeric" maxlength="3" value="2"' in ask("/settings").text
    )
    body = {"act": "body", "key": "creos", "name": "Creos", "endpoint": "https://creos.example/v2"}
    assert ask("/settings", data=body).status_code == 403, "for administrators"
