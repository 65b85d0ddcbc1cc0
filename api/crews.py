"""Who can be asked to do something outdoors: people and tablets of a commune."""

from __future__ import annotations

from datetime import datetime

from api.context import Context
from api.security import accounts, tokens
from gis.errors import UnknownThing
from gis.session import CommuneSession
from gis.viewer import ACTIONS, Action, ViewerRole


def known(session: CommuneSession, context: Context) -> list[tuple[str, str]]:
    """Return those who may capture, by actor and name: people first, then tablets."""
    now: datetime = context.now()
    people = [
        (actor, name)
        for actor, name, role in accounts.colleagues(session.connection, session.commune.name)
        if Action.CAPTURE in ACTIONS[role]
    ]
    tablets = [
        (row.actor, row.label or row.actor)
        for row in tokens.every(session.connection, session.commune.name, now)
        if Action.CAPTURE in ACTIONS[ViewerRole(row.role)]
    ]
    demo = [
        (viewer.actor, viewer.actor)
        for viewer in context.demo_tokens.values()
        if viewer.role is ViewerRole.CREW
    ]
    return [*people, *tablets, *demo]


def check(session: CommuneSession, context: Context, actor: str | None) -> str | None:
    """Return an actor that something can be given to; None is nobody.

    Raises
    ------
    UnknownThing
    """
    if not actor or actor == session.viewer.actor:
        return actor or None
    if actor not in {each for each, _ in known(session, context)}:
        what = "person"
        raise UnknownThing(what, actor[:60])
    return actor
