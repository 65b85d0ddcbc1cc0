"""Exports that machines pull: layers streamed live, and bundles of immutable files.

``docs/sigi.md`` tells them from the puller's side.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from api.caching import etag_for, matches
from api.context import Context
from api.dependencies import ContextOf, Language, ReadSession, ViewerOf, viewers_in
from api.limits import CURSOR_LENGTH
from api.problems import problem
from api.streaming import Streamed, gzip, wants_gzip
from gis import communes
from gis.communes import Commune
from gis.database import journal
from gis.errors import Unauthenticated, UnknownThing
from gis.exchange.export import bundle, manifest, text
from gis.exchange.export import profile as profiles
from gis.exchange.export.bundle import Bundle, BundleBusy
from gis.exchange.export.profile import Profile
from gis.sentences import sentence_of
from gis.session import CommuneSession, open_session
from gis.viewer import Action, Viewer
from layers.spec import Layer

index_router = APIRouter(prefix="/api/v1/exports/sigi", tags=["exports"])
router = APIRouter(prefix="/api/v1/{commune}/exports/sigi", tags=["exports"])

ProfileOf = Annotated[Profile, Query(description="RFC 7946, or JSON-FG with the home CRS")]
_IMMUTABLE = "private, max-age=604800, immutable"

Stream = Callable[[CommuneSession, Layer], Generator[bytes]]


@index_router.get("/communes.json")
def readable_communes(request: Request, context: ContextOf) -> dict[str, Any]:
    """Return every commune that who asks may export, with its cursor and manifest.

    A token is for one commune or for all: the same token is asked about each of them.
    """
    asking = context.engine.execution_options(isolation_level="AUTOCOMMIT")
    with asking.connect() as connection:
        known = communes.every(connection)
        viewers = list(viewers_in(request, context, connection, known))
    if not viewers:
        raise Unauthenticated
    found = [
        _listed(context, viewer, each) for each, viewer in viewers if viewer.may(Action.EXPORT)
    ]
    if not found:
        viewers[0][1].must(Action.EXPORT)
    return {"profile_version": profiles.PROFILE_VERSION, "communes": found}


def _listed(context: Context, viewer: Viewer, commune: Commune) -> dict[str, Any]:
    with _snapshot(context, viewer, commune.name) as session:
        cursor = str(journal.head(session))
    here = f"../../{commune.name}"
    return {
        "name": commune.name,
        "title": commune.title,
        "lau": commune.lau,
        "crs": f"EPSG:{commune.srid}",
        "cursor": cursor,
        "manifest": f"{here}/exports/sigi/manifest.json",
        "changes": f"{here}/changes",
        "receipts": f"{here}/receipts",
    }


@router.get("/{layer}.geojson")
def export_layer(  # noqa: PLR0913  the request's parts
    commune: str,
    layer: str,
    request: Request,
    context: ContextOf,
    viewer: ViewerOf,
    profile: ProfileOf = Profile.RFC7946,
) -> Response:
    """Stream a whole layer as it stands now, as one FeatureCollection."""

    def stream(session: CommuneSession, declared: Layer) -> Generator[bytes]:
        return text.collection(session, declared, profile)

    variant = (layer, ".geojson", profile.value)
    return _live(request, context, viewer, commune, variant, stream)


@router.get("/{layer}.geojsonl")
def export_sequence(
    commune: str, layer: str, request: Request, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Stream a whole layer as it stands now, as GeoJSON text sequence (RFC 8142)."""
    variant = (layer, ".geojsonl", "")
    return _live(request, context, viewer, commune, variant, text.sequence)


