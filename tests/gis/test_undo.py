"""Undo: the earlier state comes back, what was changed since stays."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from sqlalchemy import text

from api import migrations
from gis import assets
from gis.database import journal
from gis.errors import NotAllowed, UndoRefused, UnknownRevision
from gis.session import CommuneSession, open_session
from gis.undo import Done, Target, undo
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

PLANNER = Viewer("test-planner", ViewerRole.PLANNER)
OTHER = Viewer("somebody-else", ViewerRole.PLANNER)
POLE = CATALOGUE["pole"]


def head(opened) -> int:
    with opened("heffingen") as session:
        return journal.head(session).revision


def state(session: CommuneSession, layer=POLE) -> dict[UUID, tuple]:
    """Everything of a layer but the versions."""
    names = ", ".join(f.name for f in layer.all_fields)
    rows = session.connection.execute(
        text(f"SELECT id, ST_AsEWKB(geom), {names} FROM heffingen.{layer.name}")  # noqa: S608
    )
    return {row[0]: (bytes(row[1]), *row[2:]) for row in rows}


def versions(opened) -> dict[UUID, int]:
    with opened("heffingen") as session:
        rows = session.connection.execute(text("SELECT id, version FROM heffingen.pole"))
        return {row[0]: row[1] for row in rows}


@pytest.fixture
def three(make_commune, opened) -> list[UUID]:
    """Three poles of revision 1; in revision 2 one changed, one removed, one created."""
    make_commune()
    with opened("heffingen") as session:
        made = [
            assets.create(session, POLE, Point(85000 + n, 92000), {"code": f"P-{n}"})[0].id
            for n in range(3)
        ]
    with opened("heffingen") as session:
        assets.change(session, POLE, made[0], 1, properties={"material": "wood", "height_m": 7})
        assets.change(session, POLE, made[0], 2, geometry=Point(85100, 92000))
        assets.remove(session, POLE, made[1], 1)
        made.append(assets.create(session, POLE, Point(85050, 92000), {"code": "P-9"})[0].id)
    return made


def test_a_transaction_is_undone_and_done_again(three, opened) -> None:
    with opened("heffingen") as session:
        with_change = state(session)
    with opened("heffingen") as session:
        done = undo(session, Target.revision(2))
    assert done.layers == {"pole": Done(restored=1, recreated=1, deleted=1)}
    assert done.kept == []
    with opened("heffingen") as session:
        now = state(session)
        then = journal.as_of(session, POLE, 1)
        rows = session.connection.execute(text("SELECT 1")).all()  # the session still works
        assert rows
        as_of = {
            row.id: row.code for row in session.connection.execute(then.select().order_by("id"))
        }
        assert {identity: values[1] for identity, values in now.items()} == as_of
        last = list(journal.follow(session, journal.Cursor("", 2)))
        assert {entry.source for entry in last} == {"undo"}
        assert {entry.revision for entry in last} == {3}
        assert {entry.actor for entry in last} == {"test-planner"}
    # nobody who holds an old version is deceived
    assert versions(opened) == {three[0]: 4, three[1]: 2, three[2]: 1}
    with opened("heffingen") as session:
        undo(session, Target.revision(3))
    with opened("heffingen") as session:
        assert state(session) == with_change
    with opened("heffingen") as session:
        undo(session, Target.revision(4))
    assert versions(opened) == {three[0]: 6, three[1]: 3, three[2]: 1}


def test_what_changed_since_is_listed_and_never_overwritten(three, opened, engine) -> None:
    with open_session(engine, CATALOGUE, "heffingen", OTHER, source="test") as session:
        assets.change(session, POLE, three[0], 3, properties={"remark": "mine"})
    with opened("heffingen") as session:
        before = state(session)
        with pytest.raises(UndoRefused) as refused:
            undo(session, Target.revision(2))
        (issue,) = refused.value.issues
        assert issue.path == "pole P-0"
        assert issue.details["actor"] == "somebody-else"
        assert issue.details["revision"] == 3
        assert state(session) == before
    with opened("heffingen") as session:
        planned = undo(session, Target.revision(2), dry_run=True)
        assert planned.dry_run
        assert planned.layers == {"pole": Done(recreated=1, deleted=1)}
        assert [kept.asset for kept in planned.kept] == [three[0]]
        assert state(session) == before
    assert head(opened) == 3
    with opened("heffingen") as session:
        done = undo(session, Target.revision(2), partial=True)
        assert done.layers == planned.layers
        assert state(session)[three[0]] == before[three[0]]
        assert three[1] in state(session)


def test_one_change_of_one_asset(three, opened) -> None:
    with opened("heffingen") as session:
        done = undo(session, Target(2, 2, POLE, three[0]))
        assert done.total == 1
        assert assets.get(session, POLE, three[0]).properties["height_m"] is None
        assert three[3] in state(session)
    with opened("heffingen") as session, pytest.raises(UnknownRevision):
        undo(session, Target(2, 2, POLE, three[2]))
    with opened("heffingen") as session, pytest.raises(UnknownRevision):
        undo(session, Target.revision(99))


def test_a_range_goes_back_to_before_its_first(three, opened) -> None:
    with opened("heffingen") as session:
        undo(session, Target.revision(2))
    with opened("heffingen") as session:
        done = undo(session, Target.revision(1, through=3))
        assert done.layers == {"pole": Done(deleted=3)}
        assert state(session) == {}


def test_who_may_not_edit_undoes_nothing(three, engine) -> None:
    auditor = Viewer("a", ViewerRole.AUDITOR)
    with (
        open_session(engine, CATALOGUE, "heffingen", auditor) as session,
        pytest.raises(NotAllowed),
    ):
        undo(session, Target.revision(1))


def test_references_are_reported_and_kept(make_commune, opened) -> None:
    make_commune()
    luminaire = CATALOGUE["luminaire"]
    with opened("heffingen") as session:
        a, b = (
            assets.create(session, POLE, Point(85000 + 10 * n, 92000), {"code": f"P{n}"})[0].id
            for n in range(2)
        )
        first, _ = (
            assets.create(session, luminaire, Point(85000, 92000), {"pole": pole})[0].id
            for pole in (a, b)
        )
    with opened("heffingen") as session:
        assets.change(session, luminaire, first, 1, properties={"remark": "seen"})
    with opened("heffingen") as session, pytest.raises(UndoRefused) as refused:
        undo(session, Target.revision(1))
    assert sorted(i.code for i in refused.value.issues) == [
        "undo_changed_since",
        "undo_still_referred",
    ]
    with opened("heffingen") as session:
        done = undo(session, Target.revision(1), partial=True)
        assert done.layers == {"pole": Done(deleted=1), "luminaire": Done(deleted=1)}
        assert {kept.asset for kept in done.kept} == {first, a}
    # what referred to something that is gone by now cannot come back alone
    with opened("heffingen") as session:
        assets.remove(session, luminaire, first, 2)
    with opened("heffingen") as session:
        assets.remove(session, POLE, a, 1)
    with opened("heffingen") as session, pytest.raises(UndoRefused) as refused:
        undo(session, Target.revision(4))
    assert [i.code for i in refused.value.issues] == ["undo_reference_gone"]
    with opened("heffingen") as session:
        assert undo(session, Target.revision(4, through=5)).total == 2


def test_codes_change_hands(three, opened) -> None:
    with opened("heffingen") as session:
        assets.change(session, POLE, three[0], 3, properties={"code": "T"})
        assets.change(session, POLE, three[2], 1, properties={"code": "P-0"})
        assets.change(session, POLE, three[0], 4, properties={"code": "P-2"})
    with opened("heffingen") as session:
        assert undo(session, Target.revision(3)).layers == {"pole": Done(restored=2)}
        found = state(session)
        assert (found[three[0]][1], found[three[2]][1]) == ("P-0", "P-2")
    with opened("heffingen") as session:  # somebody takes the code of the removed one
        assets.change(session, POLE, three[3], 1, properties={"code": "P-1"})
    with opened("heffingen") as session, pytest.raises(UndoRefused) as refused:
        undo(session, Target(2, 2, POLE, three[1]))
    (issue,) = refused.value.issues
    assert issue.code == "undo_code_taken"
    assert str(three[3]) in issue.details["other"]


def test_a_reference_made_later_holds_what_it_refers_to(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        pole = assets.create(session, POLE, Point(85000, 92000), {})[0].id
    with opened("heffingen") as session:
        assets.create(session, CATALOGUE["luminaire"], Point(85000, 92000), {"pole": pole})
    with opened("heffingen") as session, pytest.raises(UndoRefused) as refused:
        undo(session, Target.revision(1))
    assert [i.code for i in refused.value.issues] == ["undo_still_referred"]


edits = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["create", "change", "move", "code", "remove"]),
            st.integers(0, 5),
            st.sampled_from(["steel", "wood", "concrete", None]),
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=2,
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=25)
@given(history=edits, data=st.data())
def test_undo_restores_every_past_and_redo_every_present(
    history, data, owner_engine, engine
) -> None:
    name = "heffingen"
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS heffingen CASCADE"))
        connection.execute(text("DELETE FROM platform.commune WHERE name = 'heffingen'"))
        migrations.create_commune(connection, name, title="Past", srid=2169)
    try:
        _play(history, data, engine)
    finally:
        with owner_engine.begin() as connection:
            connection.execute(text("DROP SCHEMA heffingen CASCADE"))
            connection.execute(text("DELETE FROM platform.commune WHERE name = 'heffingen'"))


def _play(history, data, engine) -> None:
    made: list[UUID] = []
    touched: dict[int, set[UUID]] = {}
    states: dict[int, dict[UUID, tuple]] = {0: {}}

    def opened():
        return open_session(engine, CATALOGUE, "heffingen", PLANNER, source="test")

    for number, transaction in enumerate(history):
        with opened() as session:
            for step, edit in enumerate(transaction):
                _edit(session, made, f"C-{number}-{step}", *edit)
        with opened() as session:
            revision = journal.head(session).revision
            states[revision] = state(session)
            touched[revision] = _touched(session, revision)
    last = max(states)
    if last == 0:
        return
    revision = data.draw(st.integers(1, last))
    later = set().union(*(touched[r] for r in range(revision + 1, last + 1)))
    with opened() as session:
        done = undo(session, Target.revision(revision), partial=True)
        now = state(session)
    assert {kept.asset for kept in done.kept} == touched[revision] & later
    for identity in states[last].keys() | now.keys() | touched[revision]:
        undone = identity in touched[revision] - later
        wanted = states[revision - 1 if undone else last].get(identity)
        assert now.get(identity) == wanted
    if now != states[last]:
        with opened() as session:
            undo(session, Target.revision(last + 1))
            assert state(session) == states[last]


def _edit(session, made: list[UUID], code: str, kind: str, which: int, material) -> None:
    if kind == "create" or not made:
        values = {"material": material, "code": code}
        made.append(assets.create(session, POLE, Point(85000 + which, 92000), values)[0].id)
        return
    identity = made[which % len(made)]
    version = assets.get(session, POLE, identity).version
    if kind == "remove":
        assets.remove(session, POLE, identity, version)
        made.remove(identity)
        return
    place = Point(85000 + which, 92000 + which) if kind == "move" else None
    values = {"change": {"material": material}, "code": {"code": code}}.get(kind)
    assets.change(session, POLE, identity, version, properties=values, geometry=place)


def _touched(session, revision: int) -> set[UUID]:
    query = (
        "SELECT asset FROM heffingen.journal JOIN heffingen.revision USING (tx) WHERE revision = :r"
    )
    return set(session.connection.scalars(text(query), {"r": revision}))


@pytest.mark.slow
@pytest.mark.parametrize("counted", ["never", "filled", "removed", "there again"])
def test_a_large_import_is_undone_whatever_postgresql_believes_of_its_tables(
    make_commune, opened, owner_engine, counted
) -> None:
    """Planned for one row, a join of twenty thousand runs into the limit of a statement."""
    make_commune()

    def owner(statement: str) -> None:
        with owner_engine.begin() as connection:
            connection.execute(text(statement))

    def now(moment: str) -> None:
        if counted == moment:
            owner("ANALYZE heffingen.pole, heffingen.luminaire, heffingen.journal")

    def undone(revision: int) -> dict[str, Done]:
        with opened("heffingen") as session:
            return dict(undo(session, Target.revision(revision)).layers)

    for name in ("pole", "luminaire", "journal"):
        owner(f"ALTER TABLE heffingen.{name} SET (autovacuum_enabled = off)")
    with opened("heffingen", source="import") as session:
        session.connection.execute(
            text(
                "WITH made AS ("
                " INSERT INTO heffingen.pole (id, geom)"
                " SELECT gen_random_uuid(), ST_SetSRID(ST_MakePoint(80000 + n, 92000), 2169)"
                " FROM generate_series(1, 20000) n RETURNING id, geom)"
                " INSERT INTO heffingen.luminaire (id, geom, pole)"
                " SELECT gen_random_uuid(), geom, id FROM made"
            )
        )
    now("filled")
    assert undone(1) == {"pole": Done(deleted=20_000), "luminaire": Done(deleted=20_000)}
    now("removed")
    assert undone(2) == {"pole": Done(recreated=20_000), "luminaire": Done(recreated=20_000)}
    now("there again")
    with opened("heffingen") as session:
        for name in ("pole", "luminaire"):
            rename = f"UPDATE heffingen.{name} SET remark = 'x', code = concat('N-', code)"  # noqa: S608
            session.connection.execute(text(rename))
    assert undone(4) == {"pole": Done(restored=20_000), "luminaire": Done(restored=20_000)}
    with opened("heffingen") as session:
        left = "SELECT count(*) FROM heffingen.pole WHERE remark = 'x' OR code LIKE 'N-%'"
        assert session.connection.scalar(text(left)) == 0
