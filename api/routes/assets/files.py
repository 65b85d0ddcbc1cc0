"""Files on assets: added, shown, fetched and removed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from api.context import Context, blobs
from api.dependencies import ContextOf, Language, ViewerOf
from api.limits import told_size
from api.routes.assets.items import asset_id
from gis.asset_files import Cabinet
from gis.errors import Invalid, Issue, TooLarge
from gis.exchange.desk import safe_name
from gis.session import open_session
from gis.viewer import Action, Viewer

router = APIRouter(prefix="/{commune}/assets/{layer}/{asset}/files", include_in_schema=False)

_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
_ENDINGS = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png"}
NEVER_RUN = {
    # Nothing in it is run, wherever somebody opens it.
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie",
}
_AT_ONCE = 10
_PRIVATE = {"Cache-Control": "private, no-store"}


@contextmanager
def _cabinet(  # noqa: PLR0913  whose, of what, and for what
    context: Context, viewer: Viewer, commune: str, layer: str, asset: str, *, source: str = ""
) -> Iterator[Cabinet]:
    """Open the files of an asset, for reading where no source is told."""
    with open_session(
        context.engine,
        context.catalogue,
        commune,
        viewer,
        source=source or "read",
        reading=not source,
    ) as session:
        declared = session.layer(layer)
        identity = asset_id(declared, asset)
        yield Cabinet(session, declared, identity, blobs(context, commune))


async def _sent(request: Request, viewer: ViewerOf) -> AsyncIterator[tuple[list[UploadFile], str]]:
    """Receive files, from those only who may add some."""
    viewer.must(Action.CAPTURE)
    form = await request.form(max_files=_AT_ONCE, max_fields=10)
    try:
        files = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
        yield [each for each in files if each.filename], str(form.get("caption") or "")
    finally:
        await form.close()


Sent = Annotated[tuple[list[UploadFile], str], Depends(_sent)]


@router.post("")
def add(  # noqa: PLR0913  the parameters of the address
    commune: str,
    layer: str,
    asset: str,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
    sent: Sent,
) -> Response:
    """Keep files, all of them or none."""
    files, caption = sent
    most = context.settings.max_file_bytes
    with _cabinet(context, viewer, commune, layer, asset, source="file") as cabinet:
        if not files:
            raise Invalid([Issue("missing", "file")])
        for file in files:
            data = file.file.read(most + 1)
            if len(data) > most:
                raise TooLarge(told_size(most))
            cabinet.add(data, safe_name(file.filename or ""), caption, context.now())
    return _onward(commune, layer, asset, language)


def _onward(commune: str, layer: str, asset: str, language: str) -> Response:
    address = f"/{quote(commune)}/assets/{quote(layer)}/{quote(asset)}?lang={language}#files"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=_PRIVATE)


@router.post("/{file}/remove")
def remove(  # noqa: PLR0913  likewise
    commune: str,
    layer: str,
    asset: str,
    file: UUID,
    context: ContextOf,
    viewer: ViewerOf,
    language: Language,
) -> Response:
    """Remove a file; that it was there stays told."""
    viewer.must(Action.CAPTURE)
    with _cabinet(context, viewer, commune, layer, asset, source="file") as cabinet:
        cabinet.remove(file, context.now())
    return _onward(commune, layer, asset, language)


@router.get("/{file}")
def content(  # noqa: PLR0913  likewise
    commune: str, layer: str, asset: str, file: UUID, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Return a file to be saved, never to be run."""
    with _cabinet(context, viewer, commune, layer, asset) as cabinet:
        found = cabinet.find(file)
        data = cabinet.read(found)
    stem = found.name.rpartition(".")[0] or found.name
    name = quote(f"{stem}{_ENDINGS[found.kind]}")
    headers: dict[str, Any] = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(data, media_type=_TYPES[found.kind], headers=NEVER_RUN | headers)


@router.get("/{file}/thumb")
def thumb(  # noqa: PLR0913  likewise
    commune: str, layer: str, asset: str, file: UUID, context: ContextOf, viewer: ViewerOf
) -> Response:
    """Return the small picture of a photo."""
    with _cabinet(context, viewer, commune, layer, asset) as cabinet:
        data = cabinet.read(cabinet.find(file), thumb=True)
    return Response(data, media_type="image/jpeg", headers=NEVER_RUN)
