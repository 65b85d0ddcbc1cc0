"""Bundles: immutable files of one snapshot, and the manifest that makes them one thing.

A bundle is written into a folder nobody looks into, its manifest last, and renamed into place
when all of it is on the disk: whoever finds a bundle finds it whole. It is never changed
afterwards, only removed after a week.
"""

from __future__ import annotations

import fcntl
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import orjson

from gis.database import journal
from gis.database.journal import Cursor
from gis.errors import NetzkaartError, UnknownThing
from gis.exchange.export import files as disk
from gis.exchange.export import geopackage, manifest
from gis.exchange.export.manifest import MANIFEST, Files
from gis.exchange.export.profile import (
    COLLECTION_END,
    NOTICE_FILE,
    Profile,
    code_list,
    collection_head,
    edition,
    notice,
    schema,
    schema_href,
)
from gis.exchange.export.text import BLOCK, collection, content, feature_lines
from gis.models import JsonObject
from gis.session import CommuneSession
from layers.spec import Layer

KEPT = timedelta(days=7)
KEPT_AT_MOST = 100
"""Bundles of one commune, whatever their age: a disk is finite."""
FRESH = timedelta(minutes=15)
"""A bundle this young is served although there are later revisions: deltas tell the rest."""
_PATIENCE_S = 10.0

_NAME = re.compile(r"[0-9a-z]{1,20}\.[0-9]{1,19}_[0-9a-z.-]{1,60}\Z")
_BUILDING = ".building-"

OpenSnapshot = Callable[[], AbstractContextManager[CommuneSession]]


class BundleBusy(Exception):
    """Somebody else is writing this commune's bundle; it will be there in a moment."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A whole bundle on the disk."""

    folder: Path
    manifest: JsonObject

    @property
    def name(self) -> str:
        """Cursor and edition: ``3f2a.17_1.0-1-1-63b399f0``."""
        return self.folder.name

    def path(self, file: str) -> Path:
        """Return where a file of the manifest lies.

        Raises
        ------
        UnknownThing
            The manifest lists no such file.
        """
        if file != MANIFEST and file not in {e["file"] for e in manifest.entries(self.manifest)}:
            raise UnknownThing("file", file[:80])
        return self.folder / file


def newest(
    open_snapshot: OpenSnapshot, root: Path, now: datetime, at_least: str | None = None
) -> Bundle:
    """Return a commune's bundle for a viewer: one that is there and fresh, or a new one.

    Each is built once, whoever asks for it at the same time, in whatever process.

    Parameters
    ----------
    root : Path
        The folder of the commune's bundles.
    at_least : str, optional
        Cursor that the bundle must have reached.

    Raises
    ------
    BundleBusy
        It is being built and was not ready in time.
    CursorGone
        `at_least` is of another incarnation or lies ahead.
    """
    with open_snapshot() as session:
        found = _fitting(session, root, now, at_least)
    if found is not None:
        return found
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root), open_snapshot() as session:
        found = _fitting(session, root, now, at_least)
        if found is None:
            prune(root, now)
            found = build(session, root, now)
        return found


def _fitting(
    session: CommuneSession, root: Path, now: datetime, at_least: str | None
) -> Bundle | None:
    head = journal.head(session)
    wanted = 0 if at_least is None else journal.resume(session, at_least).revision
    fitting = []
    for folder in root.glob(f"{head.incarnation}.*_{edition(session)}"):
        revision = int(folder.name.partition("_")[0].rpartition(".")[2])
        if wanted <= revision <= head.revision:
            fitting.append((revision, folder))
    if not fitting:
        return None
    revision, folder = max(fitting)
    found = _open(folder)
    if found is None or revision == head.revision or _age(found, now) < FRESH:
        return found
    return None


def find(root: Path, name: str) -> Bundle:
    """Return a bundle by its name.

    Raises
    ------
    UnknownThing
        There is none, or not any more.
    """
    found = _open(root / name) if _NAME.match(name) else None
    if found is None:
        raise UnknownThing("bundle", name[:80])
    return found


def _open(folder: Path) -> Bundle | None:
    try:
        return Bundle(folder, manifest.read(folder))
    except NetzkaartError:
        return None  # removed this very moment


