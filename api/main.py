"""The web application: put together here, from parts that know nothing of each other."""

from __future__ import annotations

from fastapi import Depends, FastAPI, Request, Response

from api import base_maps, problems
from api.context import Context
from api.dependencies import SESSION_COOKIE, TOKEN_COOKIE
from api.language import language_of
from api.limits import BodyLimit
from api.ogc import features, landing
from api.ogc.parameters import once
from api.routes import (
    accounts,
    asset_edits,
    asset_pages,
    assets,
    captures,
    changes,
    exports,
    health,
    history,
    issues,
    map_sheets,
    map_views,
    maps,
    open311,
    pages,
    people,
    quality,
    reference,
    report,
    search,
    tiles,
)
from api.security.cross_site import RefuseCrossSite
from api.security.headers import SecurityHeaders
from api.security.public import HeadAsGet, SharedReading
from gis.errors import NetzkaartError


def create_app(context: Context) -> FastAPI:
    """Return the application that serves `context`.

    The documentation pages of FastAPI would load scripts from a third party: they are off,
    the API's description itself is at ``/api/openapi.json``.
    """
    app = FastAPI(
        title="Netzkaart",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.context = context
    base_maps.read(context.settings.base_maps)  # a file that is wrong is told now
    problems.install(app)
    for routes in (
        health,
        pages,
        accounts,
        people,
        report,
        reference,
        open311,
        maps,
        map_sheets,
        asset_pages,
        asset_edits,
    ):
        app.include_router(routes.router)
    for routes in (
        landing,
        features,
        tiles,
        captures,
        assets,
        history,
        issues,
        exports,
        changes,
        search,
        quality,
        map_views,
    ):
        app.include_router(routes.router, dependencies=[Depends(once)])
    app.include_router(exports.index_router)
    # Later ones are outer: headers go onto refusals too.
    app.add_middleware(RefuseCrossSite, refuse=_refusal)
    app.add_middleware(problems.Unexpected)
    app.add_middleware(BodyLimit, max_bytes=context.settings.max_body_bytes, refuse=_refusal)
    app.add_middleware(SharedReading, cookies=(TOKEN_COOKIE, SESSION_COOKIE))
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders, image_sources=context.settings.base_map_origin)
    return app


def _refusal(request: Request, error: NetzkaartError) -> Response:
    """Answer in the form of the door that was knocked at."""
    if request.url.path.startswith("/open311/"):
        return open311.refusal(request, error)
    return problems.from_error(error, language_of(request))
