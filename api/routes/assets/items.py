"""Assets of the planners: created, changed and removed one by one, as GeoJSON Features."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Header, Request, Response

from api.bodies import json_body
from api.dependencies import Language, ReadSession, session_for
from gis import assets, features, incoming
from gis.errors import Issue, UnknownAsset, VersionMissing
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import Layer

router = APIRouter(prefix="/api/v1/{commune}/assets/{layer}", tags=["assets"])

EditSession = Annotated[CommuneSession, Depends(session_for("edit"), scope="function")]
Body = Annotated[Any, Depends(json_body)]
IfMatch = Annotated[str | None, Header(description="The version the change is made to.")]

_GEOJSON = "application/geo+json"
# Our ETags begin with the version; OGC's have the viewer's rights behind it.
_ETAG = re.compile(r'\s*(?:W/)?"(\d{1,9})(?:-[^"]*)?"\s*\Z')


@router.get("/{asset}")
def get_asset(
    layer: str, asset: str, request: Request, session: ReadSession, language: Language
) -> Response:
    """Return an asset; its ETag is what a change sends as If-Match."""
    declared = session.layer(layer)
    return _answer(session, declared, asset_id(declared, asset), request, language)


@router.post("", status_code=HTTPStatus.CREATED)
def post_asset(
    layer: str, request: Request, session: EditSession, language: Language, body: Body
) -> Response:
    """Create an asset from a GeoJSON Feature in WGS84.

    ``id`` may be the client's UUID, ``code`` is given by the server where it is missing.
    Refusals tell everything that is wrong at once.
    """
    session.viewer.must(Action.EDIT)
    declared = session.layer(layer)
    given = incoming.read(session, declared, body)
    made, issues = assets.create(
        session, declared, given.geometry, given.properties, asset=given.id
    )
    answer = _answer(session, declared, made.id, request, language, issues)
    answer.status_code = HTTPStatus.CREATED
    return answer


@router.patch("/{asset}")
def patch_asset(  # noqa: PLR0913  what a change needs
    layer: str,
    asset: str,
    request: Request,
    session: EditSession,
    language: Language,
    body: Body,
    if_match: IfMatch = None,
) -> Response:
    """Change some properties or the geometry of an asset.

    What is left out stays as it is, a property that is null is emptied. ``If-Match`` names the
    version that was read: without it 428, and 412 where somebody else was faster.
    """
    session.viewer.must(Action.EDIT)
    declared = session.layer(layer)
    identity = asset_id(declared, asset)
    version = _version(session, declared, identity, if_match)
    given = incoming.read(session, declared, body, partial=True)
    _, issues = assets.change(
        session,
        declared,
        identity,
        version,
        properties=given.properties,
        geometry=given.geometry,
    )
    return _answer(session, declared, identity, request, language, issues)


@router.delete("/{asset}", status_code=HTTPStatus.NO_CONTENT)
def delete_asset(
    layer: str, asset: str, session: EditSession, if_match: IfMatch = None
) -> Response:
    """Remove an asset that was never there; it stays in the history, and can be brought back.

    What was dismantled is better given the status ``removed``.
    """
    session.viewer.must(Action.EDIT)
    declared = session.layer(layer)
    identity = asset_id(declared, asset)
    version = _version(session, declared, identity, if_match)
    assets.remove(session, declared, identity, version)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def asset_id(layer: Layer, value: str) -> UUID:
    """Return the id in an address; what is no id is no asset."""
    try:
        return UUID(value)
    except ValueError:
        raise UnknownAsset(layer.name, value[:60]) from None


def _version(session: CommuneSession, layer: Layer, asset: UUID, if_match: str | None) -> int:
    """Return the version that the client has read; ``*`` would overwrite what it has not."""
    found = _ETAG.match(if_match or "")
    if found is None:
        raise VersionMissing(assets.get(session, layer, asset).version)
    return int(found[1])


def _answer(  # noqa: PLR0913  what the answer is made of
    session: CommuneSession,
    layer: Layer,
    asset: UUID,
    request: Request,
    language: str,
    issues: list[Issue] | None = None,
) -> Response:
    text, version = features.one(session, layer, asset)
    if issues:
        told = orjson.dumps([issue.to_json(language) for issue in issues]).decode()
        text = f'{text[:-1]},"issues":{told}}}'
    base = str(request.base_url).rstrip("/")
    headers = {
        "ETag": f'"{version}"',
        "Location": f"{base}/api/v1/{session.commune.name}/assets/{layer.name}/{asset}",
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }
    return Response(text, media_type=_GEOJSON, headers=headers)
