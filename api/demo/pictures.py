"""Pictures of the demo's reports, drawn here: what citizens saw, and what crews left behind.

Nobody's photo is in it. They go the way of every other picture: written anew, released by hand.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from enum import Enum
from random import Random
from uuid import UUID

from PIL import Image, ImageDraw
from sqlalchemy import select

from api.demo.drawing import dice
from field_capture import store
from field_capture.reports import photos as report_photos
from field_capture.reports.photos import DAMAGE, RESULT
from field_capture.states.report import State
from gis.blobs import Blobs
from gis.photos import Photo
from gis.session import CommuneSession

_SIZE = (960, 720)
_NIGHT, _DUSK, _ROAD, _GRASS = "#0c1424", "#28344d", "#4a4a4d", "#5d7d4a"
_DAY, _STEEL, _WATER, _BROWN = "#b9cfdf", "#7d8890", "#4d83ad", "#6d4c2f"
_EVERY = 2
"""One report in so many has a photo."""

Draw = ImageDraw.ImageDraw


class Look(Enum):
    """Whether something is broken yet."""

    BROKEN = "broken"
    MENDED = "mended"

    @property
    def is_mended(self) -> bool:
        """Whether a crew was there."""
        return self is Look.MENDED


Scene = Callable[[Draw, Random, Look], None]


def hang(session: CommuneSession, blobs: Blobs) -> None:
    """Give photos to reports: of the damage to some, of the repair to some that are done."""
    report, photo = store.table(session, "report"), store.table(session, "report_photo")
    chance = dice("pictures")
    rows = session.connection.execute(
        select(
            report.c.id,
            report.c.service_code,
            report.c.state,
            report.c.requested_at,
            report.c.updated_at,
        ).order_by(report.c.requested_at, report.c.number)
    ).all()
    link = store.table(session, "order_report")
    stops: dict[UUID, UUID] = {
        each.report: each.stop
        for each in session.connection.execute(select(link.c.report, link.c.stop))
    }
    left: dict[UUID, list[Photo]] = {}
    for number, row in enumerate(rows):
        if number % _EVERY == 0:
            seen = _read(drawn(row.service_code, chance, Look.BROKEN))
            report_photos.add(session, blobs, row.id, seen, now=row.requested_at, role=DAMAGE)
        if row.state == State.DONE.value and (row.id in stops or number % (2 * _EVERY) == 0):
            # Who shares a stop shares its picture, as when a crew sends one.
            place = stops.get(row.id, row.id)
            if place not in left:
                left[place] = _read(drawn(row.service_code, chance, Look.MENDED))
            report_photos.add(session, blobs, row.id, left[place], now=row.updated_at, role=RESULT)
    # What was looked at is public; the latest ones wait.
    for each in session.connection.execute(
        select(photo.c.id, photo.c.at).order_by(photo.c.at, photo.c.id)
    ).all()[: len(rows) // 3]:
        report_photos.release(session, each.id, each.at)


def _read(data: bytes) -> list[Photo]:
    return report_photos.read([(data, "demo.jpg")])


def drawn(service: str, chance: Random, look: Look) -> bytes:
    """Return a picture of a fault, or of the same place once it is repaired, as JPEG."""
    scene = next((draw for begin, draw in _SCENES.items() if service.startswith(begin)), _street)
    image = Image.new("RGB", _SIZE, _DAY)
    scene(ImageDraw.Draw(image), chance, look)
    ImageDraw.Draw(image).text((20, _SIZE[1] - 34), "DEMO", fill="#ffffff")
    written = io.BytesIO()
    image.save(written, "JPEG", quality=80)
    return written.getvalue()


def _ground(draw: Draw, sky: str, horizon: int) -> None:
    width, height = _SIZE
    draw.rectangle((0, 0, width, horizon), fill=sky)
    draw.rectangle((0, horizon, width, height), fill=_GRASS if sky == _DAY else "#1d2a1c")
    draw.polygon(
        [(width * 0.42, horizon), (width * 0.55, horizon), (width, height), (width * 0.1, height)],
        fill=_ROAD if sky == _DAY else "#222226",
    )


def _street(draw: Draw, chance: Random, look: Look) -> None:
    _ground(draw, _DAY, 300)
    for _ in range(4):
        left = chance.randint(0, 800)
        draw.rectangle((left, 190, left + 110, 310), fill="#cbb9a0", outline="#8a7a64")
        draw.polygon([(left - 8, 190), (left + 118, 190), (left + 55, 140)], fill="#9a4b3c")
    del look  # nothing is known of it: it looks as always


def _lamp(draw: Draw, chance: Random, look: Look) -> None:
    _ground(draw, _NIGHT, 420)
    for _ in range(40):
        x, y = chance.randint(0, 959), chance.randint(0, 400)
        draw.point((x, y), fill="#e8e8ff")
    at = chance.randint(260, 420)
    if look.is_mended:
        for step in range(12, 0, -1):
            glow = 40 + 14 * (12 - step)
            reach = step * 26
            draw.polygon(
                [(at + 150, 150), (at + 150 - reach, 640), (at + 150 + reach, 640)],
                fill=(glow, glow, glow // 2),
            )
    draw.rectangle((at, 140, at + 12, 660), fill=_STEEL)
    draw.line((at + 6, 142, at + 150, 132), fill=_STEEL, width=10)
    draw.ellipse((at + 120, 125, at + 180, 155), fill="#fff3b0" if look.is_mended else "#2c3138")


def _pole(draw: Draw, chance: Random, look: Look) -> None:
    _ground(draw, _DAY, 420)
    lean = 0 if look.is_mended else chance.randint(70, 150)
    draw.line((470, 660, 470 + lean, 80), fill=_STEEL, width=22)
    if not look.is_mended:
        draw.rectangle((452, 520, 486, 600), fill="#20242a")
        for shift in (0, 8, 16):
            draw.line((458 + shift, 600, 440 + 3 * shift, 650), fill="#d33d2f", width=4)


def _water(draw: Draw, chance: Random, look: Look) -> None:
    _ground(draw, _DAY, 260)
    if look.is_mended:
        draw.polygon([(380, 430), (600, 430), (660, 600), (340, 600)], fill="#2f2f31")
        return
    for ring in range(5, 0, -1):
        wide, high = 70 * ring + chance.randint(0, 30), 24 * ring
        draw.ellipse((480 - wide, 540 - high, 480 + wide, 540 + high), fill=_WATER)
    draw.line((400, 500, 560, 560), fill="#222222", width=6)


def _hydrant(draw: Draw, chance: Random, look: Look) -> None:
    _ground(draw, _DAY, 360)
    at = chance.randint(380, 500)
    draw.rectangle((at, 330, at + 90, 620), fill="#b3261e")
    draw.ellipse((at - 5, 290, at + 95, 370), fill="#8f1c16")
    draw.rectangle((at - 30, 420, at, 470), fill="#8f1c16")
    if not look.is_mended:
        for drop in range(6):
            draw.ellipse((at - 24, 480 + 26 * drop, at - 12, 496 + 26 * drop), fill=_WATER)
        draw.ellipse((at - 110, 610, at + 40, 650), fill=_WATER)


def _cover(draw: Draw, chance: Random, look: Look) -> None:
    draw.rectangle((0, 0, *_SIZE), fill=_ROAD)
    for _ in range(300):
        x, y = chance.randint(0, 959), chance.randint(0, 719)
        draw.point((x, y), fill="#66666a")
    draw.ellipse((250, 170, 710, 560), fill="#111114")
    shift = 0 if look.is_mended else chance.randint(50, 110)
    draw.ellipse((260 + shift, 178 - shift // 2, 700 + shift, 552 - shift // 2), fill="#5a5f66")
    for line in range(5):
        y = 240 + 60 * line - shift // 2
        draw.line((330 + shift, y, 630 + shift, y), fill="#3b3f45", width=12)


def _gully(draw: Draw, chance: Random, look: Look) -> None:
    draw.rectangle((0, 0, 960, 260), fill="#8d8d86")
    draw.rectangle((0, 260, *_SIZE), fill=_ROAD)
    draw.rectangle((300, 290, 660, 560), fill="#26282b")
    for bar in range(7):
        draw.rectangle((316 + 49 * bar, 300, 340 + 49 * bar, 550), fill="#666b72")
    for _ in range(0 if look.is_mended else 130):
        x, y = chance.gauss(480, 130), chance.gauss(430, 80)
        colour = chance.choice((_BROWN, "#a8672b", "#8a7d2c"))
        draw.ellipse((x - 22, y - 11, x + 22, y + 11), fill=colour)


def _charger(draw: Draw, chance: Random, look: Look) -> None:
    _ground(draw, _DAY, 380)
    at = chance.randint(360, 520)
    draw.rounded_rectangle((at, 200, at + 150, 640), 18, fill="#eef1f2", outline="#55606a", width=4)
    draw.rectangle((at + 28, 240, at + 122, 320), fill="#2e7d4f" if look.is_mended else "#8c1d18")
    draw.arc((at + 90, 380, at + 260, 640), 250, 100, fill="#1b1b1b", width=14)
    if not look.is_mended:
        draw.line((at + 40, 255, at + 110, 305), fill="#ffffff", width=8)
        draw.line((at + 110, 255, at + 40, 305), fill="#ffffff", width=8)


_SCENES: dict[str, Scene] = {
    "lamp": _lamp,
    "pole": _pole,
    "water": _water,
    "hydrant": _hydrant,
    "manhole": _cover,
    "sewer": _cover,
    "gully": _gully,
    "charger": _charger,
}
"""How a fault's code begins -> what it looks like."""
