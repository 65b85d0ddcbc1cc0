"""The import desk: files that were sent, lie here to be looked at, and are taken over or go.

Each lies in a folder of its own that only its sender finds again and only the serving user can
read, with what was said and found out about it. A folder goes by itself after a day. Who works on
a file holds its lock: where a process was killed the lock is free, and the page can say so.
"""

from __future__ import annotations

import fcntl
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, BinaryIO

import orjson

from gis.errors import UnknownThing
from gis.exchange.errors import no_room

KEPT = timedelta(hours=24)
"""How long a file lies here after it was last touched."""

MOST = 10
"""Files of one sender; the one that lay longest gives way to another."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}\Z")
_BLOCK = 1 << 20
_LONGEST = 100
_FORBIDDEN = frozenset('/\\:*?"<>|')


class Phase(StrEnum):
    """What is being done with a file, or was last."""

    CHECKING = "checking"
    CHECKED = "checked"
    WRITING = "writing"
    WRITTEN = "written"
    FAILED = "failed"


@dataclass(slots=True)
class State:
    """What was said about a file and what came of it.

    Attributes
    ----------
    actor : str
        Who sent it; nobody else finds it.
    language : str
        In which the file of rejected rows speaks.
    error : dict
        Why it could not be checked or written, by language.
    skip : bool
        Rows with errors are left out.
    taken : list of str
        Assets whose edits in a sheet go over what somebody else changed meanwhile.
    tx : int or None
        The transaction that wrote it, known before its revision is.
    revision : int or None
        What the import became in the journal; None where it changed nothing.
    """

    actor: str
    name: str
    language: str
    phase: Phase = Phase.CHECKING
    layer: str | None = None
    crs: str | None = None
    place: str | None = None
    encoding: str | None = None
    error: dict[str, str] = field(default_factory=dict)
    stage: str = ""
    done: int = 0
    total: int = 0
    skip: bool = False
    taken: list[str] = field(default_factory=list)
    tx: int | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A file on the desk."""

    folder: Path

    @property
    def token(self) -> str:
        """What its sender finds it by."""
        return self.folder.name

    @property
    def file(self) -> Path:
        """The file itself, under a name that no file system minds."""
        return self.folder / "file" / safe_name(self.state().name)

    @property
    def rejects(self) -> Path:
        """Where the rows that are not taken over are written."""
        return self.folder / "rejects.gpkg"

    def state(self) -> State:
        """Return what is known of it.

        Raises
        ------
        UnknownThing
            It has been thrown away meanwhile.
        """
        try:
            known = State(**orjson.loads((self.folder / "state.json").read_bytes()))
        except FileNotFoundError:
            raise UnknownThing("file", self.token[:8]) from None
        known.phase = Phase(known.phase)
        return known

    def keep(self, state: State) -> None:
        """Write the state down, whole or not at all."""
        self.note("state", asdict(state))

    def note(self, name: str, values: Any) -> None:
        """Keep JSON values beside the file."""
        draft = self.folder / f".{name}.{secrets.token_hex(4)}"
        draft.write_bytes(orjson.dumps(values, default=str, option=orjson.OPT_NON_STR_KEYS))
        draft.replace(self.folder / f"{name}.json")

    def noted(self, name: str) -> Any:
        """Return what `note` kept under a name, None where there is nothing."""
        try:
            return orjson.loads((self.folder / f"{name}.json").read_bytes())
        except FileNotFoundError:
            return None

    def lock(self) -> IO[bytes] | None:
        """Take the file for work until the lock is closed; None where somebody works on it."""
        handle = (self.folder / "lock").open("ab")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.close()
            return None
        return handle

    @property
    def busy(self) -> bool:
        """Whether somebody works on it."""
        lock = self.lock()
        if lock is not None:
            lock.close()
        return lock is None

    def discard(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def safe_name(name: str) -> str:
    """Return a file's own name: no path, nothing invisible, nothing that turns the reading."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in _FORBIDDEN).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and stem and len(ending) <= 10:  # noqa: PLR2004  .geojson, .flatgeobuf
        stem = _cut(stem, _LONGEST - len(ending) - 1)
        return f"{stem}.{ending}"
    return _cut(kept, _LONGEST) or "file"


def _cut(text: str, most: int) -> str:
    """Cut a name to so many characters, and to what file systems take in bytes."""
    return text[:most].encode()[:200].decode(errors="ignore")


def receive(root: Path, stream: BinaryIO, state: State, now: datetime) -> Held:
    """Keep a file that was sent.

    Raises
    ------
    NoRoom
    """
    sweep(root, now)
    _make_room(root, state.actor)
    held = Held(root / secrets.token_urlsafe(24))
    try:
        with no_room():
            # Nobody but the serving user looks into what was sent.
            held.folder.mkdir(parents=True, mode=0o700)
            held.keep(state)
            held.file.parent.mkdir(mode=0o700)
            with held.file.open("xb") as target:
                shutil.copyfileobj(stream, target, _BLOCK)
    except BaseException:
        held.discard()
        raise
    return held


def find(root: Path, token: str, actor: str) -> Held:
    """Return a file of somebody.

    Raises
    ------
    UnknownThing
        There is none, or it is another's.
    """
    held = Held(root / token)
    if not _TOKEN.match(token) or held.state().actor != actor:
        raise UnknownThing("file", token[:8])
    return held


def of(root: Path, actor: str) -> list[Held]:
    """Return the files of somebody, the newest first."""
    found = []
    for held in _all(root):
        with suppress(UnknownThing, OSError, ValueError, TypeError):
            if held.state().actor == actor:
                found.append((_touched(held), held.token, held))
    return [held for *_, held in sorted(found, reverse=True, key=lambda each: each[:2])]


def sweep(root: Path, now: datetime) -> None:
    """Throw away what lay too long."""
    for held in _all(root):
        with suppress(OSError):
            if now.timestamp() - _touched(held) > KEPT.total_seconds() and not held.busy:
                held.discard()


def _make_room(root: Path, actor: str) -> None:
    mine = of(root, actor)
    for held in mine[MOST - 1 :]:
        if not held.busy:
            held.discard()


def _all(root: Path) -> Iterator[Held]:
    if root.is_dir():
        for folder in root.iterdir():
            if _TOKEN.match(folder.name):
                yield Held(folder)


def _touched(held: Held) -> float:
    """Return when anything of it was last written."""
    return held.folder.stat().st_mtime
