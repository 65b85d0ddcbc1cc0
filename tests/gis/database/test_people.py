"""Persons who edit by SQL are journalled under their own name, whatever they say of themselves."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text

from api import migrations
from gis.database import people
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine
from gis.errors import BadPersonName, RightMissing
from layers.catalogue import CATALOGUE

INSERT = "INSERT INTO {}.pole (id, geom) VALUES (gen_random_uuid(), 'SRID=2169;POINT(85000 92000)')"
ENTRIES = "SELECT actor, source FROM heffingen.revision ORDER BY revision DESC LIMIT 1"


@pytest.fixture
def root(cluster: PrivateCluster, owner_engine: Engine) -> Iterator[Engine]:
    engine = make_engine(cluster.dsn("netzkaart", "postgres"), pool_size=2)
    yield engine
    with engine.begin() as connection:
        for name in people.everybody(connection):
            people.remove(connection, name)
        for group in ("netzkaart_editor_heffingen", "netzkaart_editor_other", "netzkaart_editor"):
            found = connection.execute(
                text("SELECT FROM pg_roles WHERE rolname = :r"), {"r": group}
            ).first()
            if found is not None:
                connection.execute(text(f"DROP OWNED BY {group}"))
                connection.execute(text(f"DROP ROLE {group}"))
    engine.dispose()


@pytest.fixture
def anna(root: Engine, make_commune, owner_engine: Engine) -> str:
    make_commune()
    make_commune("other")
    with root.begin() as connection:
        assert people.create(connection, "anna", "heffingen")
    with owner_engine.begin() as connection:
        assert people.grant(connection, "heffingen")
        assert not people.grant(connection, "other")
    return "anna"


def _as(root: Engine, person: str, *statements: str) -> tuple[str, str]:
    """Do something as if this person had logged in; return who the journal says it was."""
    with root.begin() as connection:
        connection.execute(text(f"SET LOCAL SESSION AUTHORIZATION {person}"))
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("RESET SESSION AUTHORIZATION"))
    with root.connect() as connection:
        return tuple(connection.execute(text(ENTRIES)).one())


def test_a_person_is_journalled_by_name(root, anna) -> None:
    assert _as(root, anna, INSERT.format("heffingen")) == ("anna", "sql")


def test_a_person_cannot_pass_for_somebody_else(root, anna) -> None:
    lies = ("SET netzkaart.actor = 'mayor'", "SET netzkaart.source = 'import'")
    assert _as(root, anna, *lies, INSERT.format("heffingen")) == ("anna", "sql")


@pytest.mark.parametrize("role", [APP_ROLE, OWNER_ROLE])
def test_our_own_roles_say_for_whom_they_write(root, anna, role) -> None:
    there = ["SET LOCAL ROLE netzkaart_app_heffingen"] if role == APP_ROLE else []
    said = ("SET LOCAL netzkaart.actor = 'planner-7'", "SET LOCAL netzkaart.source = 'edit'")
    assert _as(root, role, *there, *said, INSERT.format("heffingen")) == ("planner-7", "edit")
    assert _as(root, role, *there, INSERT.format("heffingen")) == (role, "sql")


@pytest.mark.parametrize(
    "statement",
    [
        INSERT.format("other"),
        "SELECT * FROM heffingen.journal",
        "INSERT INTO heffingen.revision DEFAULT VALUES",
        "UPDATE heffingen.revision SET actor = 'mayor'",
        "SELECT heffingen.told('netzkaart.actor', 'x')",
        "SELECT * FROM heffingen.capture",
        "SELECT * FROM platform.token",
        "DROP TABLE heffingen.pole",
        "CREATE TABLE heffingen.mine ()",
        "ALTER TABLE heffingen.pole DISABLE TRIGGER ALL",
        "TRUNCATE heffingen.pole",
        "SET ROLE netzkaart_app",
    ],
)
def test_a_person_may_do_nothing_else(root, anna, statement) -> None:
    with pytest.raises(Exception, match=r"permission denied|must be owner"):
        _as(root, anna, statement)


def test_the_rights_of_persons_are_no_drift(root, anna, owner_engine) -> None:
    with owner_engine.begin() as connection:
        commune = migrations.communes.find(connection, "heffingen")
        assert migrations.drift(connection, CATALOGUE, commune) == []


@pytest.mark.parametrize(
    "name",
    ["", "Anna", "7anna", "a", "pg_anna", "netzkaart_app", "postgres", "a b", 'a"b', "x" * 41],
)
def test_names_that_no_person_can_have(root, anna, name) -> None:
    with root.begin() as connection, pytest.raises(BadPersonName):
        people.create(connection, name, "heffingen")


def test_a_role_that_is_no_person_is_left_alone(root, anna) -> None:
    with root.begin() as connection:
        connection.execute(text("CREATE ROLE backup_job LOGIN"))
        with pytest.raises(BadPersonName):
            people.create(connection, "backup_job", "heffingen")
        assert not people.remove(connection, "backup_job")
        connection.execute(text("DROP ROLE backup_job"))


def test_a_second_commune_and_no_second_password(root, anna) -> None:
    with root.begin() as connection:
        assert people.create(connection, "anna", "other") is None
        assert people.everybody(connection) == {"anna": ["heffingen", "other"]}
        assert people.remove(connection, "anna")
        assert people.everybody(connection) == {}


def test_who_may_not_make_roles_is_told_which_right_is_missing(root, anna, engine) -> None:
    with engine.begin() as connection, pytest.raises(RightMissing) as caught:
        people.create(connection, "bert", "heffingen")
    assert caught.value.right == "CREATEROLE"


@pytest.mark.slow
def test_a_person_logs_in_by_password_over_tcp() -> None:
    """As QGIS does, with nothing but what local.conf switches on."""
    home = Path(tempfile.mkdtemp(prefix="netzkaart-test-"))
    home.chmod(0o755)
    address = f"127.{random.randint(2, 250)}.{random.randint(2, 250)}.{random.randint(2, 250)}"
    cluster = PrivateCluster(home, durable=False)
    try:
        with cluster:
            (cluster.paths.folder / "local.conf").write_text(f"listen_addresses = '{address}'\n")
            (cluster.paths.folder / "local.conf").chmod(0o644)
        with cluster:
            cluster.ensure_database("netzkaart")
            engine = make_engine(cluster.dsn("netzkaart", OWNER_ROLE))
            migrations.upgrade(engine)
            with engine.begin() as connection:
                migrations.create_commune(connection, "heffingen", title="H", srid=2169)
            root = make_engine(cluster.dsn("netzkaart", "postgres"))
            with root.begin() as connection:
                password = people.create(connection, "anna", "heffingen")
            root.dispose()
            with engine.begin() as connection:
                people.grant(connection, "heffingen")
            where = f"host={address} port=5432 dbname=netzkaart connect_timeout=5"
            for who in ("user=anna password=wrong", "user=netzkaart_app", "user=postgres"):
                with pytest.raises(psycopg.OperationalError):
                    psycopg.connect(f"{where} {who}")
            with psycopg.connect(f"{where} user=anna password={password}") as person:
                person.execute("SET netzkaart.actor = 'mayor'")
                person.execute(INSERT.format("heffingen"))
            with engine.connect() as connection:
                assert connection.execute(text(ENTRIES)).one().actor == "anna"
            engine.dispose()
    finally:
        cluster.destroy()
        shutil.rmtree(home, ignore_errors=True)
