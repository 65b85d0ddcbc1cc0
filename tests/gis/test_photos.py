"""Photos and the store of files: hostile, damaged and telling ones."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from PIL import ExifTags, Image

from gis import photos
from gis.blobs import Blobs
from gis.errors import BlobDamaged, TooLarge, UnknownThing, Unreadable


def picture(kind="JPEG", size=(60, 40), mode="RGB", **options) -> bytes:
    made = Image.new(mode, size, "red" if mode == "RGB" else None)
    if mode == "RGB":
        made.paste("blue", (0, 0, size[0] // 2, size[1]))  # the left half
    written = io.BytesIO()
    made.save(written, kind, **options)
    return written.getvalue()


def telling(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SECRETCAM"
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = "2026:07:01 14:30:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (49.0, 46.0, 12.0)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (6.0, 14.0, 24.0)
    return picture(exif=exif)


def test_what_a_photo_tells_is_kept_beside_it_and_leaves_it() -> None:
    found = photos.clean(telling(1), "a.jpg")
    assert found.taken_at == datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    assert found.position == pytest.approx((6.24, 49.77))
    for data in (found.data, found.thumb):
        assert b"SECRETCAM" not in data
        with Image.open(io.BytesIO(data)) as written:
            assert not written.getexif()
            assert "exif" not in written.info


@pytest.mark.parametrize(
    ("orientation", "blue_at"),
    [(1, (5, 20)), (3, (55, 20)), (6, (20, 5)), (8, (20, 55))],
)
def test_a_photo_is_turned_upright(orientation, blue_at) -> None:
    found = photos.clean(telling(orientation), "a.jpg")
    with Image.open(io.BytesIO(found.data)) as written:
        assert written.size == (found.width, found.height)
        red, _, blue = written.convert("RGB").getpixel(blue_at)
    assert blue > 200
    assert red < 60


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_usual_kinds_are_read(kind) -> None:
    found = photos.clean(picture(kind), "a")
    assert photos.kind_of(found.data) == found.kind == ("png" if kind == "PNG" else "jpeg")
    assert photos.kind_of(found.thumb) == "jpeg"
    assert (found.taken_at, found.position) == (None, None)


@pytest.mark.parametrize("mode", ["L", "RGBA", "CMYK", "P", "LA", "I;16", "1"])
def test_strange_colours_become_usual_ones(mode) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    found = photos.clean(picture(kind, mode=mode), "a")
    with Image.open(io.BytesIO(found.data)) as written:
        assert written.mode in ("RGB", "RGBA")


def test_what_is_appended_or_hidden_goes() -> None:
    payload = b"<script>alert(1)</script>PK\x03\x04"
    for kind in ("JPEG", "PNG"):
        found = photos.clean(picture(kind) + payload, "a")
        assert b"script" not in found.data
    hidden = photos.clean(picture(comment=payload), "a.jpg")
    assert b"script" not in hidden.data


def test_large_pictures_shrink() -> None:
    found = photos.clean(picture(size=(5000, 100)), "a.jpg")
    assert max(found.width, found.height) == photos.LONGEST_EDGE
    with Image.open(io.BytesIO(found.thumb)) as thumb:
        assert max(thumb.size) == photos.THUMB_EDGE


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("edge", [8000, 12_000, 60_000])
def test_a_picture_that_swells_is_refused_before_it_is_unpacked(edge) -> None:
    head = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    with pytest.raises(TooLarge):
        photos.clean(bomb, "bomb.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + bytes(50),
        b"%PDF-1.7",
        b"MZ" + bytes(100),
        picture()[:200],
        picture()[:-30],
        picture("PNG")[:40],
        picture("WEBP")[:30],
        b"\xff\xd8\xff" + bytes(500),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"RIFF\0\0\0\0WEBP" + bytes(40),
        b"\0\0\0\x18ftypheic" + bytes(40),
    ],
)
def test_what_is_no_sound_picture_is_refused_with_a_remedy(data) -> None:
    with pytest.raises(Unreadable) as refused:
        photos.clean(data, "x")
    assert refused.value.sentence.en


def test_a_phone_s_format_is_told_its_remedy() -> None:
    with pytest.raises(Unreadable, match="JPEG"):
        photos.clean(b"\0\0\0\x18ftypheic" + bytes(40), "IMG.HEIC")


def test_a_file_is_kept_by_its_content(tmp_path) -> None:
    blobs = Blobs(tmp_path / "files")
    name = blobs.put(b"hello")
    assert name == hashlib.sha256(b"hello").hexdigest()
    assert blobs.put(b"hello") == name
    assert blobs.get(name) == b"hello"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [blobs.path(name)]
    blobs.remove(name)
    blobs.remove(name)
    with pytest.raises(UnknownThing):
        blobs.get(name)


def test_a_file_that_the_disk_spoilt_is_not_given_out_and_is_mended_by_its_sender(tmp_path) -> None:
    blobs = Blobs(tmp_path)
    name = blobs.put(b"hello")
    blobs.path(name).write_bytes(b"hellO")
    with pytest.raises(BlobDamaged):
        blobs.get(name)
    blobs.put(b"hello")
    assert blobs.get(name) == b"hello"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_digest_is_a_name(tmp_path, name) -> None:
    with pytest.raises(UnknownThing):
        Blobs(tmp_path).get(name)


def test_many_keep_the_same_file_at_once(tmp_path) -> None:
    blobs = Blobs(tmp_path)
    data = b"x" * 100_000
    with ThreadPoolExecutor(8) as threads:
        names = set(threads.map(lambda _: blobs.put(data), range(64)))
    assert len(names) == 1
    assert blobs.get(names.pop()) == data
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_kill_in_the_middle_leaves_no_half_file(tmp_path, monkeypatch) -> None:
    def killed(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gis.blobs.os.fsync", killed)
    blobs = Blobs(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        blobs.put(b"hello")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
