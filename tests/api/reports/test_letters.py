"""Letters and events: from a move to a real mail server and a real program, by the worker."""

from __future__ import annotations

import email
import http.server
import json
import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime
from email import policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import text

from api import outgoing
from api.errands import Errands
from api.letters_kept import Outbox
from api.mail import OUTBOX, Post, composed
from api.outgoing import AddressRefused, checked, is_public
from api.worker import Worker
from field_capture import webhook
from field_capture.reports import moves, public_report, supporters
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Contact, Draft
from field_capture.reports.mailbox import is_address
from field_capture.reports.moves import Decision
from field_capture.reports.notify import Letter
from field_capture.states.report import Mover, State
from gis.settings import Settings
from gis.viewer import ANYONE, Viewer, ViewerRole

CLERK = Viewer("clerk-7", ViewerRole.CLERK)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTER = Letter(
    "1", "kim@example.lu", "Heffingen", "Är Meldung", "Moien,\n", "lb", "https://x/stop"
)


@pytest.fixture
def village(make_commune, owner_engine):
    make_commune()
    yield "heffingen"
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def work(app_context, cluster):
    """Let the worker do all that waits."""
    dsn = cluster.dsn("netzkaart", "netzkaart_app")

    def done(context=app_context, send=None) -> None:
        errands = Errands(context, send) if send else Errands(context)
        Worker(context, dsn, errands).finish()

    return done


def letters(context) -> list[email.message.EmailMessage]:
    folder = context.settings.home / "outbox"
    if not folder.exists():
        return []
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.iterdir())
    ]


def report(opened, now, **more):
    with opened("heffingen", ANYONE) as session:
        draft = Draft(service_code="lamp_out", lat=49.7692, long=6.2397, **more)
        return submit(session, draft, now=now)


def follow(opened, now, number: str, address="kim@example.lu", language="de", *, confirmed=True):
    with opened("heffingen", ANYONE) as session:
        supporters.follow(session, number, address, language, now)
        row = session.connection.execute(
            text(
                "SELECT f.id FROM heffingen.report_follower f"
                " JOIN heffingen.report r ON r.id = f.report WHERE f.email = :e AND r.number = :n"
            ),
            {"e": address, "n": number},
        ).one()
        if confirmed:
            supporters.confirm(session, row.id, now)
        return row.id


def move(opened, now, number: str, target: State, **more) -> moves.Moved:
    with opened("heffingen", CLERK) as session:
        return moves.perform(session, number, Decision(target=target, **more), now=now)


