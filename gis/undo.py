"""Undoing: what some revisions changed is set back, as a change of its own.

Nothing is taken out of the journal. The undo writes the earlier states once more, as one new
revision with the source ``undo``, which can be undone in turn: that is a redo. All of it is
set operations (``sql/undo.sql``), an import of a hundred thousand assets is no more work for
Python than one asset.

An asset that was changed since is never overwritten. It, and whatever cannot be set back
without it (a node that a pipe changed since still refers to), is listed with who changed it and
when; the rest is undone if the caller wants just that, otherwise nothing is.

A removed asset comes back with its id, at the version after its last: versions never repeat,
so whoever still holds an old one is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from gis.errors import Issue, NotAllowed, UndoRefused, UnknownRevision
from gis.session import CommuneSession
from gis.viewer import Action
from layers.spec import FieldRole, Kind, Layer

SOURCE = "undo"
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be undone.

    Attributes
    ----------
    first, last : int
        Revisions, both included; one transaction is one revision.
    layer, asset : optional
        Only what they changed of this asset.
    """

    first: int
    last: int
    layer: Layer | None = None
    asset: UUID | None = None

    @classmethod
    def revision(cls, revision: int, through: int | None = None) -> Target:
        """Return one revision, or all from this one through another."""
        return cls(revision, max(revision, through or revision))


@dataclass(frozen=True, slots=True)
class Done:
    """How many assets of a layer were set back, recreated and deleted."""

    restored: int = 0
    recreated: int = 0
    deleted: int = 0

    def __bool__(self) -> bool:
        return bool(self.restored or self.recreated or self.deleted)


