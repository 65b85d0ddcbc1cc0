"""Photos of tablets: in pieces, in any order, over days; kept only where they arrived whole."""

from __future__ import annotations

import hashlib
import io
import random
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from field_capture.captures.photo_upload import CHUNK_BYTES
from layers.catalogue import CATALOGUE

URL = "/api/v1/heffingen"


def picture(size=(1200, 900), seed: int = 1) -> bytes:
    """A picture of noise, so that it takes several pieces."""
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    written = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(written, "JPEG", quality=95)
    return written.getvalue()


class Sender:
    """A tablet with a photo of a valve."""

    def __init__(self, client, headers, data: bytes) -> None:
        self.client, self.headers, self.data = client, headers, data
        self.photo = str(uuid4())
        self.asset = str(uuid4())
        self.device = str(uuid4())

    def operation(self, **more: Any) -> dict[str, Any]:
        sha256 = hashlib.sha256(self.data).hexdigest()
        place = [6.2405, 49.7708]
        fix = {"accuracy_m": 0.03, "time": "2026-11-22T10:00:00Z", "source": "nmea"}
        fix |= {"lon": place[0], "lat": place[1], "fix_quality": "rtk_fixed"}
        return {
            "op_id": str(uuid4()),
            "device_id": self.device,
            "seq": 1,
            "layer": "water_valve",
            "asset_id": self.asset,
            "kind": "create",
            "schema_version": CATALOGUE.version,
            "geometry": {"type": "Point", "coordinates": place},
            "fixes": [fix],
            "photos": [{"id": self.photo, "sha256": sha256, "bytes": len(self.data)}],
            "client_time": "2026-11-22T11:00:00Z",
            **more,
        }

    def push(self, *operations: Any) -> list[dict[str, Any]]:
        answer = self.client.post(
            f"{URL}/sync/push", json={"operations": list(operations)}, headers=self.headers
        )
        return answer.json()["receipts"]

    def status(self) -> dict[str, Any]:
        return self.client.get(f"{URL}/photos/{self.photo}", headers=self.headers).json()

    def piece(self, n: int) -> bytes:
        return self.data[n * CHUNK_BYTES : (n + 1) * CHUNK_BYTES]

    def put(self, n: int, data: bytes | None = None, sha256: str | None = None) -> Any:
        data = self.piece(n) if data is None else data
        params = {"sha256": sha256 or hashlib.sha256(data).hexdigest()}
        return self.client.put(
            f"{URL}/photos/{self.photo}/chunks/{n}",
            content=data,
            params=params,
            headers=self.headers,
        )

    def finish(self) -> Any:
        return self.client.post(f"{URL}/photos/{self.photo}/finish", headers=self.headers)


@pytest.fixture
def sender(client, auth, make_commune, app_context, tmp_path) -> Sender:
    app_context.settings.home = tmp_path
    make_commune()
    found = Sender(client, auth("crew"), picture())
    assert found.push(found.operation())[0]["state"] == "applied"
    return found


def test_pieces_in_any_order_and_twice(sender, client, auth) -> None:
    told = sender.status()
    assert told["state"] == "expected", "the asset never waits for its photos"
    assert told["missing"] == list(range(told["chunks"]))
    assert told["chunks"] > 2
    for n in (1, 0, 1):
        assert sender.put(n).status_code == 200
    assert sender.status()["missing"] == list(range(2, told["chunks"]))
    early = sender.finish()
    assert early.status_code == 422
    assert early.json()["issues"][0]["code"] == "chunks_missing"
    for n in sender.status()["missing"]:
        sender.put(n)
    done = sender.finish()
    assert (done.status_code, done.json()["state"]) == (200, "kept")
    assert sender.finish().json() == done.json(), "finished again is as good as once"
    assert sender.put(0).status_code == 200
    file = f"/heffingen/assets/water_valve/{sender.asset}/files/{done.json()['file']}"
    kept = client.get(file, headers=auth("planner"))
    assert Image.open(io.BytesIO(kept.content)).size == (1200, 900)


def test_a_damaged_piece_is_refused(sender) -> None:
    right = hashlib.sha256(sender.piece(0)).hexdigest()
    assert sender.put(0, sender.piece(1), right).status_code == 422
    assert sender.put(0, b"short").status_code == 422
    assert sender.put(99, b"x").status_code == 404
    assert 0 in sender.status()["missing"]


def test_a_photo_that_is_not_the_announced_one_is_not_kept(sender) -> None:
    for n in range(sender.status()["chunks"]):
        data = bytearray(sender.piece(n))
        data[-1] ^= 1
        assert sender.put(n, bytes(data)).status_code == 200
    answer = sender.finish()
    assert answer.json()["issues"][0]["code"] == "photo_damaged_on_way"
    told = sender.status()
    assert (told["state"], len(told["missing"])) == ("expected", told["chunks"])
    for n in range(told["chunks"]):
        sender.put(n)
    assert sender.finish().json()["state"] == "kept"


def test_a_bomb_and_what_is_no_picture(client, auth, sender) -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    for data, status in ((bomb.getvalue(), 413), (b"no picture", 400)):
        other = Sender(client, auth("crew"), data)
        other.asset = sender.asset
        (receipt,) = other.push(
            other.operation(kind="inspect", base_version=1, fixes=[], geometry=None)
        )
        assert receipt["state"] == "applied"
        for n in range(other.status()["chunks"]):
            other.put(n)
        assert other.finish().status_code == status
        assert other.status()["state"] == "expected"


def test_a_photo_that_was_announced_otherwise_is_refused(client, auth, sender) -> None:
    other = Sender(client, auth("crew"), b"something else")
    other.photo, other.asset = sender.photo, sender.asset
    (receipt,) = other.push(
        other.operation(kind="inspect", base_version=1, fixes=[], geometry=None)
    )
    assert (receipt["state"], receipt["status"]) == ("rejected", 409)


def test_one_that_is_larger_than_files_may_be(client, auth, sender, app_context) -> None:
    app_context.settings.max_file_bytes = 1000
    assert sender.put(0).status_code == 413


def test_a_photo_of_what_waits_for_review_waits_too(client, auth, sender) -> None:
    other = Sender(client, auth("crew"), picture((200, 100), 2))
    made = other.operation()
    made["fixes"][0] |= {"accuracy_m": 30, "fix_quality": "autonomous"}
    assert other.push(made)[0]["state"] == "held"
    other.put(0)
    assert (other.finish().status_code, other.finish().json()["state"]) == (202, "held")
    form = {"action": "accept", "item": f"capture.{other.asset}"}
    client.post("/heffingen/review", data=form, headers=auth("planner"))
    assert other.finish().json()["state"] == "kept"