def test_who_wants_to_be_told_is_asked_once_and_then_told(village, opened, now, work, app_context):
    number = report(opened, now).number
    follower = follow(opened, now, number, confirmed=False)
    with opened("heffingen", ANYONE) as session:
        supporters.follow(session, number, "kim@example.lu", "de", now)
    move(opened, now, number, State.ACCEPTED)
    work()
    asked = letters(app_context)
    assert [each["Subject"] for each in asked] == [
        f"Bitte bestätigen Sie Ihre Adresse für die Meldung {number}"
    ], "one letter, and none about the move before it is confirmed"
    token = app_context.links("heffingen").letter(follower)
    assert f"/report/heffingen/mail/{token}" in asked[0].get_content()
    with opened("heffingen", ANYONE) as session:
        supporters.confirm(session, follower, now)
    told = "Die Lampe wurde ersetzt."
    move(opened, now, number, State.WAITING_INFO, sentence="Welche Lampe?")
    move_as_citizen(opened, now, number)
    move(opened, now, number, State.ACCEPTED)
    move(opened, now, number, State.REJECTED, reason="nothing_found", sentence=told)
    work()
    [last] = [each for each in letters(app_context) if told in each.get_content()]
    assert (last["To"], last["Content-Language"]) == ("kim@example.lu", "de")
    assert "nicht angenommen" in last["Subject"]
    assert "repariert" not in last.as_string()
    assert last["List-Unsubscribe"].startswith("<http")
    assert last["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def move_as_citizen(opened, now, number) -> None:
    with opened("heffingen", ANYONE) as session:
        moves.perform(
            session,
            number,
            Decision(target=State.RECEIVED),
            now=now,
            who=frozenset({Mover.CITIZEN}),
        )


def test_nobody_else_is_written_to(village, opened, now, work, app_context):
    number = report(opened, now, contact=Contact(email="app@example.lu")).number
    move(opened, now, number, State.ACCEPTED)
    work()
    assert letters(app_context) == [], "an address through Open311 asked for nothing"


def test_who_ended_letters_gets_none_and_is_forgotten(village, opened, now, work, app_context):
    number = report(opened, now).number
    follower = follow(opened, now, number)
    move(opened, now, number, State.ACCEPTED)
    with opened("heffingen", ANYONE) as session:
        supporters.stop(session, follower)
        assert (
            session.connection.execute(text("SELECT 1 FROM heffingen.report_follower")).all() == []
        )
    work()
    assert letters(app_context) == []


def test_who_follows_a_duplicate_is_told_once_what_becomes_of_the_original(
    village, opened, now, work, app_context
):
    first, second, third = (report(opened, now).number for _ in range(3))
    follow(opened, now, first, "kim@example.lu")
    for number, address in ((second, "kim@example.lu"), (second, "sam@example.lu"),
                            (second, "no@example.lu"), (third, "Sam@example.lu")):  # fmt: skip
        follow(opened, now, number, address, "en", confirmed=address != "no@example.lu")
    with opened("heffingen", ANYONE) as session:
        # Who sent a report reads of that one rather than of one that was followed.
        session.connection.execute(
            text("UPDATE heffingen.report_follower SET reporter = true WHERE email = :e"),
            {"e": "sam@example.lu"},
        )
    same = {"reason": "same_fault", "sentence": "Same lamp."}
    move(opened, now, third, State.DUPLICATE, duplicate_of=second, **same)
    move(opened, now, second, State.DUPLICATE, duplicate_of=first, **same)
    work()
    before = {each["Message-ID"] for each in letters(app_context)}
    move(opened, now, first, State.WAITING_INFO, sentence="Which lamp?")
    move_as_citizen(opened, now, first)
    move(opened, now, first, State.REJECTED, reason="as_intended", sentence="It sleeps by day.")
    work()
    written = [each for each in letters(app_context) if each["Message-ID"] not in before]
    assert len(written) == 2, "how it stands now, and one to who follows duplicates"
    [told] = [each for each in written if each["To"] == "sam@example.lu"]
    said = told.get_content()
    assert told["Subject"] == f"Report {second}: not accepted"
    assert "belongs to one that was there already" in said
    assert "It sleeps by day." in said
    with opened("heffingen", ANYONE) as session:
        identity = public_report.find(session, second).id
    assert app_context.links("heffingen").tracking(identity) in said, "the own report's link"
    assert first not in said
    assert "kim" not in said


def test_a_letter_tells_how_it_stands_and_loses_no_word(village, opened, now, work, app_context):
    number = report(opened, now).number
    follow(opened, now, number, language="en")
    work()
    asked = {each["Message-ID"] for each in letters(app_context)}
    move(opened, now, number, State.ACCEPTED, sentence="We come on Monday.")
    with opened("heffingen", ADMIN) as session:
        for target in (State.PLANNED, State.IN_PROGRESS):
            moves.perform(session, number, Decision(target=target), now=now)
    work()
    written = [each for each in letters(app_context) if each["Message-ID"] not in asked]
    assert {each["Subject"] for each in written} == {f"Report {number}: being repaired"}
    assert sorted("Monday" in each.get_content() for each in written) == [False, True]


class Kept(Message):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list = []

    def handle_message(self, message) -> None:
        self.messages.append(message)


@pytest.fixture
def smtp():
    handler = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def test_a_letter_reaches_a_real_server(village, opened, now, work, app_context, smtp):
    handler, port = smtp
    settings = Settings(
        home=app_context.settings.home,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_security="none",
        mail_from="netz@heffingen.lu",
        public_url="https://netz.heffingen.lu/",
    )
    number = report(opened, now).number
    follow(opened, now, number, language="pt")
    move(opened, now, number, State.ACCEPTED)
    work(replace(app_context, settings=settings))
    arrived = handler.messages[-1]
    assert arrived["X-RcptTo"] == "kim@example.lu"
    assert "netz@heffingen.lu" in arrived["From"]
    body = arrived.get_payload(decode=True).decode()
    assert f"https://netz.heffingen.lu/report/heffingen/list/{number}?lang=pt" in body
    assert "aceite" in body


def test_a_server_that_is_away_is_tried_again(
    village, opened, now, work, app_context, owner_engine
):
    settings = Settings(
        home=app_context.settings.home, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none"
    )
    number = report(opened, now).number
    follow(opened, now, number, confirmed=False)
    work(replace(app_context, settings=settings))
    with owner_engine.connect() as connection:
        job = connection.execute(
            text("SELECT status::text, attempts FROM platform.procrastinate_jobs")
        ).one()
    assert tuple(job) == ("todo", 1)


@pytest.mark.parametrize("field", ["to", "subject", "sender", "stop"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_letter_gets_a_header_of_somebody_elses(field, end, tmp_path, now):
    forged = replace(LETTER, **{field: f"kim@example.lu{end}Bcc: all@example.lu"})
    with pytest.raises(ValueError, match=r"."):
        Post(Settings(home=tmp_path)).send(forged, now)
    assert not list(tmp_path.rglob("*.eml"))


def test_words_of_all_languages_travel_whole(now):
    written = composed(LETTER, "netz@heffingen.lu", now).as_bytes()
    read = email.message_from_bytes(written, policy=policy.default)
    assert (read["Subject"], read["From"]) == ("Är Meldung", "Heffingen <netz@heffingen.lu>")


@given(
    st.from_regex(r"[a-zA-Z0-9.!#'+_ü-]{1,12}@([a-zü0-9-]{1,9}\.){1,2}[a-z]{2,5}", fullmatch=True)
)
def test_whoever_is_taken_for_an_address_can_be_written_to(address):
    """Else a report would wait for a confirmation that nobody was ever asked for."""
    assume(is_address(address))
    written = composed(replace(LETTER, to=address), "netz@heffingen.lu", NOON)
    assert written.as_bytes().isascii()
    assert str(written["To"]).isascii()


def test_letters_to_an_address_with_accents_are_its_owners(tmp_path, now):
    Post(Settings(home=tmp_path)).send(replace(LETTER, to="zoe@bücher.lu"), now)
    kept = Outbox(tmp_path / OUTBOX)
    assert len(kept.told("Zoe@Bücher.lu")) == 1
    assert kept.forget("691 123 456") == 0
    assert kept.forget("zoe@bücher.lu") == 1


def test_an_address_with_accents_travels_in_ascii(now):
    assert composed(replace(LETTER, to="zoe@bücher.lu"), "netz@x.lu", now)["To"] == (
        "zoe@xn--bcher-kva.lu"
    )


# --- Other programs -----------------------------------------------------------------------------


@pytest.fixture
def program():
    """A program that takes events; its answer is what the test puts in `status`."""
    taken: list = []

    class Handler(http.server.BaseHTTPRequestHandler):
        status = 200

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append((dict(self.headers), body))
            self.send_response(Handler.status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *_args) -> None:
            """Stay silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def send(url: str, body: bytes, headers) -> int:
        return outgoing.post(
            url,
            body,
            headers,
            resolve=lambda _host, _port: ["1.1.1.1"],
            connect=lambda _address, _port: socket.create_connection(server.server_address),
        )

    yield taken, send, Handler
    server.shutdown()
    thread.join()
    server.server_close()


def hook(opened, now) -> webhook.Webhook:
    with opened("heffingen", ADMIN) as session:
        return webhook.add(session, "http://program.example/hook?x=1", now)


def test_a_program_is_told_what_anybody_may_read_and_can_prove_it(
    village, opened, now, work, program
):
    taken, send, _ = program
    made = hook(opened, now)
    number = report(
        opened, now, description="Ring at Kim's", contact=Contact(email="kim@example.lu")
    ).number
    move(opened, now, number, State.ACCEPTED)
    work(send=send)
    headers, body = taken[0]
    told = json.loads(body)
    assert (told["from"], told["to"], told["report"]["number"]) == ("received", "accepted", number)
    assert headers["Netzkaart-Signature"] == webhook.signature(made.secret, body, now)
    assert headers["Netzkaart-Signature"] != webhook.signature("other", body, now)
    for secret in ("Kim", "kim@", "clerk-7"):
        assert secret not in body.decode()


def test_nothing_is_told_of_spam(village, opened, now, work, program):
    taken, send, _ = program
    hook(opened, now)
    move(opened, now, report(opened, now).number, State.SPAM)
    work(send=send)
    assert taken == []


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_program_that_fails_is_told_again_later_and_no_redirect_followed(
    village, opened, now, work, program, owner_engine, status
):
    taken, send, handler = program
    handler.status = status
    made = hook(opened, now)
    move(opened, now, report(opened, now).number, State.ACCEPTED)
    work(send=send)
    assert len(taken) == 1
    with owner_engine.connect() as connection:
        waiting = connection.execute(
            text("SELECT task_name, scheduled_at > now() FROM platform.procrastinate_jobs")
        ).one()
    assert tuple(waiting) == ("tell_webhook", True)
    with opened("heffingen", ADMIN) as session:
        assert webhook.find(session, made.id).last_outcome == str(status)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.5.5", "192.168.1.1",  # noqa: S104
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "nonsense",
    ],
)  # fmt: skip
def test_no_address_of_our_own_network_is_asked(address):
    assert not is_public(address)
    with pytest.raises(AddressRefused):
        checked("http://inside.example/", lambda _host, _port: ["1.1.1.1", address])


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_the_internet_is(address):
    assert checked("https://a.example/", lambda _host, _port: [address])[1:] == (address, 443)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://u:p@a.example/",
        "http:///x",
        "file:///etc/passwd",
        "http://a:99999/",
    ],
)
def test_an_address_that_is_none_of_the_web(url):
    with pytest.raises(AddressRefused):
        checked(url, lambda _host, _port: ["1.1.1.1"])


def test_a_refused_address_is_noted_and_not_tried_again(village, opened, now, work, owner_engine):
    with opened("heffingen", ADMIN) as session:
        made = webhook.add(session, "http://127.0.0.1:9/hook", now)
    move(opened, now, report(opened, now).number, State.ACCEPTED)
    work()
    with opened("heffingen", ADMIN) as session:
        assert webhook.find(session, made.id).last_outcome == "address refused"
    with owner_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM platform.procrastinate_jobs")) == 0


# --- The worker ---------------------------------------------------------------------------------


def test_jobs_of_a_commune_that_is_gone_disturb_nobody(village, opened, now, work, owner_engine):
    number = report(opened, now).number
    move(opened, now, number, State.ACCEPTED)
    with owner_engine.begin() as connection:
        connection.execute(
            text("SELECT platform.enqueue('report_moved', CAST(:a AS jsonb), NULL, NULL)"),
            {"a": json.dumps({"commune": "gone", "move": str(moves.new_id())})},
        )
    work()
    with owner_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM platform.procrastinate_jobs")) == 0


def test_the_worker_starts_tells_that_it_works_and_ends(
    village, app_context, cluster, client, now, opened
):
    worker = Worker(app_context, cluster.dsn("netzkaart", "netzkaart_app"))
    client.app.state.worker = worker
    assert client.get("/readyz").status_code == 503
    worker.start()
    try:
        _until(lambda: worker.works)
        assert client.get("/readyz").json()["worker"] == "up"
        number = report(opened, now).number
        follow(opened, now, number, confirmed=False)
        _until(lambda: letters(app_context))
    finally:
        worker.stop()
    assert not worker.works
    assert client.get("/readyz").status_code == 503


def _until(true) -> None:
    import time

    for _ in range(400):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 20 s")


def test_the_secret_of_a_webhook_is_shown_once_and_to_who_administers(ask, everybody) -> None:
    admin = next(each for each in everybody if each.name == "token of a admin")
    url = "https://program.example/hook"
    api = "/api/v1/heffingen/webhooks"
    made = ask(admin, "POST", api, json={"url": url})
    assert made.status_code == 201
    listed = ask(admin, "GET", api)
    assert [each["url"] for each in listed.json()] == [url]
    page = ask(admin, "GET", "/heffingen/webhooks")
    assert url in page.text
    for told in (listed, page):
        assert made.json()["secret"] not in told.text
    assert ask(admin, "DELETE", f"{api}/{made.json()['id']}").status_code == 204
    assert ask(admin, "GET", api).json() == []
