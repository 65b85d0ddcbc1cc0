"""The journal: nothing that was committed is missed, nothing that was not is seen."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.pool import NullPool

from gis import assets, features
from gis.database import journal
from gis.database.cluster import PrivateCluster
from gis.errors import CursorGone, StaleVersion
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

PLANNER = Viewer("test-planner", ViewerRole.PLANNER)
WRITERS = 200
TRANSACTIONS = 6


def _insert(connection, tag: str) -> UUID:
    return connection.scalar(
        text(
            "INSERT INTO busy.pole (id, geom, tag)"
            " VALUES (gen_random_uuid(), ST_SetSRID(ST_MakePoint(:e, 92000), 2169), :tag)"
            " RETURNING id"
        ),
        {"e": random.uniform(80000, 90000), "tag": tag},
    )


def _writer(engine: Engine, number: int, committed: list[UUID], rolled_back: list[UUID]) -> None:
    """Write some transactions of every kind: plain, with savepoints, long, rolled back."""
    chance = random.Random(number)
    for turn in range(TRANSACTIONS):
        with engine.connect() as connection:
            transaction = connection.begin()
            made = [_insert(connection, f"{number}-{turn}")]
            savepoint = connection.begin_nested()
            undone = _insert(connection, f"{number}-{turn}-savepoint")
            if chance.random() < 0.5:
                savepoint.rollback()
                rolled_back.append(undone)
            else:
                savepoint.commit()
                made.append(undone)
            if chance.random() < 0.1:
                time.sleep(chance.random() * 0.4)
            if chance.random() < 0.25:
                transaction.rollback()
                rolled_back.extend(made)
            else:
                transaction.commit()
                committed.extend(made)


@pytest.mark.slow
def test_a_follower_misses_nothing_of_200_writers(
    cluster: PrivateCluster, make_commune, opened
) -> None:
    make_commune("busy")
    dsn = cluster.dsn("netzkaart", "netzkaart_app").replace("postgresql", "postgresql+psycopg", 1)
    role = "-crole=netzkaart_app_busy"
    crowd = create_engine(dsn, poolclass=NullPool, connect_args={"options": role})
    committed: list[UUID] = []
    rolled_back: list[UUID] = []
    stop = threading.Event()
    heads: list[int] = []
    seen: list[tuple[int, UUID]] = []

    def follower() -> None:
        cursor = None
        while True:
            last_round = stop.is_set()
            with opened("busy", snapshot=True) as session:
                head = journal.head(session)
                heads.append(head.revision)
                cursor = cursor or journal.Cursor(head.incarnation, 0)
                for entry in journal.follow(session, cursor, limit=50):
                    seen.append((entry.revision, entry.asset))
                    cursor = journal.Cursor(head.incarnation, entry.revision)
            if last_round and cursor.revision == head.revision:
                return

    # An open transaction that has written must hold up nobody and lose nothing.
    idle = crowd.connect()
    idle_transaction = idle.begin()
    late = _insert(idle, "late")
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        watching = pool.submit(follower)
        jobs = [pool.submit(_writer, crowd, n, committed, rolled_back) for n in range(WRITERS)]
        try:
            for job in jobs:
                job.result()
            idle_transaction.commit()
            committed.append(late)
        finally:
            idle.close()
            stop.set()
        watching.result(60)
    assert sorted(a for _, a in seen) == sorted(committed)
    assert len({a for _, a in seen}) == len(seen), "something was seen twice"
    assert not set(rolled_back) & {a for _, a in seen}
    revisions = [revision for revision, _ in seen]
    assert revisions == sorted(revisions), "the order of revisions is the order of visibility"
    assert heads == sorted(heads)
    crowd.dispose()


def test_one_transaction_is_one_revision(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        pole = session.layer("pole")
        for n in range(3):
            assets.create(session, pole, Point(85000 + n, 92000), {})
    with opened("heffingen") as session:
        head = journal.head(session)
        assert head.revision == 1
        entries = list(journal.follow(session, journal.Cursor(head.incarnation, 0)))
        assert [(entry.revision, entry.op) for entry in entries] == [(1, "I")] * 3
        assert {entry.actor for entry in entries} == {"test-planner"}
        assert {entry.source for entry in entries} == {"test"}


def test_a_change_that_changes_nothing_leaves_no_trace(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        pole = session.layer("pole")
        made, _ = assets.create(session, pole, Point(85000, 92000), {"material": "wood"})
    with opened("heffingen") as session:
        same, _ = assets.change(session, pole, made.id, 1, properties={"material": "wood"})
        assert same.version == 1
    with opened("heffingen") as session:
        assert journal.head(session).revision == 1


def test_a_stale_version_is_refused_and_tells_what_is_there(make_commune, opened) -> None:
    make_commune()
    with opened("heffingen") as session:
        pole = session.layer("pole")
        made, _ = assets.create(session, pole, Point(85000, 92000), {})
        assets.change(session, pole, made.id, 1, properties={"material": "steel"})
        with pytest.raises(StaleVersion) as caught:
            assets.change(session, pole, made.id, 1, properties={"material": "wood"})
        assert (caught.value.expected, caught.value.found) == (1, 2)


@pytest.mark.parametrize("role", ["netzkaart_app", "netzkaart_app_heffingen"])
def test_the_serving_role_cannot_touch_the_journal(make_commune, engine: Engine, role) -> None:
    make_commune()
    for statement in (
        "DELETE FROM heffingen.journal",
        "UPDATE heffingen.revision SET actor = 'somebody'",
        "INSERT INTO heffingen.revision DEFAULT VALUES",
        "TRUNCATE heffingen.pole",
        "DROP TRIGGER journal_i ON heffingen.pole",
        "ALTER TABLE heffingen.pole DISABLE TRIGGER ALL",
        "SELECT setval('heffingen.revision_seq', 1)",
    ):
        with engine.connect() as connection:
            connection.execute(text(f"SET LOCAL ROLE {role}"))
            with pytest.raises(ProgrammingError):
                connection.execute(text(statement))


def test_plain_sql_is_journalled_and_guarded(make_commune, opened, owner_engine: Engine) -> None:
    make_commune()
    with owner_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO heffingen.pole (id, geom) VALUES"
                " (gen_random_uuid(), 'SRID=2169;POINT(85000 92000)')"
            )
        )
        connection.execute(text("UPDATE heffingen.pole SET height_m = 5, version = 99"))
        connection.execute(text("DELETE FROM heffingen.pole"))
    with opened("heffingen") as session:
        cursor = journal.Cursor(session.commune.incarnation, 0)
        entries = list(journal.follow(session, cursor))
        assert [entry.op for entry in entries] == ["I", "U", "D"]
        assert entries[0].source == "sql"
        assert entries[2].before["version"] == 2
        assert entries[2].before["height_m"] == 5
    for statement in (
        "UPDATE heffingen.pole SET id = gen_random_uuid()",
        "TRUNCATE heffingen.pole CASCADE",
        "UPDATE heffingen.pole SET height_m = 'NaN'",
        "UPDATE heffingen.pole SET material = 'cheese'",
    ):
        with owner_engine.connect() as connection:
            connection.execute(
                text(
                    "INSERT INTO heffingen.pole (id, geom) VALUES"
                    " (gen_random_uuid(), 'SRID=2169;POINT(85000 92000)')"
                )
            )
            with pytest.raises(DBAPIError):
                connection.execute(text(statement))


def test_a_cursor_of_another_incarnation_is_gone() -> None:
    assert journal.Cursor.parse("abc.7", "abc") == journal.Cursor("abc", 7)
    for value in ("xyz.7", "7", "", "abc.", "abc.-1", "abc.1.5", "abc.²"):
        with pytest.raises(CursorGone):
            journal.Cursor.parse(value, "abc")


edits = st.lists(
    st.tuples(
        st.sampled_from(["create", "change", "move", "remove"]),
        st.integers(0, 5),
        st.sampled_from(["steel", "wood", "concrete", None]),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=15)
@given(history=edits)
def test_as_of_shows_every_past_as_it_was(history, make_commune, engine) -> None:
    """Whatever is done, each past revision can be read back exactly."""
    name = f"past_{uuid4().hex}"  # one for each history; the fixture removes them all
    make_commune(name)
    pole = CATALOGUE["pole"]
    snapshots: dict[int, list[str]] = {}
    made: list[UUID] = []
    for kind, which, material in history:
        with open_session(engine, CATALOGUE, name, PLANNER) as session:
            if kind == "create" or not made:
                asset, _ = assets.create(
                    session, pole, Point(85000 + which, 92000), {"material": material}
                )
                made.append(asset.id)
            else:
                identity = made[which % len(made)]
                version = assets.get(session, pole, identity).version
                if kind == "change":
                    values = {"material": material}
                    assets.change(session, pole, identity, version, properties=values)
                elif kind == "move":
                    place = Point(85000 + which, 92000 + which)
                    assets.change(session, pole, identity, version, geometry=place)
                else:
                    assets.remove(session, pole, identity, version)
                    made.remove(identity)
        with open_session(engine, CATALOGUE, name, PLANNER) as session:
            page = features.page(session, pole, features.Query(limit=100))
            snapshots[journal.head(session).revision] = page.features
    with open_session(engine, CATALOGUE, name, PLANNER) as session:
        for revision, wanted in snapshots.items():
            query = features.Query(limit=100, as_of=revision)
            assert features.page(session, pole, query).features == wanted
        assert features.page(session, pole, features.Query(limit=9, as_of=0)).features == []
