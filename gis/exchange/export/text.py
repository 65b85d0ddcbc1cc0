"""Feature text passed through from PostgreSQL to files and answers, in constant memory."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Text, cast, literal, select

from gis.database import journal
from gis.database.schema import DIALECT, driver_connection
from gis.database.tables import COMMUNE
from gis.exchange.export.profile import COLLECTION_END, Profile, collection_head, feature_text
from gis.session import CommuneSession
from layers.spec import Layer

BLOCK = 1 << 16
_RECORD_SEPARATOR = b"\x1e"

Buffer = bytes | bytearray | memoryview
"""A row of text as psycopg hands it over."""


def collection(
    session: CommuneSession, layer: Layer, profile: Profile = Profile.RFC7946, *, block: int = BLOCK
) -> Generator[bytes]:
    """Yield a layer as one FeatureCollection, one feature on each line.

    The session's transaction must outlive the iteration; open it as a snapshot so that a
    file holds one state, however many writers are at work.
    """
    yield collection_head(session, layer, profile)
    buffer = bytearray()
    first = True
    with closing(feature_lines(session, layer, profile)) as rows:
        for row in rows:
            buffer += row if first else b"," + bytes(row)
            first = False
            if len(buffer) >= block:
                yield bytes(buffer)
                buffer.clear()
    yield bytes(buffer) + COLLECTION_END


def sequence(session: CommuneSession, layer: Layer, *, block: int = BLOCK) -> Generator[bytes]:
    """Yield a layer as GeoJSON text sequence (RFC 8142): each text between RS and line feed."""
    buffer = bytearray()
    with closing(feature_lines(session, layer, Profile.RFC7946)) as rows:
        for row in rows:
            buffer += _RECORD_SEPARATOR
            buffer += row
            if len(buffer) >= block:
                yield bytes(buffer)
                buffer.clear()
    yield bytes(buffer)


def feature_lines(session: CommuneSession, layer: Layer, profile: Profile) -> Generator[Buffer]:
    """Yield the features of a layer, ordered by id, each with the line feed that ends it."""
    table = session.table(layer)
    text = feature_text(session, layer, table, profile)
    return copy_lines(session, select(text).order_by(table.c.id))


def copy_lines(session: CommuneSession, statement: Select[Any]) -> Generator[Buffer]:
    """Yield the one text column of a statement, row by row, through COPY.

    Whoever may be closed in the middle must close this, too: the transaction's end waits for
    the COPY, and Python before 3.12.4 does not let go of what a closed generator was reading.
    """
    compiled = statement.compile(
        dialect=DIALECT,
        compile_kwargs={"literal_binds": True, "render_postcompile": True},
        schema_translate_map={COMMUNE: session.commune.name},
        render_schema_translate=True,
    )
    sql = str(compiled).replace("%%", "%")
    # CSV with control characters for quotes: JSON text comes out as it went in.
    options = "FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01'"
    driver = driver_connection(session.connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT ({options})") as copy:
        yield from copy


@dataclass(frozen=True, slots=True)
class Content:
    """What a viewer's whole commune holds: features by layer, and one hash of all of them."""

    counts: dict[str, int]
    sha256: str


def content(session: CommuneSession, at: int | None = None) -> Content:
    """Count and hash what the viewer may see, now or as it stood at a revision.

    The hash is SHA-256 over one line for each feature, ``{layer} {id} {version}``, ordered by
    layer and id: a follower computes it from its own copy and knows that nothing is missing,
    left over or old.
    """
    counts, digest = {}, hashlib.sha256()
    for layer in sorted(session.viewer.layers(session.catalogue), key=lambda each: each.name):
        table = session.table(layer) if at is None else journal.as_of(session, layer, at)
        line = (
            literal(f"{layer.name} ")
            .op("||")(cast(table.c.id, Text))
            .op("||")(literal(" "))
            .op("||")(cast(table.c.version, Text))
        )
        count = 0
        for row in copy_lines(session, select(line).order_by(table.c.id)):
            digest.update(row)
            count += 1
        counts[layer.name] = count
    return Content(counts, digest.hexdigest())
