"""What must hold once everything has healed: nothing saved is lost, nothing is done twice, nothing
is overwritten silently, and what tablets show is true."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shapely import Point, wkb
from sqlalchemy import Engine, text

from field_capture.captures.merge import alike
from field_capture.states.operation import DONE
from gis.database.schema import quoted
from gis.observations import best_position, latest_epoch
from gis.session import CommuneSession, open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from layers.spec import FieldRole, GeometryKind
from tests.faults.tablet.device import Device

PLANNER = Viewer("ledger", ViewerRole.PLANNER)
_DONE = {each.value for each in DONE}
_SAME_M = 0.02


class Ledger:
    """The server's books of one commune, read behind its back."""

    def __init__(self, engine: Engine, commune: str) -> None:
        self.engine, self.commune = engine, commune

    def session(self) -> Any:
        return open_session(self.engine, CATALOGUE, self.commune, PLANNER, source="ledger")

    def rows(self, query: str) -> list[Any]:
        """Read; ``{c}`` is the commune's schema."""
        with self.session() as session:
            query = query.replace("{c}", quoted(self.commune))
            return list(session.connection.execute(text(query)))

    def log(self) -> dict[str, Any]:
        """Every operation that has arrived."""
        rows = self.rows("SELECT op_id::text AS op_id, o.* FROM {c}.operation o")
        counted = Counter(row.op_id for row in rows)
        assert max(counted.values(), default=1) == 1
        return {str(row.op_id): row for row in rows}

    # --- The invariant ----------------------------------------------------------------------------

    def check(self, devices: Sequence[Device], *, healed: bool = True) -> None:
        """Check everything that was promised.

        Parameters
        ----------
        healed : bool
            Everything could be exchanged since the last fault.
        """
        log = self.log()
        disks = {id(each): each.disk() for each in devices}
        known: set[str] = set()
        for device in devices:
            disk = disks[id(device)]
            known |= self._nothing_lost(device, disk, log)
            self._tells_the_truth(device, disk, log)
            self._photos_whole(device, disk)
            if healed:
                self._conflicts_shown(device, disk)
        assert log.keys() <= known, "nobody saved or began to save these"
        with self.session() as session:
            self._nothing_overwritten(session, log)
            self._positions_the_best(session)

    def _nothing_lost(self, device: Device, disk: Any, log: dict[str, Any]) -> set[str]:
        there = {each["op_id"]: each for each in disk["operations"]}
        for op_id, draft in device.saved.items():
            assert op_id in log or op_id in there, f"lost: {draft}"
        more = there.keys() - device.saved.keys()
        assert len(more) <= device.begun, f"never begun: {more}"
        for op_id, kept in there.items():
            if op_id in log:
                assert log[op_id].body == _plain(kept["op"]), "the log has something else"
        numbers = [each["seq"] for each in disk["operations"]]
        assert len(numbers) == len(set(numbers)), "two operations of one number"
        return set(there) | set(device.saved)

    def _tells_the_truth(self, device: Device, disk: Any, log: dict[str, Any]) -> None:
        for kept in disk["operations"]:
            if kept["on_server"]:
                assert kept["op_id"] in log, f"called on the server: {kept}"
            if kept["on_server"] and kept["state"] in _DONE:
                assert log[kept["op_id"]].state in _DONE, f"called done: {kept}"
        shown = device.shown()
        waiting = [k for k in disk["operations"] if not k["on_server"] and not k["mended_by"]]
        assert shown["standing"]["waiting"] == len(waiting)
        listed = {each["op_id"] for each in shown["entries"]}
        assert listed == {k["op_id"] for k in disk["operations"] if not k["mended_by"]}

    def _photos_whole(self, device: Device, disk: Any) -> None:
        rows = self.rows("SELECT id::text, sha256, file, kept_at FROM {c}.photo")
        server = {row.id: row for row in rows}
        there = {each["id"]: each for each in disk["photos"]}
        for each in there.values():
            assert each["stored"] in (None, each["sha256"]), "damaged on the tablet"
            if each["state"] == "kept":
                row = server[each["id"]]
                assert row.file is not None, "called kept"
                assert row.sha256 == each["sha256"]
            else:
                assert each["stored"] is not None, "waits, and its bytes are gone"
        kept = {row.sha256 for row in rows if row.file is not None}
        held = {each["stored"] for each in there.values()}
        assert device.taken <= kept | held, "a photo is lost"

    def _conflicts_shown(self, device: Device, disk: Any) -> None:
        """Check that a tablet shows every open conflict of its own, with both values."""
        rows = self.rows(
            "SELECT c.id::text, c.field, c.theirs, c.ours, o.device::text FROM {c}.conflict c"
            " JOIN {c}.operation o USING (op_id) WHERE c.choice IS NULL"
        )
        mine = {row.id: row for row in rows if row.device == device.device_id}
        shown = {each["id"]: each for each in disk["clashes"]}
        assert mine.keys() <= shown.keys(), "a conflict that nobody sees on the tablet"
        for clash, row in mine.items():
            assert (shown[clash]["theirs"], shown[clash]["ours"]) == (row.theirs, row.ours)

    # --- On the server ----------------------------------------------------------------------------

    def _nothing_overwritten(self, session: CommuneSession, log: dict[str, Any]) -> None:
        """Check that each value that was written replaced what its tablet had seen."""
        clashes: dict[tuple[str, str], Any] = {}
        for row in session.connection.execute(
            text(f"SELECT * FROM {quoted(self.commune)}.conflict")  # noqa: S608  quoted
        ):
            assert not alike(row.theirs, row.ours), row
            clashes[str(row.op_id), row.field] = row
        images = {
            (str(row.asset), row.before["version"]): row.before
            for row in session.connection.execute(
                text(
                    f"SELECT asset, before FROM {quoted(self.commune)}.journal"  # noqa: S608  quoted
                    " WHERE before IS NOT NULL"
                )
            )
        }
        for op_id, row in log.items():
            if row.state not in _DONE or row.kind in ("create", "resolve", "complete"):
                continue
            for name, wish in row.body["changed"].items():
                clash = clashes.get((op_id, name))
                if clash is not None:
                    assert alike(clash.theirs, wish["new"]), "the loser's value is another"
                    continue
                before = images.get((str(row.asset), row.version - 1)) if row.version else None
                if before is None:  # nothing was written: it was so already
                    continue
                was = before.get(name)
                harmless = (
                    alike(was, wish["base"]),
                    alike(*wish.values()),
                    alike(was, wish["new"]),
                )
                assert any(harmless), f"{op_id} overwrote {name}: {was!r}, not {wish['base']!r}"

    def _positions_the_best(self, session: CommuneSession) -> None:
        """Check that what was observed lies where its best visits say."""
        for layer in CATALOGUE.values():
            accuracy = layer.field_of(FieldRole.ACCURACY_HORIZONTAL)
            if layer.geometry is not GeometryKind.POINT or accuracy is None:
                continue
            table = f"{quoted(self.commune)}.{quoted(layer.name)}"
            query = f"SELECT id, {quoted(accuracy.name)}, ST_AsBinary(geom) FROM {table}"  # noqa: S608
            for asset, told, place in session.connection.execute(text(query)).all():
                _, seen = latest_epoch(session, asset)
                if not seen:
                    continue
                best = best_position(seen)
                point = wkb.loads(bytes(place))
                if self._is_decided(session, asset, point):
                    continue
                away = math.hypot(point.x - best.east, point.y - best.north)
                assert away < _SAME_M, f"{layer.name} {asset} lies {away:.2f} m from its best place"
                assert told <= best.sigma_m + _SAME_M, f"{layer.name} {asset}: {told}"

    def _is_decided(self, session: CommuneSession, asset: UUID, place: Point) -> bool:
        """Tell whether somebody has said that it lies there: until the next visit that counts."""
        decided = text(
            f"SELECT theirs FROM {quoted(self.commune)}.conflict"  # noqa: S608  our own name
            " WHERE asset = :asset AND field = 'geometry' AND choice = 'theirs'"
        )
        to_home = session.commune.operation.to_home
        said = session.connection.scalars(decided, {"asset": asset})
        there = (Point(*map(float, to_home(*each["coordinates"][:2]))) for each in said)
        return any(each.distance(place) < _SAME_M for each in there)

    def state(self, op_id: str) -> str | None:
        """Return what became of an operation, if it has arrived."""
        row = self.log().get(op_id)
        return row and row.state

    def asset(self, asset: str, layer: str = "water_valve") -> dict[str, Any]:
        """Return the values of an asset on the server."""
        query = (
            f"SELECT to_jsonb(t) - 'geom' FROM {{c}}.{quoted(layer)} t WHERE id = '{UUID(asset)}'"  # noqa: S608
        )
        return dict(self.rows(query)[0][0])


def _plain(op: dict[str, Any]) -> dict[str, Any]:
    """An operation as JSON has it: what is undefined is not there."""
    return {name: value for name, value in op.items() if value is not None or name in _NULLS}


_NULLS = frozenset({"base_version", "after"})
