"""Moving reports in a real commune: by whom, with what words, and what is left in the history."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import ProgrammingError

from field_capture import retention
from field_capture.reports import contacts, moves, public_report
from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import REASONS, Decision
from field_capture.states.report import MOVERS, MOVES, MoveNotAllowed, Mover, State
from field_capture.store import table
from gis.errors import Invalid, UnknownThing
from gis.viewer import Viewer, ViewerRole

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE = Draft(service_code="lamp_out", lat=49.7692, long=6.2397)
CITIZEN = frozenset({Mover.CITIZEN})
TIME = frozenset({Mover.TIME})
CLERK = Viewer("clerk-7", ViewerRole.CLERK)


def reported(session, **more) -> tuple:
    receipt = submit(
        session, Draft(service_code="lamp_out", lat=49.7692, long=6.2397, **more), now=NOW
    )
    return receipt.id, receipt.number


def stand(session, report, state: State, since: datetime = NOW) -> None:
    rows = table(session, "report")
    session.connection.execute(
        rows.update().where(rows.c.id == report).values(state=state.value, state_since=since)
    )


def fitting(target: State, original: str) -> Decision:
    return Decision(
        target=target,
        reason=next(iter(REASONS.get(target, ())), None),
        sentence="So ist es.",
        duplicate_of=original if target is State.DUPLICATE else None,
    )


def actors():
    for role in ViewerRole:
        yield f"{role.value}", role, None
    yield "the citizen", ViewerRole.ANYONE, CITIZEN
    yield "time", ViewerRole.ANYONE, TIME


@pytest.mark.parametrize(
    ("role", "who"), [(r, w) for _, r, w in actors()], ids=[n for n, *_ in actors()]
)
def test_every_move_by_every_role_in_the_database(role, who, make_commune, opened) -> None:
    make_commune()
    acting = MOVERS[role] if who is None else who
    with opened("heffingen", Viewer("them-1", role)) as session:
        report, number = reported(session)
        _, original = reported(session)
        for source in State:
            for target in State:
                rule = MOVES[source].get(target)
                since = NOW - (rule.after if rule and rule.after else timedelta(hours=1))
                stand(session, report, source, since)
                before = len(moves.history(session, report))
                allowed = rule is not None and bool(rule.who & acting)
                if allowed:
                    moved = moves.perform(
                        session, number, fitting(target, original), now=NOW, who=who
                    )
                    assert (moved.before, moved.after) == (source, target)
                    assert moved.mover in rule.who & acting
                else:
                    with pytest.raises(MoveNotAllowed):
                        moves.perform(session, number, fitting(target, original), now=NOW, who=who)
                assert len(moves.history(session, report)) == before + allowed
                rows = table(session, "report")
                state = session.connection.scalar(select(rows.c.state).where(rows.c.id == report))
                assert state == (target if allowed else source).value


@pytest.mark.parametrize(
    ("decision", "codes"),
    [
        (Decision(target=State.REJECTED), {"reason_missing", "sentence_missing"}),
        (Decision(target=State.REJECTED, reason="repaired", sentence="x"), {"reason_unknown"}),
        (Decision(target=State.REJECTED, reason="not_ours", sentence=" "), {"sentence_missing"}),
        (Decision(target=State.WAITING_INFO), {"sentence_missing"}),
        (Decision(target=State.ACCEPTED, reason="repaired"), {"reason_unknown"}),
        (Decision(target=State.ACCEPTED, sentence="x" * 1001), {"too_long"}),
        (Decision(target=State.ACCEPTED, sentence="x\0"), {"control_characters"}),
        (
            Decision(
                target=State.DUPLICATE, reason="same_fault", sentence="x", duplicate_of="26-99999"
            ),
            {"original_unknown"},
        ),
    ],
)
def test_what_a_decision_lacks_is_told_at_once_and_nothing_moves(session, decision, codes) -> None:
    report, number = reported(session)
    clerk = frozenset({Mover.CLERK})
    with pytest.raises(Invalid) as refused:
        moves.perform(session, number, decision, now=NOW, who=clerk)
    assert {issue.code for issue in refused.value.issues} == codes
    assert moves.history(session, report) == []


def test_what_was_not_repaired_has_no_reason_that_says_so() -> None:
    assert not set(REASONS[State.DONE]) & {*REASONS[State.REJECTED], *REASONS[State.DUPLICATE]}


def test_a_duplicate_leads_to_the_first_report_only(session) -> None:
    _, first = reported(session)
    second, two = reported(session)
    _, three = reported(session)
    clerk = frozenset({Mover.CLERK})

    def repeat(number: str, of: str) -> None:
        told = Decision(target=State.DUPLICATE, reason="same_fault", sentence="x", duplicate_of=of)
        moves.perform(session, number, told, now=NOW, who=clerk)

    with pytest.raises(Invalid):
        repeat(two, two)
    repeat(two, first)
    with pytest.raises(Invalid):
        repeat(three, two)
    rows = table(session, "report")
    original = session.connection.scalar(select(rows.c.duplicate_of).where(rows.c.id == second))
    assert original == session.connection.scalar(select(rows.c.id).where(rows.c.number == first))


def test_the_history_names_offices_and_no_citizens_and_cannot_be_rewritten(
    make_commune, opened
) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        report, number = reported(session, contact=Contact(email="kim@example.lu"))
        told = Decision(target=State.REJECTED, reason="nothing_found", sentence="Tout va bien.")
        moves.perform(session, number, told, now=NOW)
        line = moves.history(session, report)[0]
        assert (line.mover, line.sentence) == (Mover.CLERK, "Tout va bien.")
        kept = session.connection.execute(table(session, "report_move").select()).mappings().one()
        assert kept["actor"] == "clerk-7"
        assert "kim" not in str(dict(kept))
    for statement in (
        "UPDATE heffingen.report_move SET sentence = 'x'",
        "DELETE FROM heffingen.report_move",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            opened("heffingen", CLERK) as session,
        ):
            session.connection.execute(text(statement))


def test_a_citizen_reopens_within_thirty_days_and_nobody_is_named(session) -> None:
    report, number = reported(session)
    stand(session, report, State.DONE, NOW - timedelta(days=31))
    with pytest.raises(MoveNotAllowed):
        moves.perform(session, number, Decision(target=State.REOPENED), now=NOW, who=CITIZEN)
    stand(session, report, State.DONE, NOW - timedelta(days=29))
    moves.perform(session, number, Decision(target=State.REOPENED), now=NOW, who=CITIZEN)
    kept = session.connection.execute(table(session, "report_move").select()).one()
    assert (kept.mover, kept.actor) == ("citizen", None)


def test_a_report_that_is_not_there(session) -> None:
    with pytest.raises(UnknownThing):
        moves.perform(session, "26-77777", Decision(target=State.ACCEPTED), now=NOW)


def test_the_job_is_there_exactly_if_the_move_is(make_commune, opened, owner_engine) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        _, number = reported(session)
    with opened("heffingen", CLERK) as session:
        moves.perform(session, number, Decision(target=State.ACCEPTED), now=NOW)
        session.connection.rollback()
    asked = text(
        "SELECT args->>'move' FROM platform.procrastinate_jobs WHERE task_name = 'report_moved'"
    )
    with opened("heffingen", CLERK) as session:
        moved = moves.perform(session, number, Decision(target=State.ACCEPTED), now=NOW)
    with owner_engine.begin() as connection:
        found = connection.scalars(asked).all()
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))
    assert str(moved.id) in found
    with opened("heffingen", CLERK) as session:
        assert [each.id for each in moves.history(session, moved.report)] == [moved.id], (
            "one move, one job"
        )


def test_who_serves_a_commune_may_not_look_into_the_queue(make_commune, opened) -> None:
    make_commune()
    with pytest.raises(ProgrammingError, match="permission denied"), opened("heffingen") as session:
        session.connection.execute(text("SELECT * FROM platform.procrastinate_jobs"))


# --- What time does -----------------------------------------------------------------------------


@pytest.fixture
def blobs(tmp_path: Path):
    return report_photos.blobs_of(tmp_path, "heffingen")


def test_a_question_without_an_answer_closes_after_21_days_in_the_citizens_language(
    session, blobs
) -> None:
    report, number = reported(session, language="pt")
    stand(session, report, State.WAITING_INFO, NOW - timedelta(days=20, hours=23))
    assert retention.carry_out(session, blobs, NOW).unanswered == 0
    stand(session, report, State.WAITING_INFO, NOW - timedelta(days=21))
    assert retention.plan(session, NOW).unanswered == 1
    assert public_report.find(session, number).state is State.WAITING_INFO, "a plan does nothing"
    assert retention.carry_out(session, blobs, NOW).unanswered == 1
    line = moves.history(session, report)[-1]
    assert (line.mover, line.reason) == (Mover.TIME, "no_answer")
    assert "resposta" in line.sentence


def test_what_nobody_confirmed_is_gone_after_a_week_with_all_that_hangs_on_it(
    session, blobs
) -> None:
    report, _ = reported(session, channel=Channel.WEB, contact=Contact(email="a@example.lu"))
    picture = report_photos.read([(_jpeg(), "x.jpg")])
    report_photos.add(session, blobs, report, picture, now=NOW)
    kept = [path for path in blobs.root.rglob("*") if path.is_file()]
    assert len(kept) == 2
    assert retention.carry_out(session, blobs, NOW + timedelta(days=6)).unconfirmed == 0
    assert retention.carry_out(session, blobs, NOW + timedelta(days=7)).unconfirmed == 1
    for name in ("report", "report_contact", "report_photo", "report_asset"):
        assert session.connection.execute(table(session, name).select()).all() == [], name
    assert not [path for path in blobs.root.rglob("*") if path.is_file()]


def test_people_are_forgotten_90_days_after_the_end_and_not_while_it_goes_on(
    session, blobs
) -> None:
    report, number = reported(
        session, description="Ring at Kim's", contact=Contact(email="a@example.lu")
    )
    clerk = frozenset({Mover.CLERK})
    told = Decision(target=State.REJECTED, reason="not_ours", sentence="Bei der Post.")
    moves.perform(session, number, told, now=NOW, who=clerk)
    later = NOW + timedelta(days=89)
    assert retention.carry_out(session, blobs, later).contacts == 0
    due = retention.carry_out(session, blobs, NOW + timedelta(days=90))
    assert (due.contacts, due.texts) == (1, 1)
    assert session.connection.execute(table(session, "report_contact").select()).all() == []
    row = session.connection.execute(table(session, "report").select()).one()
    assert (row.description, row.status_note) == (None, "Bei der Post.")
    assert len(moves.history(session, report)) == 1
    again = retention.plan(session, NOW + timedelta(days=91))
    assert (again.contacts, again.texts) == (0, 0)


def test_reopening_keeps_the_contact(session, blobs) -> None:
    _, number = reported(session, contact=Contact(email="a@example.lu"))
    clerk = frozenset({Mover.CLERK})
    told = Decision(target=State.REJECTED, reason="not_ours", sentence="x")
    moves.perform(session, number, told, now=NOW, who=clerk)
    later = NOW + timedelta(days=80)
    moves.perform(session, number, Decision(target=State.REOPENED), now=later, who=clerk)
    assert retention.carry_out(session, blobs, NOW + timedelta(days=400)).contacts == 0
    contact = session.connection.execute(table(session, "report_contact").select()).one()
    assert contact.purge_after is None


def test_the_key_of_a_network_lasts_a_day(session, blobs) -> None:
    report, _ = reported(session)
    rows = table(session, "report_supporter")
    values = {"id": report, "report": report, "at": NOW, "key_sha256": b"x"}
    session.connection.execute(insert(rows).values(values))
    assert retention.carry_out(session, blobs, NOW + timedelta(hours=23)).keys == 0
    assert retention.carry_out(session, blobs, NOW + timedelta(days=1)).keys == 1
    assert session.connection.scalar(select(rows.c.key_sha256)) is None


def _jpeg() -> bytes:
    import io

    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (640, 480), "red").save(written, "JPEG")
    return written.getvalue()


def test_an_address_that_nobody_confirmed_is_forgotten_also_where_the_report_goes_on(
    session, blobs
) -> None:
    report, _ = reported(session, contact=Contact(email="kmi@example.lu"))
    contacts.correct(session, report, email="kim@example.lu", phone="691 1", now=NOW)
    assert retention.carry_out(session, blobs, NOW + timedelta(days=6)).addresses == 0
    assert retention.carry_out(session, blobs, NOW + timedelta(days=7)).addresses == 1
    kept = session.connection.execute(table(session, "report_contact").select()).one()
    assert (kept.email, kept.phone) == (None, "691 1")
    assert session.connection.execute(table(session, "report_follower").select()).all() == []


def test_promises_end_with_what_they_were_about(session) -> None:
    def at(target: State, who: Mover, **more) -> tuple[str | None, datetime | None]:
        decision = Decision(target=target, **more)
        moves.perform(session, number, decision, now=NOW, who=frozenset({who}))
        row = public_report.find(session, number)
        return row.agency, row.expected_at

    day = NOW + timedelta(days=9)
    _, number = reported(session)
    assert at(State.FORWARDED, Mover.CLERK, agency="Creos") == ("Creos", None)
    assert at(State.ACCEPTED, Mover.CLERK) == (None, None)
    assert at(State.PLANNED, Mover.CLERK, expected_at=day) == (None, day)
    assert at(State.ACCEPTED, Mover.PLANNER) == (None, None)
    assert at(State.IN_PROGRESS, Mover.CLERK, expected_at=day) == (None, day)
    told = {"reason": "repaired", "sentence": "Done."}
    assert at(State.DONE, Mover.CREW, **told) == (None, day)
    assert at(State.REOPENED, Mover.CITIZEN) == (None, None)


def test_an_original_of_others_is_no_spam(session) -> None:
    clerk = frozenset({Mover.CLERK})
    (_, first), (_, second) = reported(session), reported(session)
    same = Decision(
        target=State.DUPLICATE, reason="same_fault", sentence="Same.", duplicate_of=first
    )
    moves.perform(session, second, same, now=NOW, who=clerk)
    with pytest.raises(Invalid) as refused:
        moves.perform(session, first, Decision(target=State.SPAM), now=NOW, who=clerk)
    assert [issue.code for issue in refused.value.issues] == ["original_of_others"]
    assert second in refused.value.issues[0].sentence.to("en")
    moves.perform(session, second, Decision(target=State.REOPENED), now=NOW, who=clerk)
    moves.perform(session, first, Decision(target=State.SPAM), now=NOW, who=clerk)


def test_two_clerks_who_close_two_reports_as_each_other_leave_one_open(
    make_commune, opened
) -> None:
    make_commune("twins")
    with opened("twins") as session:
        numbers = [reported(session)[1] for _ in range(2)]
    together = Barrier(2)

    def close(number: str, original: str) -> bool:
        same = Decision(
            target=State.DUPLICATE, reason="same_fault", sentence="Same.", duplicate_of=original
        )
        together.wait()
        with opened("twins") as session:
            try:
                moves.perform(session, number, same, now=NOW, who=frozenset({Mover.CLERK}))
            except Invalid:
                return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(close, numbers, reversed(numbers))) == [False, True]