@dataclass(frozen=True, slots=True)
class Kept:
    """An asset that stays as it is, and why.

    `reason` is ``changed_since`` (then `revision`, `at` and `actor` tell the last change),
    ``still_referred``, ``reference_gone``, ``code_taken`` or ``unfit``; `other` names what
    stands in the way.
    """

    layer: str
    asset: UUID
    code: str
    reason: str
    other: str | None = None
    revision: int | None = None
    at: datetime | None = None
    actor: str | None = None

    @property
    def issue(self) -> Issue:
        """The same as an issue with its sentence."""
        path = f"{self.layer} {self.code}"
        match self.reason:
            case "changed_since":
                at = self.at.strftime("%Y-%m-%d %H:%M UTC") if self.at else "?"
                details = {"actor": self.actor, "revision": self.revision or "…", "at": at}
                return Issue("undo_changed_since", path, details=details)
            case "still_referred":
                return Issue("undo_still_referred", path, details={"other": self.other})
            case "reference_gone":
                return Issue("undo_reference_gone", path, details={"other": self.other})
            case "code_taken":
                return Issue("undo_code_taken", path, details={"other": self.other})
            case _:
                return Issue("undo_unfit", path, details={"why": self.other})


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did, or would do.

    Attributes
    ----------
    layers : dict
        Layer -> what was set back there; layers without any are left out.
    kept : sequence of Kept
        The first of those that stay as they are; `kept_total` counts all.
    dry_run : bool
        Nothing was changed.
    """

    target: Target
    layers: Mapping[str, Done]
    kept: Sequence[Kept] = field(default=())
    kept_total: int = 0
    dry_run: bool = False

    @property
    def total(self) -> int:
        """The number of assets set back, recreated or deleted."""
        return sum(d.restored + d.recreated + d.deleted for d in self.layers.values())


def undo(
    session: CommuneSession, target: Target, *, partial: bool = False, dry_run: bool = False
) -> Undone:
    """Set back what `target` changed.

    Parameters
    ----------
    partial : bool
        Undo the rest where some assets cannot be set back.
    dry_run : bool
        Do all of it, tell what was done, and take it back.

    Raises
    ------
    UndoRefused
        Some assets cannot be set back and `partial` was not asked for; or earlier values no
        longer fit their layer. Nothing was changed.
    UnknownRevision, NotAllowed, Unauthenticated
    """
    session.viewer.must(Action.EDIT)
    session.connection.execute(
        text("SELECT set_config('netzkaart.source', :source, true)"), {"source": SOURCE}
    )
    with session.connection.begin_nested() as savepoint:
        plan = _Plan(session, target)
        kept, total = plan.kept()
        if kept and not partial and not dry_run:
            raise UndoRefused([each.issue for each in kept], target.first, total)
        done = plan.apply()
        plan.drop()
        if dry_run:
            savepoint.rollback()
    return Undone(target, done, kept, total, dry_run)


@lru_cache(maxsize=1)
def _statements() -> dict[str, str]:
    script = files("gis.database").joinpath("sql", "undo.sql").read_text(encoding="utf-8")
    blocks = (block.partition("\n") for block in script.split("-- name: ")[1:])
    return {name.strip(): sql.strip() for name, _, sql in blocks}


class _Plan:
    """A temporary table with one row for each asset that the target touched."""

    def __init__(self, session: CommuneSession, target: Target) -> None:
        self.session = session
        self.target = target
        self._run("plan")
        found = self._run(
            "touched",
            first=target.first,
            last=target.last,
            only_layer=target.layer.name if target.layer else None,
            only_asset=target.asset,
        )
        if not found:
            raise UnknownRevision(target.first)
        session.connection.exec_driver_sql("ANALYZE undo_plan")
        self.layers = self._layers()
        # The rows are held first: whoever changed them before is seen, nobody can afterwards.
        for layer in self.layers:
            self._run("lock", layer)
        self._run("later", last=target.last)
        for layer in self.layers:
            self._run("act", layer)
        # Known anew: with what it knew before, PostgreSQL thinks that nothing will be set back.
        session.connection.exec_driver_sql("ANALYZE undo_plan")
        while self._hold_back():
            pass

    def _run(self, name: str, layer: Layer | None = None, **values: Any) -> int:
        """Run a statement; tell how many rows it changed."""
        named = values.pop("names", {})
        if layer is not None:
            values["layer"] = named["layer"] = layer.name
        statement = self._filled(name, named)
        bound = {k: v for k, v in values.items() if f":{k}" in statement}
        return int(self.session.connection.execute(text(statement), bound).rowcount)

    def _filled(self, name: str, names: Mapping[str, str]) -> str:
        statement = _statements()[name].replace("{schema}", self.session.quoted_schema)
        for placeholder, value in names.items():
            statement = statement.replace("{" + placeholder + "}", value)
        return statement

    def _layers(self) -> list[Layer]:
        """Return the layers touched, in the catalogue's order.

        Raises
        ------
        NotAllowed
            The viewer may not know of one of them: a half undo would be none.
        """
        query = text("SELECT DISTINCT layer FROM undo_plan")
        names = set(self.session.connection.scalars(query))
        catalogue = self.session.catalogue
        found = [layer for layer in catalogue.values() if layer.name in names]
        if any(layer.visibility > self.session.viewer.level for layer in found):
            raise NotAllowed(self.session.viewer.role.value, Action.EDIT.value)
        self._run("unknown", known=[layer.name for layer in catalogue.values()])
        return found

    def _hold_back(self) -> int:
        """Mark what cannot be set back because something else stays; tell how many more."""
        marked = 0
        touched = {layer.name for layer in self.layers}
        for layer, name, target in _references(self.session.catalogue.values()):
            names = {"field": name, "target": target}
            if target in touched:
                marked += self._run("still_referred", layer, target=target, names=dict(names))
            if layer.name in touched:
                marked += self._run("reference_gone", layer, target=target, names=dict(names))
        for layer in self.layers:
            marked += self._run("code_taken", layer, names={"code": _code(layer)})
        return marked

    def kept(self) -> tuple[list[Kept], int]:
        """Return the first assets that stay as they are, and how many there are."""
        statement = text(self._filled("kept", {}))
        rows = self.session.connection.execute(statement, {"limit": _LISTED}).all()
        found = [
            Kept(r.layer, r.asset, r.code, r.reason, r.other, r.revision, r.at, r.actor)
            for r in rows
        ]
        return found, rows[0].total if rows else 0

    def apply(self) -> dict[str, Done]:
        """Set back what can be."""
        done = {}
        for layer in self.layers:
            try:
                counts = self._apply(layer)
            except (IntegrityError, DataError) as error:
                issue = Issue("undo_unfit", layer.name, details={"why": _why(error)})
                raise UndoRefused([issue], self.target.first, 1) from error
            if counts:
                done[layer.name] = counts
        return done

    def _apply(self, layer: Layer) -> Done:
        fields = [each.name for each in layer.all_fields]
        deleted = self._run("delete", layer)
        self._run("free_codes", layer, names={"code": _code(layer)})
        assignments = ", ".join(f"{name} = r.{name}" for name in fields)
        restored = self._run("restore", layer, names={"assignments": assignments})
        names = {"columns": ", ".join(fields), "values": ", ".join(f"r.{name}" for name in fields)}
        recreated = self._run("recreate", layer, names=names)
        return Done(restored, recreated, deleted)

    def drop(self) -> None:
        """Let another undo follow in the same transaction."""
        self.session.connection.exec_driver_sql("DROP TABLE undo_plan")


def _references(layers: Any) -> Iterator[tuple[Layer, str, str]]:
    """Yield every reference field: its layer, its name, the layer it refers to."""
    for layer in layers:
        for each in layer.all_fields:
            if each.kind is Kind.REFERENCE and each.refers_to is not None:
                yield layer, each.name, each.refers_to


def _code(layer: Layer) -> str:
    code = layer.field_of(FieldRole.CODE)
    return code.name if code else "id"


def _why(error: IntegrityError | DataError) -> str:
    diagnostic = getattr(error.orig, "diag", None)
    constraint = diagnostic and (diagnostic.constraint_name or diagnostic.column_name)
    return str(constraint or error.orig).splitlines()[0][:120]
