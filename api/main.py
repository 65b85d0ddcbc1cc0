"""The web application: put together here, from parts that know nothing of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from api import base_maps, open311_body, problems, service_lives
from api.checking import CheckAfterEdits
from api.context import Context
from api.dependencies import SESSION_COOKIE, TOKEN_COOKIE
from api.limits import BodyLimit
from api.ogc import features, landing
from api.ogc.parameters import once
from api.routes import dashboard, health, pages
from api.routes.assets import edits as asset_edits
from api.routes.assets import files as asset_files
from api.routes.assets import history
from api.routes.assets import items as assets
from api.routes.assets import lines as asset_lines
from api.routes.assets import new as asset_new
from api.routes.assets import pages as asset_pages
from api.routes.assets import propose as asset_propose
from api.routes.data import changes, exports, imports, reference, search, sheets
from api.routes.desk import exports as desk_exports
from api.routes.desk import heat
from api.routes.desk import inbox as desk
from api.routes.desk import new as desk_new
from api.routes.desk import numbers as desk_numbers
from api.routes.desk import photos as desk_photos
from api.routes.desk import report as desk_report
from api.routes.desk import settings as desk_settings
from api.routes.maps import page as maps
from api.routes.maps import sheets as map_sheets
from api.routes.maps import tiles
from api.routes.maps import views as map_views
from api.routes.orders import adding, pictures
from api.routes.orders import pages as order_pages
from api.routes.orders import service as orders
from api.routes.people import accessibility, accounts, people
from api.routes.quality import issues, proposals, review
from api.routes.quality import page as quality
from api.routes.reports import follow as report_follow
from api.routes.reports import form as report
from api.routes.reports import labels as report_labels
from api.routes.reports import open311, webhooks, works
from api.routes.reports import scripts as report_app
from api.routes.reports.guards import Guards
from api.routes.tablets import app as field
from api.routes.tablets import captures, coverage, photos, sync, task_photos, tasks
from api.routes.tablets import pages as work_pages
from api.routes.tablets import work as sync_work
from api.security.cross_site import RefuseCrossSite
from api.security.headers import SecurityHeaders
from api.security.public import HeadAsGet, SharedReading
from api.whereabouts import Whereabouts
from api.workshop import Workshop
from field_capture.reports import photos as report_photos
from gis.errors import NetzkaartError
from gis.settings import Settings

_IMPORT = re.compile(r"/[^/]+/import\Z")
_REPORT = re.compile(r"/report/[^/]+/\Z")
_OPEN311 = re.compile(r"/open311/[^/]+/v2//?requests\.\w+\Z")
_FILES = re.compile(r"/[^/]+/(?:assets/[^/]+/[^/]+/files|orders/[^/]+/pictures)\Z")
_AT_ONCE = 4
"""Files of the largest size in one request; of smaller ones more."""

_FORM_BYTES = 10_000
"""What stands around a file in a form."""


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
    app.state.whereabouts = Whereabouts()
    app.state.workshop = Workshop(context)
    app.state.feedback_pace = accessibility.new_pace()
    app.state.report_guards = Guards()
    base_maps.read(context.settings.base_maps)  # a file that is wrong is told now
    service_lives.read(context.settings.service_lives)
    problems.install(app)
    app.router.routes.extend(_routes())
    # Later ones are outer: headers go onto refusals too.
    app.add_middleware(CheckAfterEdits, context=context)
    app.add_middleware(RefuseCrossSite, refuse=_refusal)
    app.add_middleware(problems.Unexpected)
    app.add_middleware(
        BodyLimit,
        max_bytes=context.settings.max_body_bytes,
        refuse=_refusal,
        larger=partial(_files_taken, context.settings),
    )
    app.add_middleware(SharedReading, cookies=(TOKEN_COOKIE, SESSION_COOKIE))
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders, image_sources=context.settings.base_map_origin)
    return app


@cache
def _routes() -> Sequence[BaseRoute]:
    """Return all routes, which keep nothing of an application.

    What FastAPI works out about them at the first request, a third of a second, then serves every
    application of this process: tests make a thousand.
    """
    every = APIRouter()
    # Routes are tried in turn: what is asked most often comes first.
    for routes in (tiles, features):
        every.include_router(routes.router, dependencies=[Depends(once)])
    for routes in (
        health,
        field,
        pages,
        accessibility,
        accounts,
        people,
        report,
        report_app,
        report_follow,
        report_labels,
        works,
        webhooks,
        reference,
        open311,
        maps,
        asset_new,
        map_sheets,
        asset_pages,
        asset_edits,
        asset_lines,
        asset_propose,
        review,
        adding,
        pictures,
        order_pages,
        desk,
        desk_new,
        desk_settings,
        heat,
        desk_numbers,
        desk_photos,
        desk_report,
        asset_files,
        imports,
        work_pages,
        task_photos,
    ):
        every.include_router(routes.router)
    for routes in (
        landing,
        captures,
        assets,
        history,
        issues,
        proposals,
        exports,
        sheets,
        changes,
        sync,
        sync_work,
        coverage,
        tasks,
        orders,
        photos,
        search,
        quality,
        map_views,
        dashboard,
        desk_exports,
    ):
        every.include_router(routes.router, dependencies=[Depends(once)])
    every.include_router(exports.index_router)
    return every.routes


def _files_taken(settings: Settings, scope: Scope) -> int | None:
    """Return how much the addresses take that files are sent to; None of all others."""
    if scope["method"] == "POST" and _IMPORT.match(scope["path"]):
        return settings.max_import_bytes + _FORM_BYTES
    if scope["method"] == "POST" and _REPORT.match(scope["path"]):
        return report_photos.MOST * settings.max_file_bytes + _FORM_BYTES
    if scope["method"] == "POST" and _OPEN311.match(scope["path"]):
        return open311_body.MOST_BYTES
    if scope["method"] == "POST" and _FILES.match(scope["path"]):
        return _AT_ONCE * settings.max_file_bytes + _FORM_BYTES
    return None


def _refusal(request: Request, error: NetzkaartError) -> Response:
    """Answer in the form of the door that was knocked at."""
    if request.url.path.startswith("/open311/"):
        return open311.refusal(request, error)
    return problems.refusal(request, error)
