"""What the command line does to communes, their past and their tokens, in a PostGIS named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from shapely import Point
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli import app
from api.commands.serve import settings_with
from gis import assets
from gis.database import requirements
from gis.errors import DatabaseUnreachable
from layers.catalogue import CATALOGUE

POLE = CATALOGUE["pole"]


@pytest.fixture
def run(cluster, make_commune, opened, monkeypatch) -> Callable[..., tuple[int, str]]:
    """Call ``netzkaart`` with arguments; yield its exit code and what it said."""
    monkeypatch.setenv("NETZKAART_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_owner"))
    monkeypatch.setenv("NETZKAART_APP_DATABASE_URL", cluster.dsn("netzkaart", "netzkaart_app"))
    monkeypatch.setenv("NETZKAART_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "400")
    make_commune()
    with opened("heffingen") as session:
        made, _ = assets.create(session, POLE, Point(85000, 92000), {"code": "P-1"})
    with opened("heffingen") as session:
        assets.change(session, POLE, made.id, 1, properties={"height_m": 7})

    def call(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, arguments)
        return result.exit_code, result.stdout

    return call


def test_the_history_of_a_commune_and_of_an_asset(run) -> None:
    code, said = run("history", "-c", "heffingen")
    assert code == 0
    newest, oldest = said.splitlines()
    assert newest.split("\t")[0] == "2"
    assert oldest.endswith("test-planner\ttest\tpole: create 1")
    code, said = run("history", "-c", "heffingen", "--layer", "pole", "--asset", "P-1")
    assert said.splitlines()[0].endswith("change height_m: 7")
    assert "None" not in said
    code, said = run("history", "-c", "heffingen", "--layer", "pole")
    assert (code, len(said.splitlines())) == (0, 2)
    assert run("history", "-c", "heffingen", "--layer", "luminaire") == (0, "")
    assert run("history", "-c", "heffingen", "--asset", "P-1")[0] == 1
    assert run("history", "-c", "heffingen", "--layer", "pole", "--asset", "P-9")[0] == 1


def test_undo_and_redo(run, opened) -> None:
    assert run("undo", "-c", "heffingen", "--revision", "1")[0] == 1
    code, said = run("undo", "-c", "heffingen", "--revision", "2", "--dry-run")
    assert (code, said) == (0, "pole\trestored 1\trecreated 0\tdeleted 0\n")
    assert run("undo", "-c", "heffingen", "--revision", "2")[0] == 0
    with opened("heffingen") as session:
        pole = assets.find_by_code(session, POLE, "P-1")
        assert pole.properties["height_m"] is None
        assert pole.version == 3
    assert run("undo", "-c", "heffingen", "--revision", "1", "--through", "3")[0] == 0
    one = ("--layer", "pole", "--asset", "P-1")  # found although it is gone
    code, said = run("undo", "-c", "heffingen", "--revision", "4", *one)
    assert (code, said) == (0, "pole\trestored 0\trecreated 1\tdeleted 0\n")


@pytest.fixture
def humble_owner(cluster) -> Iterator[None]:
    """An owner as somebody else's PostgreSQL has it at first."""
    with psycopg.connect(cluster.dsn("postgres", "postgres"), autocommit=True) as administrator:
        administrator.execute("ALTER ROLE netzkaart_owner NOCREATEROLE")
        yield
        administrator.execute("ALTER ROLE netzkaart_owner CREATEROLE")


def test_an_owner_that_may_not_make_roles_is_told(run, humble_owner) -> None:
    code, _ = run("person", "create", "anna", "--commune", "heffingen")
    assert code == 1
    assert run("person", "list") == (0, "")
    assert run("person", "remove", "anna")[0] == 1


def test_a_new_incarnation(run, opened) -> None:
    code, said = run("commune", "new-incarnation", "heffingen")
    assert code == 0
    with opened("heffingen") as session:
        assert session.commune.incarnation == said.strip()
    assert run("commune", "new-incarnation", "nowhere")[0] == 1


