"""Reports that are another body's: sent there, and followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from api.asking import Answer
from api.desk_errands import DeskErrands, NotHandedOver
from api.outgoing import AddressRefused
from field_capture.open311 import handover
from field_capture.reports import moves
from field_capture.reports import settings as desk_settings
from field_capture.reports.draft import Contact
from field_capture.reports.moves import Decision
from field_capture.reports.settings import Announced, Body
from field_capture.states.report import State
from tests.api.desk.town_hall import ADMIN, state_of


class TheirServer:
    """Our own GeoReport server in another commune, as a stranger's."""

    def __init__(self, client) -> None:
        self.client, self.asked = client, []

    def __call__(self, method, url, *, body=None, headers=None, **_) -> Answer:
        path = url.removeprefix("http://their.example")
        self.asked.append((method, path, body or b""))
        got = self.client.request(method, path, content=body, headers=headers or {})
        return Answer(got.status_code, got.content)


@pytest.fixture
def theirs(sent, make_commune, client, opened, now):
    make_commune("creos")

    def setting(ending="xml", endpoint="http://their.example/open311/creos/v2") -> TheirServer:
        codes = {"lamp_out": "lamp_damaged"}
        body = Body("creos", "Creos", endpoint, "", "", codes, ending)
        with opened("heffingen", ADMIN) as session:
            desk_settings.keep_body(session, body, now)
        return TheirServer(client)

    return setting


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_a_report_goes_to_another_body_and_its_end_comes_back(
    theirs, sent, ask, app_context, opened, now, ending, client
) -> None:
    server, number = theirs(ending), sent(description="Weber", contact=Contact(last_name="Weber"))
    form = {"act": "move", "to": "forwarded", "body": "creos", "sentence": "Bei Creos."}
    assert ask(f"/{number}", data=form).status_code == 303
    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
    errands = DeskErrands(app_context, server)
    errands.hand_over("heffingen", str(report))
    errands.hand_over("heffingen", str(report))
    (posted,) = [each for each in server.asked if each[0] == "POST"]
    assert b"lamp_damaged" in posted[2]
    assert b"Weber" not in posted[2]
    with opened("heffingen") as session:
        there = handover.find(session, report)
        assert (there.state, there.problem) == ("open", None)
    with opened("creos", ADMIN) as session:
        said = Decision(target=State.REJECTED, reason="not_ours", sentence="Pole replaced.")
        moves.perform(session, there.number, said, now=now)
    later = replace(app_context, now=lambda: now + timedelta(hours=1))
    DeskErrands(later, server).ask_bodies()
    with opened("heffingen") as session:
        there = handover.find(session, report)
        assert (there.state, there.told) == ("closed", "Pole replaced.")
    assert state_of(opened, number) == "forwarded", "nobody of theirs moves a report of ours"
    page = ask(f"/{number}").text
    assert "Pole replaced." in page
    asked = len(server.asked)
    done = {"act": "move", "to": "done", "reason": "repaired", "sentence": "Pole replaced."}
    assert ask(f"/{number}", data=done).status_code == 303
    found = client.get(f"/open311/heffingen/v2/requests/{number}.json").json()
    assert found[0]["status_notes"] == "Pole replaced."
    DeskErrands(replace(app_context, now=lambda: now + timedelta(hours=9)), server).ask_bodies()
    assert len(server.asked) == asked, "who was told asks no more"


@pytest.mark.parametrize(
    ("answer", "problem", "again"),
    [
        (AddressRefused(), "address refused", False),
        (ConnectionRefusedError(), "ConnectionRefusedError", True),
        (Answer(403, b"<errors><error><description>no key</description></error></errors>"),
         "403 no key", True),
        (Answer(302, b""), "302", True),
        (Answer(200, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "unreadable answer", False),
        (Answer(200, b"<html><body>hello"), "unreadable answer", False),
        (Answer(200, b"[" * 100_000), "unreadable answer", False),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_to_the_clerk(
    theirs, sent, ask, app_context, opened, answer, problem, again
) -> None:
    theirs()
    number = sent()
    ask(f"/{number}", data={"act": "move", "to": "forwarded", "body": "creos"} | {"sentence": "x"})

    def fails(*_, **__):
        if isinstance(answer, Exception):
            raise answer
        return answer

    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
    errands = DeskErrands(app_context, fails)
    if again:
        with pytest.raises(NotHandedOver):
            errands.hand_over("heffingen", str(report))
    else:
        errands.hand_over("heffingen", str(report))
    assert f"Problem: {problem}" in ask(f"/{number}").text
    assert ask(f"/{number}", data={"act": "again"}).status_code == 303


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "localhost"])
def test_no_body_lies_in_our_own_network(theirs, sent, ask, app_context, opened, host) -> None:
    theirs(endpoint=f"http://{host}:1/v2")
    number = sent()
    ask(f"/{number}", data={"act": "move", "to": "forwarded", "body": "creos", "sentence": "x"})
    with opened("heffingen") as session:
        report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
    DeskErrands(app_context).hand_over("heffingen", str(report))
    assert "address refused" in ask(f"/{number}").text


def test_nobody_is_told_where_nobody_wants_to_be(sent, owner_engine) -> None:
    sent()
    with owner_engine.connect() as connection:
        count = text("SELECT count(*) FROM platform.procrastinate_jobs")
        assert connection.scalar(count) == 0
    assert Announced().emails == ()
