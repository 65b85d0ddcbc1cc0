"""Who may go through which door: every route of the application and every role.

A route that is not in `DOORS` fails the test. What a door then shows is told in
``test_visibility.py``.
"""

from __future__ import annotations

import pytest
from fastapi.routing import iter_route_contexts
from shapely import Point

from api.main import create_app
from gis import assets
from gis.viewer import ViewerRole
from tests.api.doors import DOORS, POLE, Door, address

# Every role at every door, the tablet app's too.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tablet_app")]


def test_every_route_is_in_the_matrix(real_context) -> None:
    app = create_app(real_context)
    found = {
        (method, context.path)
        for context in iter_route_contexts(app.routes)
        for method in context.methods or ()
    }
    assert found == DOORS.keys(), "tell in DOORS who may go through a new door"


@pytest.fixture
def pole(everybody, opened) -> None:
    with opened("heffingen") as session:
        assets.create(session, session.layer("pole"), Point(85000, 92000), {}, asset=POLE)


def _expected(door: Door, who) -> int:
    if door.own:
        return door.status if who.person else door.anyhow or 401
    if who.role is not ViewerRole.ANYONE and not who.person and door.token:
        return door.token
    if door.everywhere and who.neighbour:
        # What they are there is in their name.
        role = ViewerRole(who.name.split()[0])
        return door.status if role in door.allowed else 403
    if who.role in door.allowed:
        return door.status
    return 401 if who.role is ViewerRole.ANYONE else 403


@pytest.mark.usefixtures("pole")
def test_every_role_at_every_door(everybody, ask) -> None:
    wrong = []
    # Ending one's other sessions would leave the others outside.
    for (method, template), door in DOORS.items():
        for who in everybody:
            if "sign-out" in template and who.person:
                continue
            answer = ask(who, method, address(template), **door.more)
            if answer.status_code != _expected(door, who):
                wrong.append(
                    f"{method} {template}: {who.name} got {answer.status_code},"
                    f" wanted {_expected(door, who)}: {answer.text[:200]}"
                )
    assert not wrong, "\n".join(wrong)


def test_people_are_listed_their_own_communes(everybody, ask) -> None:
    for who in everybody:
        if who.person and who.name.startswith("planner"):
            answer = ask(who, "GET", "/api/v1/exports/sigi/communes.json")
            names = [each["name"] for each in answer.json()["communes"]]
            assert names == ["other" if who.neighbour else "heffingen"]


def test_a_token_is_nothing_in_another_commune(everybody, ask) -> None:
    for who in everybody:
        if "Authorization" in who.headers:
            for path in ("/other/map", "/ogc/other/collections", "/api/v1/other/search?q=P"):
                assert ask(who, "GET", path).status_code == 401
