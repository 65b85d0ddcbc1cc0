"""The import desk: a file is sent, looked at, corrected, taken over or thrown away; and undone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile

from api.context import Context
from api.dependencies import ContextOf, Language, ViewerOf, session_for
from api.pages import doors
from api.pages.assets import history as asset_history
from api.pages.imports import form as import_form
from api.pages.imports import view as import_view
from api.pages.templating import render
from api.pages.words import WORDS
from api.problems import status_of
from api.workshop import Workshop
from gis import history
from gis.errors import UndoRefused, UnknownThing
from gis.exchange import desk
from gis.exchange.coordinates import Place
from gis.exchange.desk import Held, Phase, State
from gis.exchange.entry import Entry
from gis.session import CommuneSession, open_session
from gis.undo import Target, undo
from gis.viewer import Action, Viewer

router = APIRouter(prefix="/{commune}/import", include_in_schema=False)

_PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Accept-Language, Cookie, Authorization"}
_AGAIN_S = "2"
_SHOWN = 10
_MOST_FIELDS = 50_000
_LONGEST = 200


@dataclass(frozen=True)
class Desk:
    """Somebody who may import, and where their files lie."""

    request: Request
    context: Context
    commune: str
    viewer: Viewer
    language: str

    @property
    def root(self) -> Path:
        """Folder of the commune's uploads."""
        return self.context.settings.home / "imports" / self.commune

    @property
    def workshop(self) -> Workshop:
        """Where files are worked on."""
        workshop: Workshop = self.request.app.state.workshop
        return workshop

    def held(self, token: str) -> Held:
        """Return a file of theirs, or raise `UnknownThing`."""
        return desk.find(self.root, token, self.viewer.actor)

    @contextmanager
    def reading(self) -> Iterator[CommuneSession]:
        """Open a session for what pages show."""
        context = self.context
        with open_session(
            context.engine, context.catalogue, self.commune, self.viewer, reading=True
        ) as session:
            yield session

    def page(
        self,
        template: str,
        session: CommuneSession,
        status: HTTPStatus = HTTPStatus.OK,
        **values: Any,
    ) -> HTMLResponse:
        """Return a page in their language."""
        html = render(
            template,
            self.language,
            nonce=self.request.state.nonce,
            commune=session.commune,
            workplace=doors.place(session.commune, session.viewer, doors.IMPORT),
            **values,
        )
        return HTMLResponse(html, status, headers=_PRIVATE)

    def onward(self, token: str = "", anchor: str = "") -> Response:
        """Lead to the page of a file, or to the desk."""
        path = f"/{self.commune}/import{'/' if token else ''}{token}"
        address = f"{path}?lang={self.language}{anchor}"
        return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=_PRIVATE)


async def _desk(
    request: Request, commune: str, context: ContextOf, viewer: ViewerOf, language: Language
) -> Desk:
    viewer.must(Action.IMPORT)
    return Desk(request, context, commune, viewer, language)


DeskOf = Annotated[Desk, Depends(_desk)]


async def _upload(at: DeskOf) -> AsyncIterator[tuple[UploadFile | None, dict[str, str]]]:
    """Receive a form with a file, from those only who may send one."""
    form = await at.request.form(max_files=1, max_fields=10)
    try:
        file = form.get("file")
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        yield (file if isinstance(file, UploadFile) and file.filename else None), texts
    finally:
        await form.close()


async def _texts(at: DeskOf) -> dict[str, str]:
    form = await at.request.form(max_files=0, max_fields=_MOST_FIELDS)
    return {name: value for name, value in form.items() if isinstance(value, str)}


Sent = Annotated[tuple[UploadFile | None, dict[str, str]], Depends(_upload)]
Texts = Annotated[dict[str, str], Depends(_texts)]
UndoSession = Annotated[CommuneSession, Depends(session_for("undo"), scope="function")]


@router.get("")
def desk_page(at: DeskOf) -> Response:
    """Show where a file is dropped, one's files, and what was imported."""
    with at.reading() as session:
        return _desk_page(at, session)


