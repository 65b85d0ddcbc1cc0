"""What gets into the log when everything fails: no token, no code, no password, no name."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import structlog
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from api.commands.base import configure_logging
from api.context import Context
from api.dependencies import SESSION_COOKIE
from api.main import create_app
from api.security import accounts, links, sessions, tokens
from gis.settings import Settings
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE

PASSWORD = "dräi blo Hydranten am Bësch"  # noqa: S105  the tests' own


@pytest.fixture
def secrets(make_commune, engine: Engine, owner_engine: Engine, now) -> Iterator[dict[str, str]]:
    make_commune()
    with engine.begin() as connection:
        account = accounts.create(connection, "anna@heffingen.example", "Anna Muster")
        accounts.join(connection, account, "heffingen", ViewerRole.PLANNER)
        found = {
            "invitation": links.invite(connection, account, now),
            "tablet": links.enrol(connection, "heffingen", "Tablet", now),
            "session": sessions.start(connection, account, "Chrome", now),
            "name": "Anna Muster",
            "login": "anna@heffingen.example",
            "tracking": "Zx81QwErTyUiOpAsDf",
            "password": PASSWORD,
        }
    with owner_engine.begin() as connection:
        role = ViewerRole.MACHINE
        found["token"] = tokens.issue(connection, commune="heffingen", role=role, label="SIGI")
    yield found
    with owner_engine.begin() as connection:
        for table in ("session", "account", "sign_in_event", "token"):
            connection.execute(text(f"DELETE FROM platform.{table}"))  # noqa: S608  our own names


def _ask(client: TestClient, known: dict[str, str]) -> list[int]:
    bearer = {"Authorization": f"Bearer {known['token']}"}
    cookie = {"Cookie": f"{SESSION_COOKIE}={known['session']}"}
    sign_in = {"login": known["login"], "password": known["password"]}
    welcome = {"code": known["invitation"], "password": known["password"]}
    tracked = known["tracking"]
    answers = [
        client.get("/ogc/heffingen/collections", headers=bearer),
        client.get("/ogc/heffingen/collections/pole/items", headers=cookie),
        client.get("/heffingen/map", headers=cookie),
        client.get("/", headers=cookie),
        client.post("/account/sign-in", data=sign_in),
        client.post("/account/welcome", data=welcome),
        client.get(f"/report/heffingen/{tracked}"),
        client.get(f"/open311/heffingen/v2/tokens/{tracked}.json"),
        client.get(f"/open311/heffingen/v2/requests.json?api_key={known['token']}"),
        client.post("/api/v1/heffingen/devices", json={"code": known["tablet"]}),
        client.get(f"/heffingen/import/{tracked}", headers=cookie),
    ]
    return [each.status_code for each in answers]


@pytest.fixture
def logged(monkeypatch) -> Iterator[io.StringIO]:
    """The whole log as an operator has it, its traces included."""
    before, said = structlog.get_config(), io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    configure_logging("DEBUG")
    yield said
    structlog.configure(**before)


@pytest.mark.parametrize("fault", ["none", "ours", "database"])
def test_no_secret_gets_into_the_log(secrets, engine, now, tmp_path, logged, monkeypatch, fault):
    context = Context(Settings(home=tmp_path), engine, CATALOGUE, lambda: now)
    with TestClient(create_app(context), raise_server_exceptions=False) as client:
        if fault == "ours":
            # Whatever opens a session or a connection breaks, with the values it was given.
            for place in ("gis.communes.find", "api.security.sessions.holder"):
                monkeypatch.setattr(place, _break)
        elif fault == "database":
            context.engine.dispose()
            monkeypatch.setattr("gis.database.serving.connect", _gone)
        found = _ask(client, secrets)
    said = logged.getvalue()
    if fault != "none":
        assert any(status >= 500 for status in found)
        assert "unexpected" in said or "does not answer" in said
    if fault == "ours":
        assert '"/report/heffingen/..."' in said, "still found by its path"
    for what, value in secrets.items():
        assert value not in said, what


def _break(*_: object) -> None:
    raise RuntimeError("something is broken")


def _gone(*_: object) -> None:
    raise OperationalError("SELECT 1", {}, Exception("connection refused"))
