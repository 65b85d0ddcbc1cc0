"""Webhooks of a commune: made, listed and removed by who administers it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from api.dependencies import ContextOf, Language, ReadSession, session_for
from api.pages import doors
from api.pages.templating import render
from api.pages.words.webhooks import WORDS
from api.problems import ANSWERS
from field_capture import webhook
from field_capture.webhook import Webhook
from gis.session import CommuneSession

router = APIRouter()

_PRIVATE = {"Cache-Control": "private, no-store"}
AdminSession = Annotated[CommuneSession, Depends(session_for("admin"), scope="function")]


class NewWebhook(BaseModel):
    """Where events shall go."""

    url: str = Field(max_length=2000)


def _told(hook: Webhook) -> dict[str, Any]:
    return {
        "id": str(hook.id),
        "url": hook.url,
        "at": hook.at.isoformat(),
        "last_at": hook.last_at and hook.last_at.isoformat(),
        "last_outcome": hook.last_outcome,
    }


@router.get("/api/v1/{commune}/webhooks", tags=["Webhooks"], responses=ANSWERS)  # noqa: FAST003
def listed(session: ReadSession) -> list[dict[str, Any]]:
    """Return who is told of moves of reports, and what came of the latest event."""
    return [_told(each) for each in webhook.listed(session)]


@router.post(
    "/api/v1/{commune}/webhooks",  # noqa: FAST003  the session takes it
    status_code=HTTPStatus.CREATED,
    tags=["Webhooks"],
    responses=ANSWERS,
)
def add(new: NewWebhook, session: AdminSession, context: ContextOf) -> dict[str, Any]:
    """Tell an address of every move from now on; the secret that signs is shown once."""
    made = webhook.add(session, new.url, context.now())
    return _told(made) | {"secret": made.secret}


@router.delete(
    "/api/v1/{commune}/webhooks/{webhook_id}",  # noqa: FAST003  the session takes it
    status_code=HTTPStatus.NO_CONTENT,
    tags=["Webhooks"],
    responses=ANSWERS,
)
def remove(webhook_id: UUID, session: AdminSession) -> Response:
    """Tell an address nothing any more."""
    webhook.remove(session, webhook_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _page(session: CommuneSession, language: str, made: Webhook | None = None) -> HTMLResponse:
    html = render(
        "webhooks.html",
        language,
        commune=session.commune,
        workplace=doors.place(session.commune, session.viewer),
        h={key: word.to(language) for key, word in WORDS.items()},
        hooks=webhook.listed(session),
        made=made,
    )
    return HTMLResponse(html, headers=_PRIVATE)


@router.get("/{commune}/webhooks", include_in_schema=False)  # noqa: FAST003
def shown(session: ReadSession, language: Language) -> HTMLResponse:
    """Show them to who administers the commune."""
    return _page(session, language)


@router.post("/{commune}/webhooks", include_in_schema=False)  # noqa: FAST003
def make(
    session: AdminSession,
    context: ContextOf,
    language: Language,
    url: Annotated[str, Form(max_length=2100)] = "",
) -> HTMLResponse:
    """Make one, and show its secret once."""
    return _page(session, language, webhook.add(session, url.strip(), context.now()))


@router.post("/{commune}/webhooks/{webhook_id}/remove", include_in_schema=False)
def end(commune: str, webhook_id: UUID, session: AdminSession, language: Language) -> Response:
    """Remove one."""
    webhook.remove(session, webhook_id)
    onward = f"/{commune}/webhooks?lang={language}"
    return RedirectResponse(onward, HTTPStatus.SEE_OTHER, headers=_PRIVATE)
