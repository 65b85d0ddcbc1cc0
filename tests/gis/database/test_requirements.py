"""Any PostGIS: two roles that are no superusers, and what is missing is named."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from shapely import Point
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from api import migrations
from api.commands.base import APP, OWNER, database, migrated
from gis import assets, communes
from gis.database import journal, requirements
from gis.database.cluster import PrivateCluster
from gis.database.engine import make_serving_engine
from gis.errors import DatabaseUnfit, DatabaseUnreachable
from gis.session import open_session
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

PLANNER = Viewer("test-planner", ViewerRole.PLANNER)
OWN, WEB, LATER = "town_owner", "town_web", "town_web2"


@pytest.fixture
def administrator(cluster: PrivateCluster) -> Iterator[psycopg.Connection]:
    """The superuser of somebody else's PostgreSQL, with a database that has nothing yet."""
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as connection:
        for role in (OWN, WEB, LATER):
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        connection.execute("CREATE DATABASE town TEMPLATE template0 ENCODING 'UTF8'")
        connection.execute("REVOKE ALL ON DATABASE town FROM PUBLIC")
        connection.execute("GRANT CONNECT ON DATABASE town TO town_owner, town_web, town_web2")
        yield connection
        connection.execute("DROP DATABASE town WITH (FORCE)")
        for role in (OWN, WEB, LATER):
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def urls(cluster: PrivateCluster, administrator) -> Iterator[dict[str, str]]:
    """Let those roles in by the socket, as the superuser's own file of access says."""
    paths = cluster.paths
    access, identities = paths.access.read_text(), paths.identities.read_text()
    names = f"{OWN},{WEB},{LATER}"
    people = {line.split('"')[1] for line in identities.splitlines() if '"' in line}
    extra = "".join(f'netzkaart "{p}" {r}\n' for p in people for r in (OWN, WEB, LATER))
    paths.access.write_text(f"{access}local town {names} peer map=netzkaart\n")
    paths.identities.write_text(identities + extra)
    administrator.execute("SELECT pg_reload_conf()")
    found = {role: cluster.dsn("town", role) for role in (OWN, WEB, LATER)}
    _wait(found[OWN])
    yield found
    paths.access.write_text(access)
    paths.identities.write_text(identities)
    administrator.execute("SELECT pg_reload_conf()")


def _wait(url: str) -> None:
    """PostgreSQL reads its files again some moment after it was asked to."""
    for _ in range(100):
        try:
            requirements.role_of(url)
        except DatabaseUnreachable:
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def prepared(cluster: PrivateCluster, administrator, urls) -> dict[str, str]:
    """What the docstring of `gis.database.requirements` asks an administrator to do."""
    administrator.execute("GRANT CREATE, TEMPORARY ON DATABASE town TO town_owner")
    administrator.execute("GRANT TEMPORARY ON DATABASE town TO town_web, town_web2")
    with psycopg.connect(cluster.dsn("town", "postgres"), autocommit=True) as inside:
        inside.execute("CREATE EXTENSION postgis")
    return urls


def test_everything_that_is_missing_is_named_with_its_sql(cluster, administrator, urls) -> None:
    with pytest.raises(DatabaseUnfit) as caught:
        requirements.check(urls[OWN], urls[WEB])
    remedies = [issue.details["remedy"] for issue in caught.value.issues]
    assert remedies == [
        "CREATE EXTENSION postgis SCHEMA public",
        'GRANT CREATE ON DATABASE "town" TO "town_owner"',
        'GRANT TEMPORARY ON DATABASE "town" TO "town_owner"',
        'GRANT TEMPORARY ON DATABASE "town" TO "town_web"',
    ]
    for issue in caught.value.issues:
        assert issue.details["remedy"] in issue.sentence.lb
    with psycopg.connect(cluster.dsn("town", "postgres"), autocommit=True) as inside:
        for remedy in remedies:
            inside.execute(remedy)
    requirements.check(urls[OWN], urls[WEB])


def test_a_url_that_leads_nowhere_keeps_its_password(cluster) -> None:
    for url in (
        "postgresql://x:secret@127.0.0.1:1/y",
        "postgresql+psycopg://x:secret@127.0.0.1:1/y",
    ):
        with pytest.raises(DatabaseUnreachable) as caught:
            requirements.check(url, url)
        assert "secret" not in str(caught.value)
    with pytest.raises(DatabaseUnreachable):
        requirements.role_of("no url at all")


def test_netzkaart_lives_in_a_database_with_least_rights(prepared, cluster, administrator) -> None:
    settings = Settings(database_url=prepared[OWN], app_database_url=prepared[WEB])
    with database(settings) as dsn:
        owner = migrated(dsn)
        web = make_serving_engine(dsn(APP))
        assert make_url(dsn(OWNER)).username == OWN
        try:
            _live(owner, web)
        finally:
            owner.dispose()
            web.dispose()
    # Another role serves from now on: it is granted what the first one was.
    settings = Settings(database_url=prepared[OWN], app_database_url=prepared[LATER])
    with database(settings) as dsn:
        owner = migrated(dsn)
        web = make_serving_engine(dsn(APP))
        try:
            _edit(web)
            with owner.begin() as connection:
                migrations.create_commune(connection, "second", title="Second", srid=2169)
            with web.connect() as connection:
                assert migrations.pending(connection) == []
                assert len(communes.every(connection)) == 2
        finally:
            owner.dispose()
            web.dispose()


def _live(owner: Engine, web: Engine) -> None:
    with owner.begin() as connection:
        made = migrations.create_commune(connection, "heffingen", title="H", srid=2169)
        assert communes.serving_role(connection) == WEB
        assert migrations.drift(connection, CATALOGUE, made) == []
    _edit(web)
    with open_session(web, CATALOGUE, "heffingen", PLANNER) as session:
        (entry,) = journal.follow(session, journal.Cursor(made.incarnation, 0))
        assert entry.actor == "test-planner", "the serving role is believed"
    for statement in (
        "DELETE FROM heffingen.journal",
        "CREATE TABLE heffingen.mine ()",
        "CREATE SCHEMA mine",
        "DROP TRIGGER journal_i ON heffingen.pole",
    ):
        with web.connect() as connection, pytest.raises(ProgrammingError):
            connection.execute(text(statement))


def _edit(web: Engine) -> None:
    with open_session(web, CATALOGUE, "heffingen", PLANNER, source="test") as session:
        assets.create(session, CATALOGUE["pole"], Point(85000, 92000), {})


def test_one_role_for_both_works_too(prepared) -> None:
    with database(Settings(database_url=prepared[OWN])) as dsn:
        owner = migrated(dsn)
        try:
            with owner.begin() as connection:
                migrations.create_commune(connection, "heffingen", title="H", srid=2169)
                assert communes.serving_role(connection) == OWN
            _edit(owner)
        finally:
            owner.dispose()


def test_schemas_of_another_owner_are_named(prepared) -> None:
    with database(Settings(database_url=prepared[OWN], app_database_url=prepared[WEB])) as dsn:
        migrated(dsn).dispose()
    with pytest.raises(DatabaseUnfit) as caught:
        requirements.check(prepared[WEB], prepared[LATER])
    codes = [issue.code for issue in caught.value.issues]
    assert "database_other_owner" in codes
