"""The desk's own rules: what presses, what is public, what is destroyed, who may."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from shapely import Point
from sqlalchemy import text

from field_capture import retention
from field_capture.desk import duplicates, moderation
from field_capture.desk import inbox as desk
from field_capture.desk.inbox import Wanted
from field_capture.reports import answers, moves, notes
from field_capture.reports import photos as report_photos
from field_capture.reports import settings as desk_settings
from field_capture.reports.answers import Answer
from field_capture.reports.damage_report import submit
from field_capture.reports.deadlines import Pressure, pressure
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.reports.settings import Body
from field_capture.states.report import CLOSED, HIDDEN, MOVES, Mover, State
from gis import assets, photos
from gis.blobs import Blobs
from gis.errors import Invalid, NotAllowed, Unauthenticated, UnknownThing
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE

CLERK = Viewer("clerk-7", ViewerRole.CLERK)
PLANNER = Viewer("planner-3", ViewerRole.PLANNER)
CREW = Viewer("crew-1", ViewerRole.CREW)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def sent(session, service="lamp_out", *, east=85000.0, at=NOW, **more):
    lon, lat = session.commune.operation.to_wgs84(east, 92000)
    draft = Draft(
        service_code=service,
        channel=more.pop("channel", Channel.PHONE),
        lat=float(lat),
        long=float(lon),
        **more,
    )
    return submit(session, draft, now=at)


def picture(size=(320, 200), colour="white") -> bytes:
    found = io.BytesIO()
    Image.new("RGB", size, colour).save(found, "JPEG", quality=95)
    return found.getvalue()


# --- Deadlines ------------------------------------------------------------------------------------


@given(st.sampled_from(list(State)), st.integers(1, 60), st.integers(0, 24 * 90))
def test_pressure_only_grows_and_only_where_something_is_ours_to_do(state, days, hours) -> None:
    due = NOW + timedelta(days=days)
    order = [Pressure.IN_TIME, Pressure.SOON, Pressure.OVERDUE]
    found = pressure(state, NOW, due, NOW + timedelta(hours=hours))
    if state in CLOSED | HIDDEN | {State.WAITING_INFO, State.FORWARDED}:
        assert found is Pressure.NONE
        return
    later = pressure(state, NOW, due, NOW + timedelta(hours=hours + 1))
    assert order.index(found) <= order.index(later)
    assert (found is Pressure.OVERDUE) == (timedelta(hours=hours) > timedelta(days=days))


def test_the_most_pressing_comes_first_by_the_communes_own_deadlines(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        lamp = sent(session, "lamp_out", at=NOW - 2 * DAY).number
        leak = sent(session, "water_leak", at=NOW - 2 * DAY).number
        found = desk.listed(session, Wanted(), NOW)
        assert [(each.number, each.pressure) for each in found] == [
            (leak, Pressure.OVERDUE),
            (lamp, Pressure.IN_TIME),
        ]
        assert [each.is_urgent for each in found] == [True, False]
        desk_settings.keep_deadlines(session, {"lamp_out": "1", "water_leak": "30"}, NOW)
        found = desk.listed(session, Wanted(), NOW)
        assert [(each.number, each.pressure) for each in found] == [
            (lamp, Pressure.OVERDUE),
            (leak, Pressure.IN_TIME),
        ]
        assert [e.number for e in desk.listed(session, Wanted(overdue=True), NOW)] == [lamp]
        with pytest.raises(Invalid):
            desk_settings.keep_deadlines(session, {"lamp_out": "0"}, NOW)
        desk_settings.keep_deadlines(session, {"lamp_out": ""}, NOW)
        assert desk_settings.deadlines(session) == {"water_leak": 30}


def test_filters(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        old = sent(session, at=NOW - 40 * DAY).number
        counter = sent(session, "water_leak", channel=Channel.COUNTER).number
        spam = sent(session).number
        moves.perform(session, spam, Decision(target=State.SPAM), now=NOW)

        def numbers(**wanted):
            return {each.number for each in desk.listed(session, Wanted(**wanted), NOW)}

        assert numbers() == {old, counter}
        assert numbers(channel="counter") == {counter}
        assert numbers(service="lamp_out") == {old}
        assert numbers(older_than=30 * DAY) == {old}
        assert numbers(urgent=True) == {counter}
        assert numbers(doubtful=True) == set()
        assert numbers(stage="spam") == {spam}
        assert numbers(state=State.SPAM) == {spam}
        assert desk.counted(session)["spam"] == 1
        assert desk.counted(session)["open"] == 2


# --- Who may --------------------------------------------------------------------------------------


def test_who_reported_is_told_to_those_only_who_handle_reports(make_commune, opened) -> None:
    make_commune()
    contact = Contact(first_name="Kim", phone="621 000 000")
    with opened("heffingen", CLERK) as session:
        report = sent(session, contact=contact)
        notes.add(session, report.id, "Rang twice.", NOW)
        assert desk.sheet(session, report.number, NOW).contact["first_name"] == "Kim"
    for viewer in (PLANNER, CREW):
        with opened("heffingen", viewer) as session:
            assert desk.sheet(session, report.number, NOW).contact == {}
            assert notes.listed(session, report.id) == []
            for act in (
                lambda: notes.add(session, report.id, "x", NOW),
                lambda: moderation.release_text(session, report.id, "x", NOW),
                lambda: moderation.choose_asset(session, report.id, "LU-1", NOW),
                lambda: desk_settings.keep_deadlines(session, {}, NOW),
            ):
                with pytest.raises(NotAllowed):
                    act()
    with opened("heffingen", ANYONE) as session, pytest.raises(Unauthenticated):
        desk.listed(session, Wanted(), NOW)
    with opened("heffingen", CLERK) as session, pytest.raises(NotAllowed):
        desk_settings.keep_body(session, Body("creos", "Creos", "https://creos.example/v2"), NOW)


def test_notes_go_with_the_contacts(make_commune, opened, tmp_path) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        report = sent(session)
        notes.add(session, report.id, "Madame Weber, third floor", NOW)
        said = Decision(target=State.REJECTED, reason="not_ours", sentence="Net vun eis.")
        moves.perform(session, report.number, said, now=NOW)
        retention.carry_out(session, Blobs(tmp_path), NOW + 89 * DAY)
        assert len(notes.listed(session, report.id)) == 1
        retention.carry_out(session, Blobs(tmp_path), NOW + 91 * DAY)
        assert notes.listed(session, report.id) == []


# --- What is public, and what is destroyed --------------------------------------------------------


def test_text_is_released_as_edited_and_erased_for_good(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        report = sent(session, description="Ask Mr Weber, 621 123 456.")
        moderation.release_text(session, report.id, "Ask the neighbour.", NOW, erase=True)
        found = desk.sheet(session, report.number, NOW)
        assert found.description_public == found.filed.description == "Ask the neighbour."
        whole = session.connection.execute(text("SELECT r.*::text FROM heffingen.report r")).all()
        assert "621 123" not in str(whole)


def test_redaction_leaves_no_pixel_and_no_file(make_commune, opened, tmp_path) -> None:
    make_commune()
    blobs = Blobs(tmp_path)
    with opened("heffingen", CLERK) as session:
        report = sent(session)
        clean = report_photos.read([(picture((640, 400)), "a.jpg")])
        report_photos.add(session, blobs, report.id, clean, now=NOW)
        (before,) = report_photos.listed(session, report.id, public=False)
        moderation.release_photo(session, report.id, before.id, NOW, public=True)
        moderation.redact(session, blobs, report.id, before.id, [(0.25, 0.25, 0.5, 0.75)])
        (after,) = report_photos.listed(session, report.id, public=False)
        assert after.released_at is None, "looked at again before anybody sees it"
        for gone in (before.sha256, before.thumb):
            with pytest.raises(UnknownThing):
                blobs.get(gone)
        with Image.open(io.BytesIO(blobs.get(after.sha256))) as shown:
            covered = shown.convert("L").crop((160, 100, 320, 300))
            assert covered.getextrema()[1] < 24
            assert shown.convert("L").getpixel((10, 10)) > 230
        kept = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(kept) == 2
        removed = before.id
        for wrong in ([], [(0.5, 0, 0.2, 1)], [(0, 0, 1.5, 1)], [(float("nan"), 0, 1, 1)]):
            with pytest.raises(Invalid):
                moderation.redact(session, blobs, report.id, removed, wrong)
        moderation.remove_photo(session, blobs, report.id, removed)
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@given(
    st.tuples(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.01, 0.1), st.floats(0.01, 0.1)),
    st.integers(40, 200),
    st.integers(40, 200),
)
def test_every_pixel_that_a_box_touches_is_black(box, width, height) -> None:
    left, top, across, down = box
    box = (left, top, left + across, top + down)
    found = photos.blackened(picture((width, height), "red"), "a.jpg", [box])
    with Image.open(io.BytesIO(found.data)) as shown:
        corners = (
            int(box[0] * width),
            int(box[1] * height),
            min(width, int(box[2] * width) + 1),
            min(height, int(box[3] * height) + 1),
        )
        assert max(high for _, high in shown.crop(corners).getextrema()) < 40


def test_another_asset_is_chosen_and_what_a_crew_confirmed_stays(make_commune, opened) -> None:
    make_commune()
    lamp = CATALOGUE["luminaire"]
    with opened("heffingen") as session:
        ids = [
            assets.create(session, lamp, Point(85000 + n, 92000), {"code": f"LU-{n}"})[0].id
            for n in (1, 2)
        ]
    with opened("heffingen", CLERK) as session:
        report = sent(session)
        assert report.asset == (lamp, ids[0])
        moderation.choose_asset(session, report.id, "lu-2", NOW)
        assert desk.sheet(session, report.number, NOW).links == ((lamp, ids[1], "reported"),)
        session.connection.execute(text("UPDATE heffingen.report_asset SET relation = 'confirmed'"))
        moderation.choose_asset(session, report.id, "LU-1", NOW)
        told = {(each[1], each[2]) for each in desk.sheet(session, report.number, NOW).links}
        assert told == {(ids[1], "confirmed"), (ids[0], "reported")}
        for wrong in ("LU-9", "", "x\0"):
            with pytest.raises(Invalid):
                moderation.choose_asset(session, report.id, wrong, NOW)


# --- Duplicates, answers --------------------------------------------------------------------------


def test_a_report_that_comes_in_is_compared_with_what_is_open(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        first = sent(session, "water_leak", at=NOW - DAY).number
        closed = sent(session, "water_leak", east=85002, at=NOW - DAY).number
        said = Decision(target=State.REJECTED, reason="not_ours", sentence="x")
        moves.perform(session, closed, said, now=NOW)
        far = Point(85040, 92000)
        near = Point(85010, 92000)
        found = duplicates.alike(session, "water_leak", None, near, NOW)
        assert [each.number for each in found] == [first]
        assert duplicates.alike(session, "water_leak", None, far, NOW) == []
        assert duplicates.alike(session, "sewer_smell", None, near, NOW) == []
        assert duplicates.alike(session, "water_leak", UUID(int=4), None, NOW) == []
        second = sent(session, "water_leak", east=85005).number
        (group,) = duplicates.open_groups(session)
        assert (group.oldest, [each.number for each in group.repeats]) == (first, [second])


@pytest.mark.parametrize("answer", answers.DEFAULTS, ids=lambda each: each.name)
def test_every_answer_that_comes_along_fits_its_move(answer: Answer) -> None:
    for language in answers.LANGUAGES:
        words = answer.to(language)
        assert words
        assert answers.unknown_places(words) == []
    assert answer.reason is None or answer.reason in moves.REASONS[answer.target]
    assert any(
        Mover.CLERK in row[answer.target].who for row in MOVES.values() if answer.target in row
    )


def test_placeholders_are_filled_and_nothing_else_is() -> None:
    words = "{number} {date} {0.__class__} {evil}"
    assert answers.filled(words, {"number": "26-00001"}) == "26-00001 … {0.__class__} {evil}"


def test_a_commune_keeps_its_own_answers(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen", CLERK) as session:
        assert desk_settings.answers_of(session) == answers.DEFAULTS
        own = Answer("soon", State.ACCEPTED, {"lb": "Geschwënn, {number}.", "pt": ""})
        empty = Answer("none", State.ACCEPTED, {"lb": ""})
        desk_settings.keep_answers(session, [own, empty], NOW)
        assert desk_settings.answers_of(session) == (own,)
        assert own.to("pt") == "Geschwënn, {number}."
        bad = Answer("bad", State.ACCEPTED, {"lb": "{nummer}"})
        with pytest.raises(Invalid) as refused:
            desk_settings.keep_answers(session, [bad], NOW)
        assert "{nummer}" in refused.value.issues[0].sentence.en
