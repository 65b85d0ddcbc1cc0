"""The operations that tablets send: their kinds, their states, how they are read.

An operation is immutable once it is written. What is wrong with one is told all at once; what an
older tablet calls by a name that has changed since is translated, and what nobody knows any more
is kept aside while the rest applies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from field_capture.captures.merge import Change
from gis.errors import Issue
from gis.validation.values import issue_of
from layers.spec import Layer


class Kind(StrEnum):
    """What a crew did."""

    CREATE = "create"
    UPDATE = "update"
    OBSERVE = "observe"
    RELOCATE = "relocate"
    RETIRE = "retire"
    INSPECT = "inspect"
    COMPLETE = "complete"
    RESOLVE = "resolve"


class Choice(StrEnum):
    """How a conflict is decided: the tablet's value, the server's, or a third."""

    THEIRS = "theirs"
    OURS = "ours"
    VALUE = "value"


class Moment(StrEnum):
    """When a task's photo was taken."""

    BEFORE = "before"
    AFTER = "after"


Name = Annotated[str, Field(max_length=40)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
_WITH_FIXES = frozenset({Kind.CREATE, Kind.OBSERVE, Kind.RELOCATE})
_WITH_BASE = frozenset({Kind.UPDATE, Kind.RETIRE, Kind.INSPECT})
_OF_AN_ASSET = ("layer", "asset_id")
_OF_A_DECISION = ("conflict_id", "choice")
_MOST_BYTES = 200_000


class Wish(BaseModel):
    """One field: what the tablet showed, and what the crew made of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base: Any = None
    new: Any = None


class Announced(BaseModel):
    """A photo that will follow; attributes never wait for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(ge=1, le=2**40)
    name: str = Field("photo.jpg", max_length=200)
    caption: str = Field("", max_length=500)
    moment: Moment | None = None


class Operation(BaseModel):
    """What a crew did to one asset, as a tablet wrote it down (WGS84, RFC 7946 geometry).

    Only a task may be about no asset; `answers`, `notes` and `task_version` are a completed
    task's, `choice`, `value`, `reason` and `version` (of the asset, as seen) a conflict's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    op_id: UUID
    device_id: UUID
    seq: int = Field(ge=0, le=2**63 - 1)
    layer: Name | None = None
    asset_id: UUID | None = None
    kind: Kind
    base_version: Version | None = None
    after: UUID | None = None
    schema_version: Version
    changed: dict[Name, Wish] = Field(default_factory=dict, max_length=200)
    geometry: dict[str, Any] | None = None
    fixes: list[dict[str, Any]] = Field(default_factory=list, max_length=500)
    photos: list[Announced] = Field(default_factory=list, max_length=20)
    task_id: UUID | None = None
    task_version: Version | None = None
    answers: dict[Name, Any] = Field(default_factory=dict, max_length=200)
    notes: str = Field("", max_length=5000)
    conflict_id: UUID | None = None
    choice: Choice | None = None
    value: Any = None
    reason: str | None = Field(None, max_length=500)
    version: Version | None = None
    client_time: AwareDatetime
    monotonic_ms: float | None = None
    app_version: Name = ""

    @property
    def seen_version(self) -> int | None:
        """The version of the asset that the tablet showed."""
        return self.base_version if self.version is None else self.version


def read(value: Any) -> tuple[Operation | None, list[Issue]]:
    """Read one operation; return everything that is wrong with its form.

    Returns
    -------
    operation or None, issues
    """
    if not isinstance(value, dict):
        return None, [Issue("not_an_object", "")]
    try:
        text = canonical(value)
    except ValueError:  # no number, or half a character
        return None, [Issue("control_characters", "operation")]
    if len(text) > _MOST_BYTES:
        details = {"length": len(text), "limit": _MOST_BYTES}
        return None, [Issue("too_long", "operation", details=details)]
    if b"\\u0000" in text:
        return None, [Issue("control_characters", "operation")]
    try:
        operation = Operation.model_validate(value)
    except ValidationError as error:
        found = [_issue(each) for each in error.errors(include_url=False)]
        if value.get("kind") != Kind.COMPLETE:
            names = (name for name in _OF_AN_ASSET if value.get(name) is None)
            found += [Issue("missing", name) for name in names]
        return None, found
    issues = _contradictions(operation)
    return (None if issues else operation), issues


def _issue(details: Any) -> Issue:
    path = ".".join(str(part) for part in details["loc"])
    return issue_of(details, path, known=Operation.model_fields)


def _contradictions(operation: Operation) -> list[Issue]:
    """Return what an operation of its kind lacks."""
    missing = []
    if operation.kind in _WITH_FIXES and not operation.fixes:
        missing.append("fixes")
    if operation.kind is Kind.CREATE and operation.geometry is None:
        missing.append("geometry")
    if operation.kind in _WITH_BASE and operation.base_version is None and operation.after is None:
        missing.append("base_version")
    missing += _asset_missing(operation)
    if operation.kind is Kind.COMPLETE and operation.task_id is None:
        missing.append("task_id")
    if operation.kind is Kind.RESOLVE:
        missing += [name for name in _OF_A_DECISION if getattr(operation, name) is None]
    return [Issue("missing", name) for name in missing]


def _asset_missing(operation: Operation) -> list[str]:
    """Return what an operation does not say of its asset."""
    missing = [name for name in _OF_AN_ASSET if getattr(operation, name) is None]
    if operation.kind is not Kind.COMPLETE:
        return missing
    if len(missing) == len(_OF_AN_ASSET):
        return ["asset_id"] if operation.changed or operation.after else []
    if operation.changed and operation.base_version is None and operation.after is None:
        missing.append("base_version")
    return missing


def canonical(value: Any) -> bytes:
    """Return JSON that is the same for the same content, however it was written down.

    Raises
    ------
    ValueError
        It holds what JSON has not: NaN, Infinity, half a surrogate pair.
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def fingerprint(value: Any) -> bytes:
    """Return the hash by which a body sent again is known."""
    return hashlib.sha256(canonical(value)).digest()


# --- Declarations that changed while a tablet was away -------------------------------------------

Upcaster = Callable[[str, dict[str, Change]], dict[str, Change]]
"""Layer and changes as one version of the catalogue had them -> as the next one has them."""

UPCASTERS: Mapping[int, Upcaster] = {}
"""Version of the catalogue -> what leads from it to the next one."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The changes of an operation in today's words.

    Attributes
    ----------
    quarantined : dict
        What nobody knows any more: kept, not applied.
    unknown : list of str
        What a tablet that is up to date cannot mean.
    """

    changes: dict[str, Change]
    quarantined: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def understand(
    operation: Operation,
    layer: Layer,
    version: int,
    upcasters: Mapping[int, Upcaster] = UPCASTERS,
) -> Understood:
    """Bring the changes of an operation to this version of the catalogue."""
    changes = {name: Change(wish.base, wish.new) for name, wish in operation.changed.items()}
    changes = upcast(layer, changes, operation.schema_version, version, upcasters)
    strange = [name for name in changes if name not in layer.by_name]
    known = {name: change for name, change in changes.items() if name not in strange}
    if operation.schema_version == version:
        return Understood(known, unknown=strange)
    aside = {name: {"base": changes[name].base, "new": changes[name].new} for name in strange}
    return Understood(known, quarantined=aside)


def upcast(
    layer: Layer,
    changes: dict[str, Change],
    since: int,
    version: int,
    upcasters: Mapping[int, Upcaster] = UPCASTERS,
) -> dict[str, Change]:
    """Return changes of one version of the catalogue as a later one has them."""
    for each in range(since, version):
        if each in upcasters:
            changes = upcasters[each](layer.name, changes)
    return changes


def renamed(layer: str, names: Mapping[str, str]) -> Upcaster:
    """Return an upcaster for fields of a layer that got other names."""

    def caster(of: str, changes: dict[str, Change]) -> dict[str, Change]:
        if of != layer:
            return changes
        today = {names.get(name, name): change for name, change in changes.items()}
        # A form that was begun before and finished after it: today's name was filled in last.
        return today | {name: change for name, change in changes.items() if name not in names}

    return caster