def _desk_page(
    at: Desk, session: CommuneSession, wrong: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    desk.sweep(at.root, at.context.now())
    imports = [each for each in history.revisions(session, limit=500) if each.source == "import"]
    names = asset_history.names_of(session, {each.actor for each in imports[:_SHOWN]})
    return at.page(
        "import.html",
        session,
        status,
        wrong=wrong,
        layers=import_form.layer_choices(session, at.language),
        held=[(each, each.state()) for each in desk.of(at.root, at.viewer.actor)],
        most_mb=at.context.settings.max_import_bytes // 1_000_000,
        imports=[
            import_view.revision(session, each, names, at.language) for each in imports[:_SHOWN]
        ],
    )


@router.post("")
def send(at: DeskOf, sent: Sent) -> Response:
    """Take in a file and begin to check it."""
    file, texts = sent
    with at.reading() as session:
        if file is None:
            told = WORDS["import_no_file"].to(at.language)
            return _desk_page(at, session, told, HTTPStatus.UNPROCESSABLE_ENTITY)
        layer = texts.get("layer") or None
        if layer is not None:
            session.layer(layer)
    state = State(
        actor=at.viewer.actor,
        name=desk.safe_name(file.filename or ""),
        language=at.language,
        layer=layer,
    )
    _say(state, texts)
    held = desk.receive(at.root, file.file, state, at.context.now())
    at.workshop.check(at.commune, at.viewer, held)
    return at.onward(held.token)


def _say(state: State, texts: dict[str, str]) -> None:
    """Note in which coordinates and letters the file is; what cannot be read is told at once."""
    place = texts.get("place", "").strip()[:_LONGEST]
    if place:
        Place.parse(place)
    state.place = place or None
    state.crs = texts.get("crs", "").strip()[:_LONGEST] or None
    state.encoding = texts.get("encoding", "").strip()[:40] or None


@router.get("/{token}")
def held_page(at: DeskOf, token: str) -> Response:
    """Show how far a file is, what it would change, or what it changed."""
    held = at.held(token)
    state = held.state()
    working = state.phase in (Phase.CHECKING, Phase.WRITING)
    if working and held.busy:
        with at.reading() as session:
            answer = at.page("import_busy.html", session, held=held, state=state)
        answer.headers["Refresh"] = _AGAIN_S
        return answer
    if working:
        state = _interrupted(at, held)
    with at.reading() as session:
        if state.phase is Phase.WRITTEN:
            values = import_view.done(session, held, at.language)
            return at.page("import_done.html", session, held=held, state=state, **values)
        values = import_view.checked(session, held, state, at.language)
        return at.page("import_check.html", session, held=held, state=state, **values)


def _interrupted(at: Desk, held: Held) -> State:
    """Find out how far a file was when the server was stopped: what is committed stays."""
    state = held.state()
    if state.phase not in (Phase.CHECKING, Phase.WRITING):
        return state  # it became ready meanwhile
    state.revision = at.workshop.revision(at.commune, at.viewer, state.tx)
    state.phase = Phase.WRITTEN if state.revision is not None else Phase.FAILED
    if state.phase is Phase.FAILED:
        state.error = {
            each: WORDS["import_interrupted"].to(each) for each in ("lb", "fr", "de", "en")
        }
    held.keep(state)
    return state


@router.post("/{token}/mapping")
def correct(at: DeskOf, token: str, texts: Texts) -> Response:
    """Check a file again, with the mapping as it was corrected."""
    held = at.held(token)
    state, file, noted = held.state(), held.noted("file"), held.noted("entries")
    if held.busy or state.phase is Phase.WRITTEN:
        return at.onward(token)
    _say(state, texts)
    if file is not None and noted is not None:
        given = [Entry(**each) for each in noted["entries"]]
        with at.reading() as session:
            corrected = import_form.read(texts, file, given, session)
        held.note("entries", noted | {"entries": [asdict(each) for each in corrected]})
    held.keep(state)
    at.workshop.check(at.commune, at.viewer, held)
    return at.onward(token)


@router.post("/{token}/accept")
def accept(
    at: DeskOf,
    token: str,
    how: Annotated[str, Form(max_length=10)] = "all",
    take: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Take a file over: all of it or, where its sender says so, the valid rows only."""
    held = at.held(token)
    state = held.state()
    if state.phase is Phase.CHECKED and not held.busy:
        state.skip, state.taken = how == "valid", take or []
        held.keep(state)
        at.workshop.write(at.commune, at.viewer, held)
    return at.onward(token)


@router.post("/{token}/discard")
def discard(at: DeskOf, token: str) -> Response:
    """Throw a file away; what was imported of it stays."""
    held = at.held(token)
    if held.busy:
        return at.onward(token)
    held.discard()
    return at.onward()


@router.get("/{token}/rejects.gpkg")
def rejects(at: DeskOf, token: str) -> Response:
    """Return the rows that were not taken over, with the reasons."""
    held = at.held(token)
    name = f"{Path(held.state().name).stem}_rejects.gpkg"
    return _download(held.rejects, name, "application/geopackage+sqlite3")


@router.get("/{token}/mapping.yaml")
def mapping(at: DeskOf, token: str) -> Response:
    """Return the mapping, for the next file of this kind and the command line."""
    held = at.held(token)
    name = f"{Path(held.state().name).stem}.yaml"
    return _download(held.folder / "mapping.yaml", name, "application/yaml")


def _download(path: Path, name: str, media_type: str) -> Response:
    if not path.is_file():
        raise UnknownThing("file", name)
    told = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = _PRIVATE | {"Content-Disposition": told}
    return FileResponse(path, media_type=media_type, headers=headers)


@router.get("/revisions/{revision}/undo")
def undo_page(at: DeskOf, revision: int, session: UndoSession) -> Response:
    """Show what undoing an import would set back, and what was changed since."""
    tried = undo(session, Target.revision(revision), dry_run=True)
    values = import_view.undone(session, tried, at.language)
    return at.page("import_undo.html", session, revision=revision, **values)


@router.post("/revisions/{revision}/undo")
def undo_import(
    at: DeskOf,
    revision: int,
    session: UndoSession,
    partial: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Undo an import; what was changed since stays, and nothing is undone unless that is said."""
    try:
        done = undo(session, Target.revision(revision), partial=partial == "yes")
    except UndoRefused as error:
        tried = undo(session, Target.revision(revision), dry_run=True)
        values = import_view.undone(session, tried, at.language)
        status = status_of(error)
        return at.page("import_undo.html", session, status, revision=revision, **values)
    values = import_view.undone(session, done, at.language)
    return at.page("import_undo.html", session, revision=revision, **values)
