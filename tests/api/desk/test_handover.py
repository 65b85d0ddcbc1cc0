"""Handing a report over to a server that takes it and never says so: it is not sent twice."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest
from shapely import Point
from sqlalchemy import text

from api import asking
from api.desk_errands import DeskErrands, NotHandedOver
from field_capture.open311 import handover
from field_capture.open311.client import Taken, Unusable, read_found
from field_capture.reports import settings as desk_settings
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Draft
from field_capture.reports.settings import Body
from gis import assets
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

CLERK = Viewer("clerk-7", ViewerRole.CLERK)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)


@dataclass
class Stranger:
    """Another body's GeoReport server, which does what it is told to.

    Attributes
    ----------
    then : str
        What happens once a report has come: ``answer``, ``token``, ``drop`` the connection,
        ``lose`` the report and drop it, ``500`` and ``403`` as answers.
    shows : bool
        Whether its lists tell what was written.
    """

    then: str = "answer"
    shows: bool = True
    taken: list[dict[str, str]] = field(default_factory=list)
    posts: int = 0
    searched: list[dict[str, list[str]]] = field(default_factory=list)
    port: int = 0

    def handler(self) -> type[BaseHTTPRequestHandler]:
        theirs = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                sent = parse_qs(self.rfile.read(length).decode())
                theirs.posts += 1
                if theirs.then not in ("lose", "403"):
                    theirs.taken.append({name: each[0] for name, each in sent.items()})
                number = f"S-{len(theirs.taken)}"
                match theirs.then:
                    case "drop" | "lose":
                        with suppress(OSError):
                            self.connection.shutdown(socket.SHUT_RDWR)
                    case "500" | "403":
                        self._say(int(theirs.then), "<errors/>")
                    case "token":
                        self._say(200, _xml("request", {"token": f"t-{number}"}))
                    case _:
                        self._say(200, _xml("request", {"service_request_id": number}))

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                if "/tokens/" in parts.path:
                    told = {"service_request_id": "S-1", "token": "t-S-1"}
                    self._say(200, _xml("request", told))
                    return
                theirs.searched.append(parse_qs(parts.query))
                listed = [
                    {
                        "service_request_id": f"S-{n}",
                        "status": "open",
                        "description": each["description"] if theirs.shows else "",
                    }
                    for n, each in enumerate(theirs.taken, 1)
                ]
                self._say(200, _xml("request", *listed))

            def _say(self, status: int, body: str) -> None:
                sent = body.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler


def _xml(name: str, *several: dict[str, str]) -> str:
    inside = "".join(
        f"<{name}>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in each.items()) + f"</{name}>"
        for each in several
    )
    return f'<?xml version="1.0" encoding="utf-8"?><requests>{inside}</requests>'


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    theirs = Stranger()
    server = ThreadingHTTPServer(("127.0.0.1", 0), theirs.handler())
    theirs.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield theirs
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def number(make_commune, opened, stranger, client, auth, now, owner_engine) -> Iterator[str]:
    """A report that a clerk has forwarded, and nobody has sent yet."""
    make_commune()
    with opened("heffingen") as session:
        lamp = CATALOGUE["luminaire"]
        assets.create(session, lamp, Point(85040, 92000), {"code": "LU-1"})
    with opened("heffingen", ADMIN) as session:
        endpoint = f"http://127.0.0.1:{stranger.port}/v2"
        body = Body("creos", "Creos", endpoint, "", "", {"lamp_out": "lamp"}, "xml")
        desk_settings.keep_body(session, body, now)
    with opened("heffingen", CLERK) as session:
        lon, lat = session.commune.operation.to_wgs84(85040, 92000)
        draft = Draft(
            service_code="lamp_out", lat=float(lat), long=float(lon), channel=Channel.PHONE
        )
        made = submit(session, draft, now=now).number
    form = {"act": "move", "to": "forwarded", "body": "creos", "sentence": "Bei Creos."}
    assert _desk(client, auth, made, form).status_code == 303
    yield made
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def errands(app_context) -> DeskErrands:
    """The desk's jobs; the stranger's network is the tests' own."""
    settings = app_context.settings.model_copy(update={"private_bodies": True})
    return DeskErrands(replace(app_context, settings=settings))


