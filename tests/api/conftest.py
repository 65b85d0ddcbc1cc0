"""Everybody who can ask: by token, by session, of this commune or of another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, func, select, text

from api.context import Context
from api.dependencies import SESSION_COOKIE
from api.main import create_app
from api.routes.reports.guards import Guards
from api.security import accounts, sessions, tokens
from api.security.pace import Pace
from gis import assets
from gis.settings import Settings
from gis.viewer import ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import VALVE, Tablet


@dataclass(frozen=True)
class Who:
    """Somebody with the headers by which they are known.

    `role` is what they are in ``heffingen``; a `neighbour` is something in ``other`` only.
    """

    name: str
    role: ViewerRole
    headers: Mapping[str, str]
    person: bool = False
    neighbour: bool = False


Ask = Callable[..., Any]


@pytest.fixture
def real_context(engine: Engine, now, tmp_path: Path) -> Context:
    """No demo: whoever is somebody has a token or an account."""
    return Context(Settings(home=tmp_path), engine, CATALOGUE, lambda: now)


@pytest.fixture
def everybody(make_commune, engine: Engine, owner_engine: Engine, now) -> Iterator[list[Who]]:
    """Let one of each role be there, by token and in person."""
    make_commune()
    make_commune("other")
    found = [Who("anyone", ViewerRole.ANYONE, {})]
    with owner_engine.begin() as connection:
        for role in ViewerRole:
            if role is not ViewerRole.ANYONE:
                token = tokens.issue(connection, commune="heffingen", role=role, label=role.value)
                headers = {"Authorization": f"Bearer {token}"}
                found.append(Who(f"token of a {role.value}", role, headers))
    with engine.begin() as connection:
        for role in accounts.MEMBER_ROLES:
            for commune in ("heffingen", "other"):
                neighbour = commune == "other"
                account = accounts.create(connection, f"{role.value}.{commune}", role.value)
                accounts.join(connection, account, commune, role)
                session = sessions.start(connection, account, "", now)
                found.append(
                    Who(
                        f"{role.value} of {commune}",
                        ViewerRole.ANYONE if neighbour else role,
                        {"Cookie": f"{SESSION_COOKIE}={session}"},
                        person=True,
                        neighbour=neighbour,
                    )
                )
    yield found
    with owner_engine.begin() as connection:
        for table in ("account", "attempt", "sign_in_event", "challenge", "token", "enrolment"):
            connection.execute(text(f"DELETE FROM platform.{table}"))  # noqa: S608


@pytest.fixture
def ask(real_context: Context) -> Iterator[Ask]:
    """Ask as somebody: ``ask(who, "GET", "/heffingen/map")``, and as often as one likes."""
    app = create_app(real_context)
    plenty = Pace(100_000, timedelta(minutes=1))
    app.state.report_guards = Guards(network=plenty, asset=plenty)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:

        def asked(who: Who, method: str, path: str, **more: Any) -> Any:
            headers = {"Accept": "application/json", **more.pop("headers", {}), **who.headers}
            answer = client.request(method, path, headers=headers, **more)
            client.cookies.clear()
            return answer

        yield asked


@pytest.fixture
def tablet(client, auth, make_commune) -> Tablet:
    make_commune()
    return Tablet(client, auth("crew"))


@pytest.fixture
def other(client, auth, tablet) -> Tablet:
    """A second tablet: of a planner, who may do the same."""
    return Tablet(client, auth("planner"))


@pytest.fixture
def valve(tablet) -> str:
    """A valve that is on the server at version 1."""
    made = tablet.create(code="V-1")
    (receipt,) = tablet.push(made)
    assert (receipt["state"], receipt["version"], receipt["code"]) == ("applied", 1, "V-1")
    return made["asset_id"]


@pytest.fixture
def now_is(opened):
    def look(asset: str) -> dict[str, Any]:
        with opened("heffingen") as session:
            found = assets.get(session, VALVE, UUID(asset))
        return {**found.properties, "version": found.version, "geometry": found.geometry}

    return look


@pytest.fixture
def counts(opened):
    def count(*tables: str) -> list[int]:
        with opened("heffingen") as session:
            return [
                session.connection.scalar(
                    select(func.count()).select_from(text(f"heffingen.{each}"))
                )
                for each in tables
            ]

    return count