def _age(bundle: Bundle, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(bundle.manifest["created_at"])


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the commune's lock: among threads and processes, gone with its holder."""
    with (root / ".lock").open("w") as file:
        end = time.monotonic() + _PATIENCE_S
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise BundleBusy from None
                time.sleep(0.05)
            else:
                break
        yield


def build_once(session: CommuneSession, root: Path, now: datetime) -> Bundle:
    """Return the bundle of exactly what a snapshot holds, written unless it is there.

    Raises
    ------
    BundleBusy
    """
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root):
        there = _open(root / f"{journal.head(session)}_{edition(session)}")
        return there or build(session, root, now)


def build(session: CommuneSession, root: Path, now: datetime) -> Bundle:
    """Write a bundle of what a snapshot holds; it is there when all of it is."""
    cursor = journal.head(session)
    target = root / f"{cursor}_{edition(session)}"
    folder = root / f"{_BUILDING}{uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        made = write(session, cursor, folder, now)
        disk.sync_folder(folder)
        folder.rename(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    disk.sync_folder(root)
    return Bundle(target, made)


def write(session: CommuneSession, cursor: Cursor, folder: Path, now: datetime) -> JsonObject:
    """Write all files of a bundle into a folder, and the manifest when they are there."""
    layers = session.viewer.layers(session.catalogue)
    found = Files()
    written = found.written
    package = f"{session.commune.name}.gpkg"
    for part in ("schemas", "codelists"):
        (folder / part).mkdir()
    geopackage.write(session, layers, folder / package, now)
    written[package] = disk.hashed(folder / package)
    written[NOTICE_FILE] = disk.write(folder / NOTICE_FILE, [notice(session).encode()])
    for layer in layers:
        _write_layer(session, layer, folder, found)
        fgb = folder / f"{layer.name}.fgb"
        geopackage.flatgeobuf(folder / package, layer, session.commune.srid, fgb)
        written[fgb.name] = disk.hashed(fgb)
        text = orjson.dumps(schema(layer, session.viewer.level), option=orjson.OPT_INDENT_2)
        written[schema_href(layer)] = disk.write(folder / schema_href(layer), [text])
        for field in session.viewer.fields(layer):
            name = field.codes and f"codelists/{field.codes.name}.json"
            if name and name not in written:
                text = orjson.dumps(code_list(field.codes), option=orjson.OPT_INDENT_2)
                written[name] = disk.write(folder / name, [text])
    made = manifest.make(session, cursor, content(session), found, now)
    disk.replace(folder / MANIFEST, [orjson.dumps(made, option=orjson.OPT_INDENT_2) + b"\n"])
    return made


def _write_layer(session: CommuneSession, layer: Layer, folder: Path, found: Files) -> None:
    """Write a layer's GeoJSON and its text sequence in one go, then JSON-FG."""
    names = (f"{layer.name}.geojson", f"{layer.name}.geojsonl")
    files = [disk.HashedFile(folder / name, packed=True) for name in names]
    buffers = (bytearray(collection_head(session, layer, Profile.RFC7946)), bytearray())
    first = True
    for row in feature_lines(session, layer, Profile.RFC7946):
        buffers[0].extend(row if first else b"," + bytes(row))
        buffers[1].extend(b"\x1e" + bytes(row))
        first = False
        if len(buffers[0]) >= BLOCK:
            _flush(files, buffers)
    buffers[0].extend(COLLECTION_END)
    _flush(files, buffers)
    for name, file in zip(names, files, strict=True):
        found.written[name] = file.close()
    name = f"{layer.name}.fg.json"
    blocks = collection(session, layer, Profile.JSONFG)
    found.written[name] = disk.write(folder / name, blocks, packed=True)


def _flush(files: list[disk.HashedFile], buffers: tuple[bytearray, ...]) -> None:
    for file, buffer in zip(files, buffers, strict=True):
        file.write(bytes(buffer))
        buffer.clear()


def prune(root: Path, now: datetime) -> None:
    """Remove bundles older than a week, those beyond what a disk should hold, and debris."""
    kept = []
    for folder in root.iterdir():
        if folder.name.startswith(_BUILDING):
            # Whoever built it held the lock that we hold now: nobody is at it any more.
            shutil.rmtree(folder, ignore_errors=True)
        elif _NAME.match(folder.name) and (found := _open(folder)) is not None:
            kept.append((_age(found, now), folder))
    kept.sort()
    for age, folder in kept[:KEPT_AT_MOST]:
        if age > KEPT:
            shutil.rmtree(folder, ignore_errors=True)
    for _, folder in kept[KEPT_AT_MOST:]:
        shutil.rmtree(folder, ignore_errors=True)