@pytest.fixture
def there(opened, number):
    def found() -> handover.Handover:
        with opened("heffingen") as session:
            report = session.connection.scalar(text("SELECT id FROM heffingen.report"))
            return handover.find(session, report)

    return found


def _desk(client, auth, number: str, data: dict[str, str] | None = None) -> Any:
    headers, url = {"Accept": "text/html"} | auth("clerk"), f"/heffingen/reports/{number}?lang=en"
    if data is None:
        return client.get(url, headers=headers)
    return client.post(url, data=data, headers=headers, follow_redirects=False)


def run(errands: DeskErrands, there, *, fails: bool) -> None:
    """Do the job once, as the worker does it first and again."""
    if fails:
        with pytest.raises(NotHandedOver):
            errands.hand_over("heffingen", str(there().report))
    else:
        errands.hand_over("heffingen", str(there().report))


@pytest.mark.parametrize("then", ["drop", "500"])
def test_what_arrived_without_an_answer_is_found_there_and_not_sent_twice(
    stranger, errands, there, number, then
) -> None:
    stranger.then = then
    run(errands, there, fails=True)
    assert there().state == "unsure"
    stranger.then = "answer"
    run(errands, there, fails=False)
    assert stranger.posts == 1
    assert (there().state, there().number, there().problem) == ("open", "S-1", None)
    assert stranger.searched[0]["service_code"] == ["lamp"]
    assert stranger.taken[0]["device_id"] == f"Heffingen {number}"
    run(errands, there, fails=False)
    assert stranger.posts == 1


@pytest.mark.parametrize("then", ["drop", "lose"])
def test_where_nothing_can_be_seen_the_clerk_decides(
    stranger, errands, there, number, client, auth, then
) -> None:
    stranger.then, stranger.shows = then, False
    for _ in range(3):
        run(errands, there, fails=True)
    assert stranger.posts == 1, "never blindly again"
    page = _desk(client, auth, number).text
    assert "it may have arrived" in page
    assert "Problem: RemoteDisconnected" in page
    assert _desk(client, auth, number, {"act": "again"}).status_code == 303
    assert "Being sent a second time" in _desk(client, auth, number).text
    stranger.then = "answer"
    run(errands, there, fails=False)
    assert stranger.posts == 2
    second = stranger.taken[-1]["description"]
    assert re.search("Zweet Schécken|Deuxième envoi|Zweite Sendung|second time", second)
    assert second.endswith(f"\nHeffingen {number}")
    assert there().state == "open"
    assert "second time" not in stranger.taken[0]["description"]


def test_a_process_that_ends_in_the_middle_sends_nothing_twice(
    stranger, errands, there, number
) -> None:
    def killed(*arguments: Any, **more: Any) -> asking.Answer:
        asking.ask(*arguments, **more)
        raise SystemExit

    with pytest.raises(SystemExit):
        replace(errands, ask=killed).hand_over("heffingen", str(there().report))
    assert stranger.posts == 1
    run(errands, there, fails=False)
    assert stranger.posts == 1
    assert there().number == "S-1"


def test_what_surely_did_not_arrive_is_sent_again_by_itself(
    stranger, errands, there, number
) -> None:
    def nobody(*_: Any, **__: Any) -> asking.Answer:
        raise asking.NotConnected from ConnectionRefusedError()

    run(replace(errands, ask=nobody), there, fails=True)
    assert (there().state, there().problem) == ("sending", "ConnectionRefusedError")
    stranger.then = "403"
    run(errands, there, fails=True)
    assert (there().state, there().problem) == ("sending", "403")
    stranger.then = "answer"
    run(errands, there, fails=False)
    assert stranger.posts == 2
    assert len(stranger.taken) == 1
    assert (there().state, there().number) == ("open", "S-1")


