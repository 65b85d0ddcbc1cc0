"""Photos of a report: what is kept of them, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import ExifTags, Image

from field_capture.reports import photos as report_photos
from tests.api.reports.citizens import HOME, jpeg, link


def photo(citizen, form, *files: bytes):
    sent = [("photos", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(files)]
    return citizen.post(f"{HOME}?lang=en", data=form(), files=sent)


def test_a_photo_is_turned_upright_and_tells_nothing(citizen, form, app_context):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Kims Kamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (49.0, 46.0, 1.0)
    link(photo(citizen, form, jpeg((640, 480), exif=exif)))
    blobs = report_photos.blobs_of(app_context.settings.home, "heffingen")
    kept = [path for path in blobs.root.rglob("*") if path.is_file()]
    sizes = set()
    for path in kept:
        with Image.open(path) as picture:
            assert dict(picture.getexif()) == {}
            sizes.add(picture.width < picture.height)
        assert b"Kamera" not in path.read_bytes()
    assert sizes == {True}, "upright"
    assert len(kept) == 2, "the original is not kept"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, "HEIC"),
        (b"GIF89a<script>alert(1)</script>", "JPEG"),
        (b"\xff\xd8\xff\xe0nothing", "damaged"),
        (b"%PDF-1.7", "JPEG"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_remedy_and_nothing_is_lost(
    citizen, form, rows, data, told
):
    answer = photo(citizen, form, data)
    assert answer.status_code in (400, 413, 422)
    assert told in answer.text
    assert 'name="description"' in answer.text, "the form is still there"
    assert rows("SELECT count(*) FROM heffingen.report") == [(0,)]


def test_all_that_is_wrong_is_told_beside_the_photo(citizen, form):
    answer = photo(citizen, lambda: form(email="kim@example"), b"%PDF-1.7")
    told = " ".join(html.fromstring(answer.text).xpath("//*[@role='alert']//text()"))
    assert "JPEG" in told
    assert "E-mail" in told
    program = {"Accept": "application/json"}
    files = [("photos", ("a.jpg", b"%PDF-1.7", "image/jpeg"))]
    problem = citizen.post(HOME, data=form(email="x"), files=files, headers=program).json()
    assert [each["code"] for each in problem["issues"]] == ["unreadable", "email_malformed"]


def test_a_bomb_and_a_pile_are_refused(citizen, form):
    written = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(written, "PNG")
    assert photo(citizen, form, written.getvalue()).status_code == 413
    assert photo(citizen, form, *[jpeg()] * 4).status_code == 413


def test_what_hangs_on_a_photo_is_not_kept(citizen, form, app_context: object):
    link(photo(citizen, form, jpeg() + b"PK\x03\x04<?php evil ?>"))
    home = Path(citizen.app.state.context.settings.home)
    assert not any(b"evil" in path.read_bytes() for path in home.rglob("*") if path.is_file())
