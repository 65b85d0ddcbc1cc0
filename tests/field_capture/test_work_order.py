"""Work orders in a real commune: what they do to reports, tasks and assets, and never halfway."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from shapely import Point
from sqlalchemy import func, select

from field_capture import proposals
from field_capture.orders import failures, work_order
from field_capture.orders import moves as order_moves
from field_capture.orders import stops as order_stops
from field_capture.orders.closing import Result
from field_capture.orders.materials import Material
from field_capture.orders.says import Wanted
from field_capture.reports import moves
from field_capture.reports.damage_report import submit
from field_capture.reports.draft import Draft
from field_capture.reports.moves import Decision
from field_capture.states.order import OVER, OrderKind, OrderMoveNotAllowed, OrderState, Outcome
from field_capture.states.order import StopState as At
from field_capture.states.report import CLOSED, Mover, State
from field_capture.states.task import TaskState
from field_capture.store import table
from field_capture.tasks import tasks
from gis import assets
from gis.errors import Invalid, NotAllowed, StaleVersion
from gis.session import CommuneSession
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LAMP, POLE = CATALOGUE["luminaire"], CATALOGUE["pole"]
PLANNER = Viewer("planner-1", ViewerRole.PLANNER)
CREW = Viewer("crew-1", ViewerRole.CREW)
CLERK = Viewer("clerk-7", ViewerRole.CLERK)
AUDITOR = Viewer("auditor-1", ViewerRole.AUDITOR)
EAST, NORTH = 85_000.0, 92_000.0


def lamp(session: CommuneSession, n: int) -> UUID:
    place = Point(EAST + 30 * n, NORTH)
    return assets.create(session, LAMP, place, {"code": f"LU-{n}", "status": "in_use"})[0].id


def reported(session: CommuneSession, n: int, *, now: datetime = NOW, **more) -> str:
    lon, lat = session.commune.operation.to_wgs84(EAST + 30 * n + 1, NORTH)
    draft = {"service_code": "lamp_out", "lat": float(lat), "long": float(lon), **more}
    return submit(session, Draft(**draft), now=now).number


def state(session: CommuneSession, number: str) -> State:
    rows = table(session, "report")
    return State(session.connection.scalar(select(rows.c.state).where(rows.c.number == number)))


def states(session: CommuneSession, order: UUID) -> list[str]:
    return [each.state.value for each in work_order.reports(session, order)]


def task_states(session: CommuneSession) -> list[str]:
    rows = table(session, "task")
    return list(session.connection.scalars(select(rows.c.state).order_by(rows.c.position)))


def acting(session: CommuneSession, viewer: Viewer) -> CommuneSession:
    return CommuneSession(session.connection, session.commune, session.catalogue, viewer)


def go(session, order, target, **more):
    return order_moves.perform(session, order, OrderState(target), version=None, now=NOW, **more)


@pytest.fixture
def site(session):
    """Three lamps; two reports of the first, one of each other."""
    lamps = [lamp(session, n) for n in range(3)]
    numbers = [
        reported(session, 0, language="de"),
        reported(session, 0, language="pt"),
        reported(session, 1),
        reported(session, 2),
    ]
    return lamps, numbers


@pytest.fixture
def order(session, site) -> UUID:
    wanted = Wanted(
        title="Lamps out",
        language="en",
        ends=date(2026, 11, 25),
        materials=(Material(text="LED module", quantity=3, unit="pcs"),),
    )
    made = work_order.make(session, wanted, NOW)
    order_stops.gather(session, made.id, reports=site[1], now=NOW)
    return made.id


def test_reports_of_one_asset_share_a_stop_on_a_short_way(session, site, order) -> None:
    found = work_order.stops(session, order)
    assert {(s.asset, len(s.reports)) for s in found} == set(zip(site[0], (2, 1, 1), strict=True))
    along = [site[0].index(s.asset) for s in found]
    assert along in ([0, 1, 2], [2, 1, 0])
    assert [s.position for s in found] == [1, 2, 3]
    again = order_stops.gather(session, order, reports=site[1], now=NOW)
    assert len(work_order.stops(session, again.id)) == 3


def test_a_storm_of_reports_about_few_lamps_is_few_stops(session, site, monkeypatch) -> None:
    monkeypatch.setattr(order_stops, "MOST", 3)
    made = work_order.make(session, Wanted(title="Storm"), NOW).id
    more = [reported(session, n % 3) for n in range(6)]
    order_stops.gather(session, made, reports=[*site[1], *more], now=NOW)
    assert len(work_order.stops(session, made)) == 3
    fourth = lamp(session, 5)
    with pytest.raises(Invalid) as refused:
        order_stops.gather(session, made, about=[(LAMP, fourth)], now=NOW)
    assert [each.code for each in refused.value.issues] == ["too_long"]


def test_orders_are_numbered_by_year(session) -> None:
    first, second = (work_order.make(session, Wanted(title="x"), NOW) for _ in "ab")
    assert (first.number, second.number) == ("W26-0001", "W26-0002")
    later = work_order.make(session, Wanted(title="x"), NOW + timedelta(days=90))
    assert later.number == "W27-0001"
    assert work_order.make(session, Wanted(title="y"), NOW, first.id) == first, "once by its id"


def test_planning_accepts_and_plans_reports_and_makes_tasks(session, site, order) -> None:
    planned = go(session, order, "planned")
    assert set(states(session, order)) == {"planned"}
    (first, *_) = work_order.reports(session, order)
    told = moves.history(session, first.id)
    assert [(m.after, m.mover) for m in told] == [(State.ACCEPTED, Mover.CLERK),
                                                  (State.PLANNED, Mover.CLERK)]  # fmt: skip
    found = tasks.for_tablet(acting(session, CREW), NOW)
    assert [t.id for t in found] == [s.id for s in work_order.stops(session, order)]
    one = found[0]
    assert one.source == ("order", order)
    assert one.due == date(2026, 11, 25)
    assert (one.photos_before, one.photos_after) == (True, True)
    assert planned.number in one.title
    assert "LU-" in one.title
    assert "3 pcs LED module" in one.text
    assert one.checklist[0].codes == ("repaired", "replaced", "made safe", "not found")
    rows = table(session, "report")
    due = set(session.connection.scalars(select(rows.c.expected_at)))
    assert {each.date() for each in due} == {date(2026, 11, 25)}


def test_what_cannot_be_planned_is_told_all_at_once(session, site) -> None:
    made = work_order.make(session, Wanted(title="x"), NOW).id
    with pytest.raises(Invalid) as empty:
        go(session, made, "planned")
    assert [i.code for i in empty.value.issues] == ["order_empty"]
    clerk = frozenset({Mover.CLERK})
    ask = Decision(target=State.WAITING_INFO, sentence="Which side?")
    moves.perform(session, site[1][0], ask, now=NOW, who=clerk)
    away = Decision(target=State.FORWARDED, sentence="Creos")
    moves.perform(session, site[1][2], away, now=NOW, who=clerk)
    other = work_order.make(session, Wanted(title="y"), NOW)
    order_stops.gather(session, other.id, reports=site[1][1:2], now=NOW)
    nowhere = submit(session, Draft(service_code="lamp_out", address="somewhere"), now=NOW).number
    with pytest.raises(Invalid) as refused:
        order_stops.gather(session, made, reports=[*site[1], nowhere, "26-77777"], now=NOW)
    told = {(i.details["number"], i.code) for i in refused.value.issues}
    assert told == {
        (site[1][0], "order_report_state"),
        (site[1][1], "order_report_taken"),
        (site[1][2], "order_report_state"),
        (nowhere, "order_report_placeless"),
        ("26-77777", "order_report_unknown"),
    }
    assert other.number in str([i.sentence.en for i in refused.value.issues])
    assert work_order.stops(session, made) == []


def test_a_question_asked_meanwhile_forbids_planning_and_names_the_report(
    session, site, order
) -> None:
    ask = Decision(target=State.WAITING_INFO, sentence="Which side?")
    moves.perform(session, site[1][3], ask, now=NOW, who=frozenset({Mover.CLERK}))
    with pytest.raises(Invalid) as refused:
        go(session, order, "planned")
    assert [i.details["number"] for i in refused.value.issues] == [site[1][3]]
    assert state(session, site[1][0]) is State.RECEIVED


def test_completing_closes_all_in_one_move(session, site, order) -> None:
    go(session, order, "planned")
    crew = acting(session, CREW)
    go(crew, order, "in_progress")
    assert set(states(session, order)) == {"in_progress"}
    stops = work_order.stops(session, order)
    results = {
        stops[0].id: Result(Outcome.REPLACED, "new driver", values={"power_w": 28.0}),
        stops[1].id: Result(Outcome.NOT_FOUND, "nothing here"),
    }
    done = go(crew, order, "done", results=results)
    assert done.state is OrderState.DONE
    new = assets.get(session, LAMP, stops[0].asset)
    assert new.properties["installed_on"] == date(2026, 11, 22)
    assert new.properties["installed_year"] == 2026
    assert new.properties["power_w"] == 28.0
    by_number = {r.number: r for r in work_order.reports(session, order)}
    rows = table(session, "report")
    notes = dict(session.connection.execute(select(rows.c.number, rows.c.status_note)).all())
    for stop in stops:
        for report in stop.reports:
            now_is = by_number[report.number].state
            assert now_is is (State.ACCEPTED if stop is stops[1] else State.DONE)
            assert not by_number[report.number].open
    german, portuguese = (notes[n] for n in site[1][:2])
    if stops[1].asset != site[0][0]:
        assert german.endswith("Danke für Ihre Meldung.")
        assert "Obrigado" in portuguese
    (wrong,) = proposals.listed(session)
    assert (wrong.asset, dict(wrong.changes)) == (stops[1].asset, {"status": "removed"})
    assert "nothing here" in wrong.reason
    assert assets.get(session, LAMP, stops[1].asset).properties["status"] == "in_use"
    assert task_states(session) == ["done"] * 3
    links = table(session, "report_asset")
    confirmed = session.connection.scalar(
        select(func.count()).where(links.c.relation == "confirmed")
    )
    assert confirmed == sum(len(s.reports) for s in (stops[0], stops[2]))
    assert [m.after.value for m in work_order.history(session, order)] == [
        "planned", "in_progress", "done",
    ]  # fmt: skip


def test_stop_by_stop_the_first_starts_and_the_last_ends(session, site, order) -> None:
    go(session, order, "planned")
    crew = acting(session, CREW)
    stops = work_order.stops(session, order)
    after = []
    for stop in stops:
        closed = order_moves.close_stop(crew, order, stop.id, Result(Outcome.REPAIRED), NOW)
        after.append(closed.state.value)
        again = order_moves.close_stop(crew, order, stop.id, Result(Outcome.NOT_FOUND), NOW)
        assert again.version == closed.version, "a closed stop stays as it was told"
    assert after == ["in_progress", "in_progress", "done"]
    assert set(states(session, order)) == {"done"}
    assert proposals.listed(session) == []


def test_cancelling_gives_everything_back_and_wants_a_reason(session, site, order) -> None:
    go(session, order, "planned")
    with pytest.raises(Invalid):
        go(session, order, "cancelled")
    go(acting(session, CREW), order, "in_progress")
    go(session, order, "cancelled", reason="the street is closed")
    assert set(states(session, order)) == {"accepted"}
    assert task_states(session) == ["cancelled"] * 3
    assert work_order.history(session, order)[-1].reason == "the street is closed"
    other = work_order.make(session, Wanted(title="again"), NOW).id
    order_stops.gather(session, other, reports=site[1], now=NOW)
    go(session, other, "planned")
    assert set(states(session, other)) == {"planned"}


def test_what_a_clerk_closed_meanwhile_is_left_to_the_clerk(session, site, order) -> None:
    go(session, order, "planned")
    same = Decision(
        target=State.DUPLICATE, reason="same_fault", sentence="x", duplicate_of=site[1][0]
    )
    moves.perform(session, site[1][1], same, now=NOW, who=frozenset({Mover.PLANNER}))
    go(session, order, "in_progress")
    go(session, order, "done")
    assert state(session, site[1][1]) is State.DUPLICATE
    assert state(session, site[1][0]) is State.DONE


def test_a_stop_taken_out_is_free_and_its_task_gone(session, site, order) -> None:
    found = go(session, order, "planned")
    stop = work_order.stops(session, order)[0]
    order_stops.drop(session, order, stop.id, found.version, NOW)
    freed = [r.number for r in stop.reports]
    assert {state(session, n) for n in freed} == {State.ACCEPTED}
    assert tasks.get(session, stop.id).state is TaskState.CANCELLED
    with pytest.raises(StaleVersion):
        order_stops.drop(session, order, stop.id, found.version, NOW)
    other = work_order.make(session, Wanted(title="y"), NOW).id
    order_stops.gather(session, other, reports=freed, now=NOW)


def test_what_joins_an_order_under_way_is_under_way(session, site, order) -> None:
    go(session, order, "planned")
    go(session, order, "in_progress")
    new = lamp(session, 9)
    number = reported(session, 9)
    order_stops.gather(session, order, reports=[number], about=[(LAMP, site[0][0])], now=NOW)
    assert state(session, number) is State.IN_PROGRESS
    assert any(t.asset == new for t in tasks.for_tablet(acting(session, CREW), NOW))
    assert len(work_order.stops(session, order)) == 4


@pytest.mark.parametrize("viewer", [CREW, AUDITOR, Viewer("m", ViewerRole.MACHINE)])
def test_only_the_office_makes_orders(session, viewer) -> None:
    with pytest.raises(NotAllowed):
        work_order.make(acting(session, viewer), Wanted(title="x"), NOW)


def test_a_clerk_gathers_and_does_not_plan(session, site) -> None:
    clerk = acting(session, CLERK)
    made = work_order.make(clerk, Wanted(title="x"), NOW)
    order_stops.gather(clerk, made.id, reports=site[1], now=NOW)
    with pytest.raises(NotAllowed):
        go(clerk, made.id, "planned")
    go(session, made.id, "planned")
    with pytest.raises(OrderMoveNotAllowed):
        work_order.change(clerk, made.id, work_order.get(clerk, made.id).version,
                          Wanted(title="y"), NOW)  # fmt: skip
    with pytest.raises(OrderMoveNotAllowed):
        go(clerk, made.id, "cancelled", reason="x")


def test_the_third_failure_of_a_lamp_proposes_its_replacement_once(session) -> None:
    broken = lamp(session, 5)
    for days in (300, 200, 20):
        then = NOW - timedelta(days=days)
        number = reported(session, 5, now=then)
        made = work_order.make(session, Wanted(title="x"), then).id
        order_stops.gather(session, made, reports=[number], now=then)
        for target in ("planned", "in_progress", "done"):
            order_moves.perform(
                session, made, OrderState(target), version=None, now=then + timedelta(days=1)
            )
    (worn,) = failures.worn(session, NOW)
    assert (worn.asset, len(worn.failures)) == (broken, 3)
    new = work_order.make(session, Wanted(title="new", kind=OrderKind.REPLACEMENT), NOW).id
    order_stops.gather(session, new, about=[(LAMP, broken)], now=NOW)
    assert failures.worn(session, NOW) == []
    for target in ("planned", "in_progress", "done"):
        go(session, new, target)
    assert work_order.stops(session, new)[0].outcome is Outcome.REPLACED


# --- Whatever happens, nothing disagrees --------------------------------------------------------


class Orders(RuleBasedStateMachine):
    """A planner, a clerk and a crew do what they may, in any order."""

    session: CommuneSession

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = self.session.connection.begin_nested()
        for n in range(3):
            lamp(self.session, n)
        self.numbers = [reported(self.session, n % 3) for n in range(5)]
        self.orders: list[UUID] = []

    def teardown(self) -> None:
        self.savepoint.rollback()

    @precondition(lambda self: len(self.orders) < 3)
    @rule()
    def begin(self) -> None:
        self.orders.append(work_order.make(self.session, Wanted(title="x"), NOW).id)

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 2), report=st.integers(0, 4))
    def join(self, which: int, report: int) -> None:
        order = self.orders[which % len(self.orders)]
        with contextlib.suppress(Invalid, OrderMoveNotAllowed):
            order_stops.gather(self.session, order, reports=[self.numbers[report]], now=NOW)

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 2), to=st.sampled_from(OrderState),
          viewer=st.sampled_from([PLANNER, CREW, CLERK]))  # fmt: skip
    def move(self, which: int, to: OrderState, viewer: Viewer) -> None:
        order = self.orders[which % len(self.orders)]
        with contextlib.suppress(Invalid, OrderMoveNotAllowed, NotAllowed):
            go(acting(self.session, viewer), order, to.value, reason="because")

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 2), at=st.integers(0, 5), how=st.sampled_from(Outcome))
    def close(self, which: int, at: int, how: Outcome) -> None:
        order = self.orders[which % len(self.orders)]
        stops = work_order.stops(self.session, order)
        if stops:
            with contextlib.suppress(OrderMoveNotAllowed):
                order_moves.close_stop(
                    acting(self.session, CREW), order, stops[at % len(stops)].id, Result(how), NOW
                )

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 2), at=st.integers(0, 5))
    def drop(self, which: int, at: int) -> None:
        found = work_order.get(self.session, self.orders[which % len(self.orders)])
        waiting = [s for s in work_order.stops(self.session, found.id) if s.state is At.OPEN]
        if waiting and found.state not in OVER:
            stop = waiting[at % len(waiting)].id
            order_stops.drop(self.session, found.id, stop, found.version, NOW)

    @invariant()
    def agree(self) -> None:
        rows = table(self.session, "task")
        held: list[UUID] = []
        for identity in self.orders:
            order = work_order.get(self.session, identity)
            stops = work_order.stops(self.session, identity)
            reports = [(s, r) for s in stops for r in s.reports]
            held += [r.id for _, r in reports if r.open]
            if order.state in OVER:
                assert not any(r.open for _, r in reports)
                assert not any(s.state is At.OPEN for s in stops)
            for stop, report in reports:
                if report.open:
                    assert stop.state is At.OPEN
                    assert report.state not in CLOSED
                if report.open and order.state in (OrderState.PLANNED, OrderState.IN_PROGRESS):
                    assert report.state.value == order.state.value
            query = select(rows.c.id, rows.c.state).where(rows.c.source == identity)
            known = {row.id: row.state for row in self.session.connection.execute(query)}
            task_of = {At.OPEN: "open", At.DONE: "done", At.NOT_FOUND: "done",
                       At.CANCELLED: "cancelled"}  # fmt: skip
            if order.state in (OrderState.PLANNED, OrderState.IN_PROGRESS, OrderState.DONE):
                assert known.keys() >= {s.id for s in stops if s.state is not At.CANCELLED}
            for stop in stops:
                assert known.get(stop.id, task_of[stop.state]) == task_of[stop.state]
            if order.state is OrderState.DRAFT:
                assert not known
        assert len(held) == len(set(held)), "a report is in one open order"


@pytest.mark.slow
def test_reports_orders_and_tasks_never_disagree(session) -> None:
    Orders.session = session
    machine = Orders.TestCase
    machine.settings = settings(
        max_examples=25, stateful_step_count=20, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    machine("runTest").runTest()
