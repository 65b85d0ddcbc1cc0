"""Which asset a row of a file is: so that the same file again changes nothing.

A row is known by, in this order: the UUID that our own export gave it; its code; the id that
the file gives it, together with the file's and the layer's name; where it lies and what it
says. All but the first are turned into a UUID of RFC 9562's version 8, the same every time:
half the work of version 5, which matters where a file has a million rows.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np
import orjson
import shapely

from gis.errors import Issue, Severity
from gis.exchange import checking
from gis.exchange.boundary import identify_boundary
from gis.exchange.staging import ids_by_code, known_ids
from layers.spec import FieldRole, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gis.exchange.batch import Batch
    from gis.session import CommuneSession

    Objects = NDArray[np.object_]

_UUID_LENGTH = 36
_BYTES = 16
_SHOWN = 10


def identify(session: CommuneSession, layer: Layer, batches: Sequence[Batch]) -> None:
    """Give every sound row of all batches for one layer the id of its asset.

    Rows that claim the code or id of another row, or the code of another asset, get an issue;
    rows that say exactly what an earlier row says are left out with a warning.
    """
    if layer is session.catalogue.bounding():
        identify_boundary(session, layer, batches)
        return
    _refuse_doubles(layer, batches)
    codes = [code for batch in batches for code in _codes(batch, layer) if code is not None]
    by_code = ids_by_code(session, layer, codes)
    namespace = namespace_of(session, layer)
    taken: dict[UUID, tuple[Batch, int]] = {}
    for batch in batches:
        own = _own_ids(batch)
        there = known_ids(session, layer, list(own.values())) if own else set()
        written = _codes(batch, layer)
        for row in batch.sound_rows():
            code, id_ = written[row], own.get(row)
            if id_ in there and by_code.get(code, id_) != id_:
                details = {"value": code, "layer": layer.name}
                batch.refuse(row, Issue("code_elsewhere", "code", details=details))
                continue
            if id_ not in there and code is not None:
                id_ = by_code.get(code) or id_ or _hashed(namespace, f"code:{code}")
            id_ = id_ or _hashed(namespace, _key(batch, row))
            if id_ in taken:
                first, number = taken[id_]
                details = {"first": first.label(number)}
                batch.refuse(row, Issue("duplicate_row", "", Severity.WARNING, details))
                continue
            taken[id_] = (batch, row)
            batch.ids[row] = id_


def require(session: CommuneSession, batch: Batch) -> None:
    """Miss required fields in rows that are new; those that are there have them."""
    if not any(each.required for each in batch.layer.all_fields):
        return
    there = known_ids(session, batch.layer, [batch.ids[row] for row in batch.sound_rows()])
    new = batch.sound & np.array([id_ not in there for id_ in batch.ids])
    for row, issue in checking.missing(batch.layer, batch.fields, new):
        batch.tell(row, issue)


def namespace_of(session: CommuneSession, layer: Layer) -> UUID:
    """Return what keeps apart equal codes of different layers and communes."""
    return uuid5(NAMESPACE_URL, f"netzkaart:{session.commune.name}/{layer.name}")


def hashed(namespace: UUID, keys: Iterable[str]) -> list[bytes]:
    """Turn keys into the bytes of UUIDs of RFC 9562's version 8."""
    own = namespace.bytes
    # A lone surrogate has no UTF-8, but the file may say it.
    digests = b"".join(
        blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_BYTES, key=own).digest()
        for key in keys
    )
    bits = np.frombuffer(digests, dtype=np.uint8).reshape(-1, _BYTES).copy()
    bits[:, 6] = bits[:, 6] & 0x0F | 0x80
    bits[:, 8] = bits[:, 8] & 0x3F | 0x80
    written = bits.tobytes()
    return [written[start : start + _BYTES] for start in range(0, len(written), _BYTES)]


def _hashed(namespace: UUID, key: str) -> UUID:
    return UUID(bytes=hashed(namespace, (key,))[0])


def fresh_ids(batch: Batch, layer: Layer, namespace: UUID) -> list[bytes]:
    """Return the ids of all rows, as bytes, if none of them were in the commune yet."""
    codes, own = _codes(batch, layer), _own_ids(batch)
    keys = [
        f"code:{code}" if code is not None else ("" if not sound else _key(batch, row))
        for row, (code, sound) in enumerate(zip(codes, batch.sound, strict=True))
    ]
    found = hashed(namespace, keys)
    for row, id_ in own.items():
        found[row] = id_.bytes
    return found


def _codes(batch: Batch, layer: Layer) -> Objects:
    role = layer.field_of(FieldRole.CODE)
    found = batch.fields.get(role.name) if role else None
    if found is not None:
        return found
    return np.full(len(batch), None, dtype=object)


def _refuse_doubles(layer: Layer, batches: Sequence[Batch]) -> None:
    """Refuse every row whose code or own id occurs more than once among all batches."""
    for kind, of in (("duplicate_code", _code_rows), ("duplicate_id", _id_rows)):
        said = [(value, batch, row) for batch in batches for value, row in of(batch, layer)]
        if len({value for value, _, _ in said}) == len(said):
            continue
        places: dict[Any, list[tuple[Batch, int]]] = defaultdict(list)
        for value, batch, row in said:
            places[value].append((batch, row))
        for value, found in places.items():
            if len(found) == 1 or _same(found):
                continue
            # Those that say so have to find each other.
            rows = ", ".join(batch.label(row) for batch, row in found[:_SHOWN])
            rows += f", ... ({len(found)})" if len(found) > _SHOWN else ""
            for batch, row in found:
                details = {"value": str(value), "count": len(found), "rows": rows}
                batch.refuse(row, Issue(kind, "code", details=details))


def _same(found: list[tuple[Batch, int]]) -> bool:
    """Tell whether rows say exactly the same: then the first counts and the others are left out."""
    return len({_key_of_content(batch, row) for batch, row in found}) == 1


def _code_rows(batch: Batch, layer: Layer) -> list[tuple[str, int]]:
    written = _codes(batch, layer)
    return [(written[row], row) for row in batch.sound_rows() if written[row] is not None]


def _id_rows(batch: Batch, _: Layer) -> list[tuple[UUID, int]]:
    own = _own_ids(batch)
    return [(own[row], row) for row in batch.sound_rows() if row in own]


def _own_ids(batch: Batch) -> dict[int, UUID]:
    """Return the ids that are UUIDs: those of our own exports, or of whoever makes them so."""
    if batch.source_ids is None:
        return {}
    found = {}
    long = [n for n, w in enumerate(batch.source_ids) if w is not None and len(w) == _UUID_LENGTH]
    for row in long:
        written = batch.source_ids[row]
        try:
            found[row] = UUID(written)
        except ValueError:
            continue
    return found


def _key(batch: Batch, row: int) -> str:
    """Return what tells a row without code from all others, the same in every run."""
    if batch.source_ids is not None and batch.source_ids[row] is not None:
        return f"id:{batch.file_stem}/{batch.source_name}/{batch.source_ids[row]}"
    return f"content:{_key_of_content(batch, row)}"


def _key_of_content(batch: Batch, row: int) -> str:
    said = {name: column[row] for name, column in sorted(batch.fields.items())}
    geometry = shapely.to_wkb(batch.geometries[row], hex=True)
    return f"{geometry} {orjson.dumps(said, default=str).decode()}"