def _complaint(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code != 0, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    return " ".join(result.stderr.split())


@pytest.mark.usefixtures("run")
def test_commands_that_cannot_be_carried_out_say_why(tmp_path) -> None:
    make = ("token", "create", "-c", "heffingen", "--role")
    assert "36500" in _complaint(*make, "machine", "--days", "99999999")
    assert "needs no token" in _complaint(*make, "anyone")
    assert "no such token" in _complaint("token", "revoke", "nk_unknown")
    file = tmp_path / "file"
    file.touch()
    export = ("export", "geojson", "-c", "heffingen", "--layer", "pole", "--out")
    assert "is a file" in _complaint(*export, file)
    assert "cannot be written" in _complaint(*export, file / "below")
    package = ("export", "geopackage", "-c", "heffingen", "--layer", "pole", "--out")
    assert "is a directory" in _complaint(*package, tmp_path)


def test_a_token_revoked_is_named(run) -> None:
    made = run("token", "create", "-c", "heffingen", "--role", "machine", "--label", "SIGI")
    token = made[1].strip()
    code, said = run("token", "revoke", token)
    assert code == 0
    assert said.startswith("machine-")
    assert said.endswith("\tSIGI\n")
    assert run("token", "revoke", token)[1] == said, "since when it is worthless does not change"


def test_a_commune_is_removed_only_by_its_name(run, make_commune) -> None:
    make_commune("elsewhere")
    assert "pole 1" in _complaint("commune", "remove", "heffingen")
    assert "pole 1" in _complaint("commune", "remove", "heffingen", "--yes", "elsewhere")
    assert "heffingen" in run("commune", "list")[1]
    run("token", "create", "-c", "heffingen", "--role", "machine")
    code, said = run("commune", "remove", "heffingen", "--yes", "heffingen")
    assert code == 0
    assert "pole 1" in said
    assert ", token " in said
    assert run("commune", "list") == (0, "elsewhere\tEPSG:2169\tElsewhere\n")
    assert "no commune" in _complaint("commune", "remove", "heffingen", "--yes", "heffingen")


def test_a_listed_commune_without_schema_is_named_and_in_nobodys_way(
    run, client, make_commune, owner_engine
) -> None:
    make_commune("elsewhere")
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA elsewhere CASCADE"))
    result = CliRunner().invoke(app, ["commune", "list"])
    assert (result.exit_code, result.stdout) == (0, "heffingen\tEPSG:2169\tHeffingen\n")
    assert "commune remove elsewhere --yes elsewhere" in " ".join(result.stderr.split())
    assert run("migrate")[0] == 0
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert "elsewhere" in ready.json()["missing"]
    assert client.get("/ogc/elsewhere/").status_code == 404
    assert client.get("/").status_code == 200
    assert run("commune", "remove", "elsewhere", "--yes", "elsewhere")[0] == 0


def test_the_port_of_the_environment_gives_way_to_the_option(monkeypatch) -> None:
    monkeypatch.setenv("NETZKAART_PORT", "8123")
    monkeypatch.setenv("NETZKAART_HOST", "::1")
    found = settings_with(port=None, host=None)
    assert (found.port, found.host) == (8123, "::1")
    assert settings_with(port=0, host=None).port == 0


def test_a_password_may_hold_what_urls_encode(monkeypatch) -> None:
    given = {}

    def connect(**words: object) -> None:
        given.update(words)
        raise psycopg.OperationalError("no server here")

    monkeypatch.setattr(psycopg, "connect", connect)
    with pytest.raises(DatabaseUnreachable) as refused:
        requirements.role_of("postgresql://owner:a%20b%2F%40%2B@db.example.lu:5433/netzkaart")
    wanted = {"user": "owner", "password": "a b/@+", "port": 5433, "dbname": "netzkaart"}
    assert {name: given[name] for name in wanted} == wanted
    assert "a b" not in str(refused.value)