def test_an_answer_that_comes_too_late_tells_nothing_of_another_body(
    stranger, errands, there, number, client, auth, opened, now
) -> None:
    """While Creos takes its time, the clerk takes the report back and gives it to Post."""
    with opened("heffingen", ADMIN) as session:
        post = Body("post", "Post", f"http://127.0.0.1:{stranger.port}/v2", "", "", {}, "xml")
        desk_settings.keep_body(session, post, now)

    def slow(*arguments: Any, **more: Any) -> asking.Answer:
        answer = asking.ask(*arguments, **more)
        for form in (
            {"act": "move", "to": "accepted"},
            {"act": "move", "to": "forwarded", "body": "post", "sentence": "Bei der Post."},
        ):
            assert _desk(client, auth, number, form).status_code == 303
        return answer

    run(replace(errands, ask=slow), there, fails=False)
    assert (there().body, there().state, there().number) == ("post", "sending", None)
    run(errands, there, fails=False)
    assert (there().body, there().state, there().number) == ("post", "open", "S-2")


def test_of_two_jobs_one_sends(stranger, errands, there, number, opened) -> None:
    found = there()
    with opened("heffingen") as session:
        assert handover.going_out(session, found, found.at)
        assert not handover.going_out(session, found, found.at)


def test_a_body_whose_server_is_away_is_asked_once_for_all(
    stranger, errands, there, number, client, auth, app_context, owner_engine
) -> None:
    run(errands, there, fails=False)
    with owner_engine.begin() as connection:
        for n in range(2, 5):  # reports that it has as well
            connection.execute(
                text(
                    "WITH made AS (INSERT INTO heffingen.report"
                    " SELECT (jsonb_populate_record(r, jsonb_build_object("
                    "  'id', gen_random_uuid(), 'number', concat('26-0000', CAST(:n AS int)),"
                    "  'token_sha256', sha256(CAST(:s AS bytea))))).* FROM heffingen.report r"
                    "  WHERE number = :number RETURNING id)"
                    " INSERT INTO heffingen.report_handover SELECT (jsonb_populate_record(h,"
                    "  jsonb_build_object('report', made.id))).*"
                    " FROM heffingen.report_handover h, made LIMIT 1"
                ),
                {"n": n, "s": bytes([n]), "number": number},
            )
    asked = []

    def away(*arguments: Any, **_: Any) -> asking.Answer:
        asked.append(arguments)
        raise asking.NotConnected from TimeoutError()

    later = replace(errands.context, now=lambda: app_context.now() + timedelta(hours=1))
    replace(errands, context=later, ask=away).ask_bodies()
    assert len(asked) == 1
    with owner_engine.connect() as connection:
        told = connection.execute(
            text("SELECT problem, asked_at FROM heffingen.report_handover")
        ).all()
    assert {tuple(each) for each in told} == {("TimeoutError", later.now())}
    assert len(told) == 4


def test_a_token_becomes_a_number_later(stranger, errands, there, number, app_context) -> None:
    stranger.then = "token"
    run(errands, there, fails=False)
    assert (there().state, there().number, there().token) == ("open", None, "t-S-1")
    later = replace(errands.context, now=lambda: app_context.now() + timedelta(hours=1))
    replace(errands, context=later).ask_bodies()
    assert (there().number, stranger.posts) == ("S-1", 1)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Lamp\nHeffingen 26-00001", "S-1"),
        ("Lamp\r\n Heffingen 26-00001 \r\nthank you", "S-1"),
        ("Heffingen 26-000012", None),
        ("Neu-Heffingen 26-00001", None),
        ("see Heffingen 26-00001", None),
        ("", None),
    ],
)
def test_only_the_whole_reference_is_ours(said, found) -> None:
    listed = _xml("request", {"service_request_id": "S-1", "description": said})
    told = read_found(listed.encode(), "Heffingen 26-00001")
    assert told == (Taken(found, None) if found else None)


def test_two_that_bear_our_reference_are_for_the_clerk() -> None:
    listed = _xml(
        "request",
        *({"service_request_id": f"S-{n}", "description": "Heffingen 26-00001"} for n in (1, 2)),
    )
    with pytest.raises(Unusable):
        read_found(listed.encode(), "Heffingen 26-00001")


def test_nobody_is_reached_before_anything_was_sent() -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
    with pytest.raises(asking.NotConnected):
        asking.ask("GET", f"http://127.0.0.1:{port}/", private=True)
