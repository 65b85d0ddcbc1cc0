"""Pictures that people send: looked at by their content, turned upright, freed of what they tell.

A picture is written anew from its pixels: neither a position, nor a name of a camera, nor what
somebody appended to it leaves with it. When and where it was taken is told beside it, to be kept
by whoever may know.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PIL import ExifTags, Image, ImageDraw, ImageOps

from gis import local_time
from gis.errors import TooLarge, Unreadable
from gis.sentences import phrase

MOST_PIXELS = 60_000_000
"""Of a picture when it is unpacked: 180 MB of memory, more than any phone takes."""

LONGEST_EDGE = 4096
THUMB_EDGE = 480

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as parts of width and height: 0 to 1."""

_QUALITY = 85
_BLOCK = 16  # JPEG mixes colours over so many pixels
_RIM = 2  # and smooths them over the edge of that
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_FORMATS = ("JPEG", "PNG", "WEBP")
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_LAT, _LON = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture fit to be shown.

    Attributes
    ----------
    kind : str
        ``jpeg``, or ``png`` for drawings, whose edges stay sharp.
    thumb : bytes
        A small JPEG of it.
    taken_at : datetime or None
        By the camera's clock, UTC.
    position : (lon, lat) or None
        Where the camera says it was: WGS84, degrees.
    """

    kind: str
    data: bytes
    thumb: bytes
    width: int
    height: int
    taken_at: datetime | None
    position: tuple[float, float] | None


def kind_of(data: bytes) -> str | None:
    """Return what a file is by its first bytes: ``jpeg``, ``png``, ``webp``, ``heic``, ``pdf``."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    return "pdf" if data.startswith(b"%PDF-") else None


def clean(data: bytes, name: str) -> Photo:
    """Return a picture without anything that it tells beyond its pixels.

    Parameters
    ----------
    name : str
        What its sender calls it, for the sentences.

    Raises
    ------
    Unreadable
        No picture that we read, or a damaged one; with the remedy.
    TooLarge
        It has too many pixels.
    """
    kind = kind_of(data)
    if kind == "heic":
        raise Unreadable(name, phrase("photo_heic"))
    if kind not in ("jpeg", "png", "webp"):
        raise Unreadable(name, phrase("photo_kind"))
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            # What is claimed is known before anything is unpacked.
            if picture.width * picture.height > MOST_PIXELS:
                raise TooLarge(_told(picture))
            return _cleaned(picture, kind)
    except _BOMBS:
        raise TooLarge(f"> {MOST_PIXELS // 1_000_000} MP") from None
    except (OSError, ValueError, SyntaxError, EOFError, ZeroDivisionError, MemoryError):
        raise Unreadable(name, phrase("photo_damaged")) from None


def is_box(box: Box) -> bool:
    """Tell whether a box lies in a picture and covers anything of it."""
    left, top, right, bottom = box
    return 0 <= left < right <= 1 and 0 <= top < bottom <= 1


def blackened(data: bytes, name: str, boxes: Sequence[Box]) -> Photo:
    """Return a picture with parts of it black: what was there is in no pixel of it any more.

    A pixel that a box touches at all is covered, and so is the block that JPEG mixes it with.

    Raises
    ------
    Unreadable, TooLarge
    """
    before = clean(data, name)
    with Image.open(io.BytesIO(before.data), formats=_FORMATS) as picture:
        picture.load()
        covered = _flat(picture, keep_alpha=False)
    pen = ImageDraw.Draw(covered)
    for left, top, right, bottom in boxes:
        corners = (
            math.floor(left * covered.width - _RIM) // _BLOCK * _BLOCK,
            math.floor(top * covered.height - _RIM) // _BLOCK * _BLOCK,
            math.ceil((right * covered.width + _RIM) / _BLOCK) * _BLOCK - 1,
            math.ceil((bottom * covered.height + _RIM) / _BLOCK) * _BLOCK - 1,
        )
        pen.rectangle(corners, fill="black")
    return clean(_bytes(covered, before.kind), name)


def _told(picture: Image.Image) -> str:
    megapixels = picture.width * picture.height // 1_000_000
    return f"{megapixels} MP > {MOST_PIXELS // 1_000_000} MP"


def _cleaned(picture: Image.Image, kind: str) -> Photo:
    exif = picture.getexif()
    taken_at, position = _taken_at(exif), _position(exif)
    picture.load()
    upright = _flat(ImageOps.exif_transpose(picture), keep_alpha=kind == "png")
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    small = _flat(upright.copy(), keep_alpha=False)
    small.thumbnail((THUMB_EDGE, THUMB_EDGE), Image.Resampling.LANCZOS)
    written = "png" if kind == "png" else "jpeg"
    return Photo(
        kind=written,
        data=_bytes(upright, written),
        thumb=_bytes(small, "jpeg"),
        width=upright.width,
        height=upright.height,
        taken_at=taken_at,
        position=position,
    )


def _flat(picture: Image.Image, *, keep_alpha: bool) -> Image.Image:
    """Return the bare pixels as RGB, what is transparent white, in a picture of their own."""
    alpha = "A" in picture.getbands() or "transparency" in picture.info
    if alpha:
        picture = picture.convert("RGBA")
        if not keep_alpha:
            ground = Image.new("RGB", picture.size, "white")
            ground.paste(picture, mask=picture.getchannel("A"))
            return ground
        bare = Image.new("RGBA", picture.size)
    else:
        picture = picture.convert("RGB")
        bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare


def _bytes(picture: Image.Image, kind: str) -> bytes:
    written = io.BytesIO()
    if kind == "png":
        picture.save(written, "PNG", optimize=True)
    else:
        picture.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _taken_at(exif: Image.Exif) -> datetime | None:
    details = exif.get_ifd(ExifTags.IFD.Exif)
    text = details.get(ExifTags.Base.DateTimeOriginal)
    zone = details.get(ExifTags.Base.OffsetTimeOriginal)
    try:
        moment = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  its zone follows
        shift = datetime.strptime(str(zone).strip("\0 "), "%z").tzinfo if zone else local_time.ZONE
        return moment.replace(tzinfo=shift).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _position(exif: Image.Exif) -> tuple[float, float] | None:
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    try:
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude])
        lon = _degrees(gps[ExifTags.GPS.GPSLongitude])
        south = str(gps.get(ExifTags.GPS.GPSLatitudeRef, "N")).startswith("S")
        west = str(gps.get(ExifTags.GPS.GPSLongitudeRef, "E")).startswith("W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    lat, lon = -lat if south else lat, -lon if west else lon
    known = math.isfinite(lat) and math.isfinite(lon) and (lat or lon)
    return (lon, lat) if known and abs(lat) <= _LAT and abs(lon) <= _LON else None


def _degrees(parts: tuple[float, float, float]) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
