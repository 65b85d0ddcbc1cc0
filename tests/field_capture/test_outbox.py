"""A tablet's outbox, from a file: taken in once, however often it is read."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from uuid import uuid4

import pytest
from PIL import Image

from field_capture.sync import outbox
from gis import assets
from gis.blobs import Blobs
from gis.errors import Invalid
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

CREW = Viewer("crew-1", ViewerRole.CREW)
PLACE = [6.2405, 49.7708]


@pytest.fixture
def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture
def file(tmp_path, picture):
    """A captured valve with a photo, as the app writes it."""
    hashed = hashlib.sha256(picture).hexdigest()
    photo = {"id": str(uuid4()), "sha256": hashed, "bytes": len(picture), "name": "a.jpg"}
    fix = {"lon": PLACE[0], "lat": PLACE[1], "accuracy_m": 0.02, "source": "nmea"}
    sigma = {"sigma_east_m": 0.01, "sigma_north_m": 0.01, "fix_quality": "rtk_fixed"}
    operation = {
        "op_id": str(uuid4()),
        "device_id": str(uuid4()),
        "seq": 1,
        "layer": "water_valve",
        "asset_id": str(uuid4()),
        "kind": "create",
        "schema_version": CATALOGUE.version,
        "changed": {"kind": {"new": "gate"}},
        "geometry": {"type": "Point", "coordinates": PLACE},
        "fixes": [fix | sigma | {"time": "2026-11-22T10:00:00Z"}],
        "photos": [photo],
        "client_time": "2026-11-22T10:00:00Z",
    }
    told = {
        "netzkaart": "outbox",
        "version": 1,
        "commune": "heffingen",
        "operations": [operation],
        "photos": [photo | {"data": base64.b64encode(picture).decode()}],
    }
    path = tmp_path / "outbox.json"
    path.write_text(json.dumps(told))
    return path


def test_a_file_read_twice_does_nothing_twice(make_commune, opened, file, tmp_path, now) -> None:
    make_commune()
    found = outbox.read(file)
    for repeated in (False, True):
        with opened("heffingen", CREW) as session:
            (receipt,) = outbox.take_in(session, found, now)
            assert receipt.outcome.state == "applied", receipt.outcome.reasons
            assert receipt.repeated is repeated
            blobs = Blobs(tmp_path / "files")
            root = tmp_path / "uploads"
            assert outbox.take_photo(session, found.photos[0], root, 10**6, blobs, now)
    with opened("heffingen") as session:
        made = assets.get(session, CATALOGUE["water_valve"], found.operations[0]["asset_id"])
        assert made.version == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"netzkaart": "outbox", "version": 2}'])
def test_another_file_is_refused(tmp_path, text) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(Invalid):
        outbox.read(path)


def test_a_photo_of_an_unknown_operation_is_left_alone(session, file, tmp_path, now) -> None:
    found = outbox.read(file)
    root = tmp_path / "uploads"
    assert not outbox.take_photo(session, found.photos[0], root, 10**6, Blobs(tmp_path), now)