def _live(  # noqa: PLR0913  the request's parts
    request: Request,
    context: Context,
    viewer: Viewer,
    commune: str,
    variant: tuple[str, str, str],
    stream: Stream,
) -> Response:
    """Stream from one snapshot.

    Its transaction stays open while the file is sent: not a dependency, whose transaction
    would end before the first byte.
    """
    viewer.must(Action.EXPORT)
    layer, suffix, kind = variant
    with ExitStack() as stack:
        session = stack.enter_context(_snapshot(context, viewer, commune))
        declared = session.layer(layer)
        head = journal.head(session)
        gzipped = wants_gzip(request)
        etag = etag_for(session, head, f"{kind or 'seq'}-{'gz' if gzipped else 'plain'}")
        name = f"{declared.name}{suffix}"
        headers = {
            "ETag": etag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Authorization",
            "Netzkaart-Cursor": str(head),
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        if matches(request, etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        blocks = stream(session, declared)
        if gzipped:
            headers["Content-Encoding"] = "gzip"
            blocks = gzip(blocks)
        kept = stack.pop_all()
    return Streamed(blocks, kept, media_type=manifest.media_type(name), headers=headers)


@router.get("/schemas/{layer}.json")
def layer_schema(layer: str, session: ReadSession) -> Response:
    """Return the JSON Schema of a layer's exported features."""
    session.viewer.must(Action.EXPORT)
    declared = session.layer(layer)
    body = orjson.dumps(profiles.schema(declared, session.viewer.level))
    return Response(body, media_type="application/schema+json")


@router.get("/notice.txt")
def notice(session: ReadSession) -> Response:
    """Return the commune's own words on its data."""
    session.viewer.must(Action.EXPORT)
    return Response(profiles.notice(session), media_type="text/plain")


@router.get("/manifest.json")
def newest_manifest(
    commune: str,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    at_least: Annotated[str | None, Query(max_length=CURSOR_LENGTH)] = None,
) -> Response:
    """Return the manifest of the newest bundle; write one first where there is none fresh.

    ``at_least`` names a cursor that the bundle must have reached.
    """
    viewer.must(Action.EXPORT)
    root = exports(context, commune)
    try:
        found = bundle.newest(
            lambda: _snapshot(context, viewer, commune), root, context.now(), at_least
        )
    except BundleBusy:
        answer = problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "bundle_busy",
            "Service Unavailable",
            sentence_of("bundle_busy").to(language),
        )
        answer.headers["Retry-After"] = "10"
        return answer
    body = manifest.placed_under(found.manifest, f"bundles/{found.name}/")
    return Response(
        orjson.dumps(body, option=orjson.OPT_INDENT_2),
        media_type="application/json",
        headers={
            "Cache-Control": "private, no-cache",
            "Vary": "Authorization",
            "Content-Location": f"bundles/{found.name}/{manifest.MANIFEST}",
            "Netzkaart-Cursor": found.manifest["cursor"],
        },
    )


@router.head("/bundles/{name}/{file:path}", include_in_schema=False)
@router.get("/bundles/{name}/{file:path}")
def bundle_file(  # noqa: PLR0913  the request's parts
    name: str,
    file: str,
    request: Request,
    context: ContextOf,
    session: ReadSession,
    profile: ProfileOf = Profile.RFC7946,
) -> Response:
    """Return a file of a bundle: whole, or the ranges asked for; it never changes."""
    session.viewer.must(Action.EXPORT)
    found = bundle.find(exports(context, session.commune.name), name)
    if found.manifest["visibility"] > int(session.viewer.level):
        raise UnknownThing("bundle", name[:80])
    if profile is Profile.JSONFG and file.endswith(".geojson"):
        file = f"{file.removesuffix('.geojson')}.fg.json"
    return _file(request, found, file)


def _file(request: Request, found: Bundle, file: str) -> Response:
    path = found.path(file)
    digests = {e["file"]: e["sha256"] for e in manifest.entries(found.manifest)}
    etag = digests.get(file, found.name)
    headers = {"Cache-Control": _IMMUTABLE, "Vary": "Accept-Encoding, Authorization"}
    packed = path.with_name(path.name + ".gz")
    media_type = manifest.media_type(path.name)
    if packed.is_file() and wants_gzip(request):
        path, etag = packed, f"{etag}-gz"
        headers["Content-Encoding"] = "gzip"
    headers["ETag"] = f'"{etag}"'
    if matches(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise UnknownThing("bundle", found.name) from None
    name = Path(file).name
    return FileResponse(
        path, headers=headers, media_type=media_type, filename=name, stat_result=facts
    )


def exports(context: Context, commune: str) -> Path:
    """Return the folder of a commune's bundles."""
    return context.settings.home / "exports" / commune


def _snapshot(
    context: Context, viewer: Viewer, commune: str
) -> AbstractContextManager[CommuneSession]:
    return open_session(
        context.engine, context.catalogue, commune, viewer, source="export", snapshot=True
    )
