"""The mirror itself: load once, follow, publish, confirm."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from api.sigi_mirror.rows import (
    State,
    changes_of,
    form_of,
    revision_of,
    row_of,
    rows_of,
    state_of,
)
from api.sigi_mirror.server import MANIFEST, FullExportNeededError, MirrorError, Server
from gis.exchange.export.gpkg_file import Crs, GeoPackage


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did; `confirmed` is what the server said to the receipt."""

    cursor: str
    full: bool
    pages: int
    upserts: int
    tombstones: int
    features: int
    confirmed: bool


@dataclass(slots=True)
class _Tally:
    pages: int = 0
    upserts: int = 0
    tombstones: int = 0
    full: bool = False


class Mirror:
    """A folder with ``mirror.gpkg`` and what is needed to keep it in step."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self.server = server
        self.published = folder / "mirror.gpkg"
        self._work = folder / "work.gpkg"
        self._downloads = folder / "download"

    def sync(self) -> Report:
        """Bring the GeoPackage to the server's present revision and confirm it.

        Raises
        ------
        MirrorError
            Nothing is lost: the next run goes on from here.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise MirrorError(f"{self.folder}: another mirror is at work here") from None
            tally = _Tally()
            state = self._read_state() or self._full(tally)
            try:
                cursor = self._follow(state, tally)
            except FullExportNeededError:
                state = self._full(tally)
                cursor = self._follow(state, tally)
            self._publish(state)
            return self._confirm(cursor, state, tally)

    def _read_state(self) -> State | None:
        for path in (self._work, self.published):
            if path.exists():
                with closing(GeoPackage(path)) as package:
                    row = package.connection.execute("SELECT * FROM sigi_mirror").fetchone()
                return state_of(row)
        return None

    def _full(self, tally: _Tally) -> State:
        """Load everything anew, from the files of one bundle."""
        tally.full = True
        manifest = self.server.json(MANIFEST)
        self._downloads.mkdir(exist_ok=True)
        files = {}
        for layer in manifest["layers"]:
            entry = next(each for each in layer["alternates"] if each.get("profile") == "jsonfg")
            files[layer["name"]] = path = self._downloads / entry["sha256"]
            if not path.exists():
                href = urljoin(MANIFEST, entry["href"])
                self.server.download(href, path, entry["sha256"])
        building = self.folder / "building.gpkg"
        _remove(building)
        row = (1, manifest["cursor"], manifest["edition"], json.dumps(form_of(manifest)))
        state = state_of(row)
        crs = manifest["crs"]
        with closing(GeoPackage(building)) as package:
            package.create(Crs(state.srid, crs["name"], crs["wkt"]))
            with package.transaction():
                package.add_attributes(
                    "sigi_mirror", "id INTEGER PRIMARY KEY, cursor TEXT, edition TEXT, form TEXT"
                )
                package.connection.execute("INSERT INTO sigi_mirror VALUES (?, ?, ?, ?)", row)
                for name, table in state.tables.items():
                    package.add_table(table, state.srid)
                    package.insert(table, rows_of(files[name], table, state))
                    package.index(table)
        _remove(self._work)
        building.replace(self._work)
        shutil.rmtree(self._downloads, ignore_errors=True)
        return state

    def _follow(self, state: State, tally: _Tally) -> str:
        """Apply pages until the revision that was the server's when this began."""
        cursor = after = state.cursor
        goal = ""
        while True:
            with self.server.changes(cursor) as (head, server_cursor, lines):
                if head["edition"] != state.edition:
                    raise FullExportNeededError(head["edition"])
                goal = goal or server_cursor
                after = str(head["next"])
                if after != head["since"]:
                    self._apply(after, lines, state, tally)
            cursor = after
            if revision_of(cursor) >= revision_of(goal):
                return cursor

    def _apply(self, cursor: str, lines: Iterator[bytes], state: State, tally: _Tally) -> None:
        if not self._work.exists():
            copy = self.folder / "copy.gpkg"
            shutil.copyfile(self.published, copy)
            copy.replace(self._work)
        upserts = tombstones = 0
        with closing(GeoPackage(self._work)) as package, package.transaction():
            for change in changes_of(lines):
                table = state.tables[change["layer"]]
                if "feature" in change:
                    package.upsert(table, row_of(change["feature"], table, state))
                    upserts += 1
                else:
                    package.delete(table, change["id"])
                    tombstones += 1
            package.connection.execute("UPDATE sigi_mirror SET cursor = ?", (cursor,))
        tally.pages += 1
        tally.upserts += upserts
        tally.tombstones += tombstones

    def _publish(self, state: State) -> None:
        if not self._work.exists():
            return
        with closing(GeoPackage(self._work)) as package, package.transaction():
            for table in state.tables.values():
                package.describe(table, datetime.now(UTC))
        self._work.replace(self.published)
        handle = os.open(self.folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def _confirm(self, cursor: str, state: State, tally: _Tally) -> Report:
        """Tell the server what is held; the published file is asked, not our memory."""
        counts, digest = {}, hashlib.sha256()
        with closing(
            sqlite3.connect(f"{self.published.resolve().as_uri()}?mode=ro", uri=True)
        ) as db:
            for name in sorted(state.tables):
                counts[name] = 0
                select = f'SELECT id, version FROM "{name}" ORDER BY id'  # noqa: S608  a checked name
                for identity, version in db.execute(select):
                    digest.update(f"{name} {identity} {version}\n".encode())
                    counts[name] += 1
        receipt = {"cursor": cursor, "counts": counts, "sha256": digest.hexdigest()}
        answer = self.server.json("receipts", receipt)
        return Report(
            cursor=cursor,
            full=tally.full,
            pages=tally.pages,
            upserts=tally.upserts,
            tombstones=tally.tombstones,
            features=sum(counts.values()),
            confirmed=bool(answer["matches"]),
        )


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
