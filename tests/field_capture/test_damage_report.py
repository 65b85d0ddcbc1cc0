"""The life of a report, and what becomes of a draft in a real commune."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, box
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError

from field_capture.reports import public_report
from field_capture.reports.damage_report import RETRY_WINDOW, Along, submit
from field_capture.reports.draft import Channel, Contact, Draft, check
from field_capture.reports.links import hashed
from field_capture.states.report import (
    CLOSED,
    HIDDEN,
    MOVERS,
    MOVES,
    NO_ANSWER_AFTER,
    OPEN,
    REOPEN_WITHIN,
    MoveNotAllowed,
    Mover,
    State,
    entry_state,
    move,
    next_states,
    public_status,
    states_of,
)
from field_capture.store import table
from gis import assets
from gis.errors import Invalid, Issue, UnknownThing
from gis.session import open_session
from gis.viewer import ANYONE, ViewerRole
from layers.catalogue import CATALOGUE
from tests.for_each import for_each

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

# The table of the contract, written once more by hand: from, to, who.
CONTRACT = """
unconfirmed  : received : citizen
received     : accepted waiting_info forwarded rejected duplicate spam : clerk
waiting_info : received : citizen
waiting_info : rejected : time
accepted     : planned in_progress waiting_info forwarded duplicate rejected : clerk
planned      : in_progress accepted duplicate : planner
in_progress  : done planned duplicate : crew
forwarded    : accepted done rejected : clerk
done         : reopened : citizen clerk
rejected     : reopened : clerk
duplicate    : reopened : clerk
spam         : received : clerk
reopened     : accepted : clerk
"""
ALLOWED = {
    (State(source), State(target), Mover(who))
    for source, targets, movers in (
        [part.strip() for part in line.split(":")] for line in CONTRACT.strip().splitlines()
    )
    for target, who in product(targets.split(), movers.split())
}
AGE = {
    (State.WAITING_INFO, State.REJECTED): NO_ANSWER_AFTER,
    (State.DONE, State.REOPENED): REOPEN_WITHIN,
}


@for_each(("source", "target", "who"), product(State, State, Mover))
def test_every_move_is_allowed_or_forbidden_as_the_contract_says(source, target, who):
    since = NOW - AGE.get((source, target), timedelta(hours=1))
    if (source, target, who) in ALLOWED:
        assert move(source, target, frozenset({who}), since=since, now=NOW) is target
    else:
        with pytest.raises(MoveNotAllowed) as refused:
            move(source, target, frozenset({who}), since=since, now=NOW)
        assert source.value in str(refused.value)
        assert target.value in str(refused.value)


@pytest.mark.parametrize(
    ("source", "target", "who", "age", "possible"),
    [
        (State.DONE, State.REOPENED, Mover.CITIZEN, timedelta(days=30), True),
        (State.DONE, State.REOPENED, Mover.CITIZEN, timedelta(days=30, seconds=1), False),
        (State.WAITING_INFO, State.REJECTED, Mover.TIME, timedelta(days=21), True),
        (State.WAITING_INFO, State.REJECTED, Mover.TIME, timedelta(days=20, hours=23), False),
    ],
)
def test_some_moves_depend_on_time(source, target, who, age, possible):
    found = next_states(source, frozenset({who}), since=NOW - age, now=NOW)
    assert (target in found) is possible


def test_every_state_is_open_closed_or_hidden_and_can_be_left():
    assert set(State) == OPEN | CLOSED | HIDDEN
    assert len(OPEN) + len(CLOSED) + len(HIDDEN) == len(State)
    assert {s.value for s in CLOSED} == {"done", "rejected", "duplicate"}
    assert {s.value for s in HIDDEN} == {"unconfirmed", "spam"}
    assert set(MOVES) == set(State)
    assert all(MOVES[state] for state in State)
    for state in State:
        status = public_status(state)
        assert (status is None) == (state in HIDDEN)
        assert status is None or state in states_of(status)
    assert states_of("fixed") == frozenset()


def test_no_role_acts_as_the_citizen_or_as_time():
    assert set(MOVERS) == set(ViewerRole)
    for movers in MOVERS.values():
        assert not movers & {Mover.CITIZEN, Mover.TIME}
    assert MOVERS[ViewerRole.ANYONE] == frozenset()


@given(st.lists(st.tuples(st.sampled_from(State), st.sets(st.sampled_from(Mover))), max_size=30))
def test_no_sequence_of_moves_leaves_the_table(steps):
    state = entry_state(confirm_email=False)
    for target, who in steps:
        try:
            after = move(state, target, frozenset(who), since=NOW, now=NOW)
        except MoveNotAllowed:
            continue
        assert any((state, after, each) in ALLOWED for each in who)
        state = after
    assert state is not State.UNCONFIRMED


HERE = Draft(service_code="lamp_out", lat=49.7692, long=6.2397)


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"service_code": None}, "service_missing", "service_code"),
        ({"service_code": "dragon"}, "service_unknown", "service_code"),
        ({"description": "x" * 4001}, "too_long", "description"),
        ({"description": "a\x00b"}, "control_characters", "description"),
        ({"description": "a\x1b[31mb"}, "control_characters", "description"),
        ({"address": "a\x7fb"}, "control_characters", "address"),
        ({"asset_code": "LU-1\nLU-2"}, "control_characters", "asset_code"),
        ({"media_urls": ("file:///etc/passwd",)}, "url_malformed", "media_url"),
        ({"media_urls": ("javascript:alert(1)",)}, "url_malformed", "media_url"),
        ({"media_urls": tuple(f"https://a.lu/{n}" for n in range(11))}, "too_many", "media_url"),
        ({"contact": Contact(email="me@here.lu\r\nBcc: you@there.lu")}, "email_malformed", "email"),
        ({"contact": Contact(email="me@here")}, "email_malformed", "email"),
        ({"contact": Contact(email="jean..dupont@here.lu")}, "email_malformed", "email"),
        ({"contact": Contact(email="jean.@here.lu")}, "email_malformed", "email"),
        ({"contact": Contact(email="jürgen@here.lu")}, "email_malformed", "email"),
        ({"contact": Contact(email="a@b.lu, c@d.lu")}, "email_malformed", "email"),
        ({"contact": Contact(email="x" * 250 + "@here.lu")}, "too_long", "email"),
        ({"contact": Contact(first_name="A\nB")}, "control_characters", "first_name"),
        ({"contact": Contact(phone="1" * 41)}, "too_long", "phone"),
    ],
)
def test_what_a_draft_says_is_checked(changes, code, path):
    issues = check(replace(HERE, **changes), CATALOGUE)
    assert (code, path) in [(issue.code, issue.path) for issue in issues]


@pytest.mark.parametrize("email", ["zoe@gemeng.lu", "a.b+c@x-y.example", "zoe@bücher.lu"])
def test_plausible_addresses_pass(email):
    text = "Zeil 1\nZeil 2\té € 😀 <script>"
    draft = replace(HERE, description=text, contact=Contact(email=email))
    assert check(draft, CATALOGUE) == []


def test_a_draft_prints_nothing_personal():
    draft = replace(
        HERE, description="SECRET", address="SECRET", contact=Contact(email="SECRET@x.lu")
    )
    assert "SECRET" not in repr(draft)


BOUNDARY = box(84000, 91000, 87000, 94500)
CENTRE = Point(85500, 92700)


@pytest.fixture
def commune(make_commune):
    return make_commune("heffingen", boundary=BOUNDARY, tolerance_m=20.0)


@pytest.fixture
def anyone(commune, opened):
    del commune
    with opened("heffingen", ANYONE, source="open311") as session:
        yield session


def at(commune, east, north):
    lon, lat = commune.operation.to_wgs84(east, north)
    return {"lat": float(lat), "long": float(lon)}


def count(session, name="report"):
    return session.connection.scalar(select(func.count()).select_from(table(session, name)))


def kept(session, number):
    report = table(session, "report")
    return session.connection.execute(select(report).where(report.c.number == number)).one()


def test_a_report_gets_a_number_a_token_and_the_nearest_asset(commune, opened):
    with opened("heffingen") as session:
        layer = session.layer("luminaire")
        near, _ = assets.create(session, layer, Point(85510, 92700), {})
        assets.create(session, layer, Point(85520, 92700), {})
        assets.create(session, session.layer("pole"), CENTRE, {})
    draft = replace(HERE, **at(commune, 85500, 92700), description="Si brennt net")
    with opened("heffingen", ANYONE) as session:
        receipt = submit(session, draft, now=NOW)
    assert receipt.number == "26-00001"
    assert receipt.state is State.RECEIVED
    assert receipt.asset is not None
    assert receipt.asset[1] == near.id
    with opened("heffingen") as session:
        row = kept(session, receipt.number)
        assert row.token_sha256 == hashed(receipt.token)
        assert len(receipt.token) >= 43
        assert row.description_public is None
        assert public_report.find(session, receipt.number).description is None
        assert public_report.number_of(session, receipt.token) == receipt.number
        link = session.connection.execute(select(table(session, "report_asset"))).one()
        assert (link.asset, link.layer, link.relation) == (near.id, "luminaire", "reported")
        assert count(session, "report_contact") == 0


def test_nothing_near_enough_is_nothing_meant(commune, anyone):
    draft = replace(HERE, **at(commune, 85500, 92700))
    assert submit(anyone, draft, now=NOW).asset is None


def test_nobody_waits_for_a_number_longer_than_one_statement_takes(commune, opened):
    contact = Contact(email="a@b.lu", phone="+352 1")
    draft = Draft(service_code="lamp_out", lat=49.7692, long=6.2397, contact=contact)
    with opened("heffingen", ANYONE) as session:
        submit(session, draft, now=NOW)  # the boundary is read once
        asked: list[str] = []
        event.listen(
            session.connection,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, *_: asked.append(statement.lstrip()),
        )
        submit(session, draft, now=NOW, once="a key", along=Along(tell="a@b.lu"))
    assert len(asked) == 2, "one question, and one statement that writes"
    assert "report_counter" not in asked[0]
    assert "report_counter" in asked[1]


def test_what_comes_along_is_kept_with_the_report_or_not_at_all(
    commune, engine, opened, owner_engine
):
    def sent(key, **changes):
        with open_session(
            engine, CATALOGUE, "heffingen", ANYONE, source="report", at_once=True
        ) as session:
            draft = replace(HERE, **at(commune, 85500, 92700), contact=contact)
            return submit(session, draft, now=NOW, once=key, along=replace(along, **changes))

    contact = Contact(email="a@b.lu", first_name="Zoé")
    photo = {"id": assets.new_id(), "role": "damage", "kind": "jpeg", "sha256": "0" * 64}
    photo |= {"thumb": "1" * 64, "width": 640, "height": 480, "at": NOW}
    along = Along(photos=lambda: [photo], tell="a@b.lu", updates=True)
    with pytest.raises(IntegrityError):
        sent("first", photos=lambda: [photo | {"role": "nonsense"}])
    names = ("report", "report_contact", "report_follower", "report_photo", "report_counter")
    with opened("heffingen") as session:
        assert [count(session, name) for name in names] == [0] * 5
    receipt = sent("second")
    assert receipt.number == "26-00001"
    assert sent("second").id == receipt.id
    with opened("heffingen") as session:
        assert [count(session, name) for name in names] == [1] * 5
        kept_photo = session.connection.execute(select(table(session, "report_photo"))).one()
        assert {name: getattr(kept_photo, name) for name in photo} == photo
        follower = session.connection.execute(select(table(session, "report_follower"))).one()
        assert (follower.report, follower.email, follower.reporter) == (receipt.id, "a@b.lu", True)
    with owner_engine.begin() as connection:
        jobs = text("DELETE FROM platform.procrastinate_jobs RETURNING task_name, args")
        asked = [tuple(each) for each in connection.execute(jobs)]
    told = {"commune": "heffingen", "follower": str(follower.id)}
    assert asked.count(("confirm_letter", told)) == 1


def test_an_asset_named_wins_over_one_nearby(commune, opened):
    with opened("heffingen") as session:
        layer = session.layer("luminaire")
        far, _ = assets.create(session, layer, Point(86500, 92700), {"code": "LU-00777"})
        other, _ = assets.create(session, layer, CENTRE, {})
    here = replace(HERE, **at(commune, 85500, 92700))
    with opened("heffingen", ANYONE) as session:

        def found(**changes):
            return submit(session, replace(here, **changes), now=NOW).asset[1]

        assert found(asset_code="LU-00777") == far.id
        assert found(asset_code="lu-00777") == far.id
        assert found(address_id="LU-00777") == far.id
        assert found(asset_id=far.id) == far.id
        assert found(asset_code="LU-99999") == other.id, "a code nobody bears means nothing"
        before = count(session)
        with pytest.raises(Invalid) as refused:
            found(asset_id=other.id, asset_code="LU-00777")
        assert [issue.code for issue in refused.value.issues] == ["assets_differ"]
        assert count(session) == before


@pytest.mark.usefixtures("commune")
def test_the_number_on_a_pole_means_the_lamp_that_it_carries(opened):
    with opened("heffingen") as session:
        pole, _ = assets.create(session, session.layer("pole"), CENTRE, {"code": "M 12"})
        lamp, _ = assets.create(
            session, session.layer("luminaire"), Point(85501, 92700), {"pole": pole.id}
        )
    draft = replace(HERE, lat=None, long=None, address_id="M 12")
    with opened("heffingen", ANYONE) as session:
        receipt = submit(session, draft, now=NOW)
        assert receipt.asset is not None
        assert (receipt.asset[0].name, receipt.asset[1]) == ("luminaire", lamp.id)


def test_a_hidden_layer_is_attached_but_never_told(commune, opened):
    with opened("heffingen") as session:
        layer = session.layer("water_pipe")
        line = LineString([(85400, 92700), (85600, 92700)])
        pipe, _ = assets.create(session, layer, line, {})
    draft = replace(HERE, service_code="water_leak", **at(commune, 85500, 92710))
    with opened("heffingen", ANYONE) as session:
        receipt = submit(session, draft, now=NOW)
        assert receipt.asset is not None
        assert receipt.asset[1] == pipe.id
        shown = public_report.find(session, receipt.number)
        assert (shown.asset_layer, shown.asset_code) == (None, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lat": None, "long": None}, "position_missing"),
        ({"lat": None}, "position_half"),
        ({"long": None}, "position_half"),
        ({"lat": float("nan")}, "position_not_finite"),
        ({"long": float("inf")}, "position_not_finite"),
        ({"lat": 91.0}, "latlong_range"),
        ({"long": -181.0}, "latlong_range"),
        ({"lat": 0.0, "long": 0.0}, "position_zero"),
        ({"lat": 48.8584, "long": 2.2945}, "outside_commune"),
        ({"lat": 6.2397, "long": 49.7692}, "axes_swapped"),
        ({"lat": -89.99, "long": 179.99}, "outside_c"),
    ],
)
def test_a_position_that_cannot_be_is_refused_and_nothing_kept(anyone, changes, code):
    with pytest.raises(Invalid) as refused:
        submit(anyone, replace(HERE, **changes), now=NOW)
    assert [each.code[: len(code)] for each in refused.value.issues] == [code]
    assert count(anyone) == 0
    assert count(anyone, "report_counter") == 0


def test_up_to_the_boundarys_own_error_a_report_is_taken(commune, anyone):
    just_outside = replace(HERE, **at(commune, 87015, 92700))
    receipt = submit(anyone, just_outside, now=NOW)
    assert [note.code for note in receipt.notes] == ["outside_boundary"]
    with pytest.raises(Invalid):
        submit(anyone, replace(HERE, **at(commune, 87025, 92700)), now=NOW)


def test_an_address_alone_is_enough(anyone):
    draft = replace(HERE, lat=None, long=None, address="9, um Bierg")
    receipt = submit(anyone, draft, now=NOW)
    assert kept(anyone, receipt.number).geom is None
    shown = public_report.find(anyone, receipt.number)
    assert (shown.lat, shown.lon) == (None, None)


def test_all_mistakes_are_told_at_once(anyone):
    draft = Draft(
        service_code="dragon",
        description="\x00" * 5000,
        lat=0.0,
        long=0.0,
        contact=Contact(email="nobody"),
    )
    before = [Issue("given_twice", "phone")]
    with pytest.raises(Invalid) as refused:
        submit(anyone, draft, now=NOW, found=before)
    assert {issue.code for issue in refused.value.issues} == {
        "given_twice",
        "service_unknown",
        "too_long",
        "control_characters",
        "position_zero",
        "email_malformed",
    }
    assert count(anyone) == 0


@pytest.mark.parametrize(
    ("channel", "email", "state"),
    [
        (Channel.OPEN311, None, State.RECEIVED),
        (Channel.OPEN311, "a@b.lu", State.RECEIVED),
        (Channel.WEB, None, State.RECEIVED),
        (Channel.WEB, "a@b.lu", State.UNCONFIRMED),
        (Channel.COUNTER, "a@b.lu", State.RECEIVED),
    ],
)
def test_only_where_a_page_can_ask_an_address_is_to_be_confirmed(
    commune, anyone, channel, email, state
):
    here = at(commune, 85500, 92700)
    draft = replace(HERE, channel=channel, contact=Contact(email=email), **here)
    receipt = submit(anyone, draft, now=NOW)
    assert receipt.state is state
    if state is State.UNCONFIRMED:
        with pytest.raises(UnknownThing):
            public_report.find(anyone, receipt.number)
        with pytest.raises(UnknownThing):
            public_report.number_of(anyone, receipt.token)


def test_contacts_are_kept_apart(commune, anyone):
    contact = Contact(email="a@b.lu", first_name="Zoé", phone="+352 1", device_id="d")
    draft = replace(HERE, contact=contact, **at(commune, 85500, 92700))
    receipt = submit(anyone, draft, now=NOW)
    row = anyone.connection.execute(select(table(anyone, "report_contact"))).one()
    assert (row.report, row.email, row.first_name) == (receipt.id, "a@b.lu", "Zoé")
    assert "a@b.lu" not in str(kept(anyone, receipt.number))


def test_the_same_content_from_the_same_device_is_one_report(commune, opened):
    draft = replace(HERE, contact=Contact(device_id="phone-1"), **at(commune, 85500, 92700))

    def send(draft, now=NOW):
        with opened("heffingen", ANYONE) as session:
            return submit(session, draft, now=now)

    first = send(draft)
    again = send(draft, NOW + timedelta(seconds=20))
    assert again.number == first.number
    assert again.token is None
    with ThreadPoolExecutor(8) as pool:
        at_once = replace(draft, description="at once")
        numbers = {receipt.number for receipt in pool.map(send, [at_once] * 8)}
    assert len(numbers) == 1
    others = [
        send(replace(draft, contact=Contact(device_id="phone-2"))),
        send(replace(draft, description="something else")),
        send(draft, NOW + RETRY_WINDOW),
        send(replace(draft, contact=Contact())),
        send(replace(draft, contact=Contact())),
    ]
    assert len({first.number, *numbers} | {each.number for each in others}) == 7
    with opened("heffingen") as session:
        report = table(session, "report")
        after = send(draft, NOW + 3 * RETRY_WINDOW)
        query = select(report.c.number).where(report.c.retry_sha256.is_not(None))
        assert session.connection.scalars(query).all() == [after.number]


def test_numbers_are_unique_and_without_gaps_under_concurrency(commune, opened):
    draft = replace(HERE, **at(commune, 85500, 92700))

    def send(index):
        with opened("heffingen", ANYONE) as session:
            return submit(session, replace(draft, description=str(index)), now=NOW).number

    with ThreadPoolExecutor(10) as pool:
        numbers = sorted(pool.map(send, range(60)))
    assert numbers == [f"26-{n:05d}" for n in range(1, 61)]


def test_numbers_begin_anew_with_luxembourgs_year(commune, anyone):
    draft = replace(HERE, **at(commune, 85500, 92700))
    silvester = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    numbers = [
        submit(anyone, draft, now=silvester + timedelta(minutes=minutes)).number
        for minutes in (0, 0, 1, 1)
    ]
    assert numbers == ["26-00001", "26-00002", "27-00001", "27-00002"]


def test_postgresql_itself_refuses_an_unknown_state(commune, anyone):
    receipt = submit(anyone, replace(HERE, **at(commune, 85500, 92700)), now=NOW)
    report = table(anyone, "report")
    with pytest.raises(IntegrityError), anyone.connection.begin_nested():
        anyone.connection.execute(
            report.update().where(report.c.number == receipt.number).values(state="fixed")
        )
