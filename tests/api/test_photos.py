"""Photos of tablets: in pieces, in any order, over days; kept only where they arrived whole."""

from __future__ import annotations

import hashlib
import io
import os
import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from field_capture.captures import held_photos
from field_capture.captures.photo_upload import CHUNK_BYTES
from gis.asset_files import Cabinet
from gis.blobs import Blobs
from layers.catalogue import CATALOGUE
from tests.api.tablet import VALVE

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


@pytest.fixture
def rough(client, auth, sender) -> Sender:
    """A tablet whose capture waits for a planner, its photo sent."""
    found = Sender(client, auth("crew"), picture((200, 100), 2))
    made = found.operation()
    made["fixes"][0] |= {"accuracy_m": 30, "fix_quality": "autonomous"}
    made["photos"][0] |= {"name": "lid.jpg", "caption": "the lid"}
    assert found.push(made)[0]["state"] == "held"
    assert found.status()["state"] == "expected"
    found.put(0)
    done = found.finish()
    assert (done.status_code, done.json()["state"]) == (202, "held")
    return found


def decide(client, auth, sender: Sender, action: str) -> None:
    form = {"action": action, "item": f"capture.{sender.asset}", "reason": "a rock"}
    answer = client.post(
        "/heffingen/review", data=form, headers=auth("planner"), follow_redirects=False
    )
    assert answer.status_code == 303, answer.text


def files_of(opened, asset: str, home) -> list[Any]:
    with opened("heffingen") as session:
        blobs = Blobs(home / "files" / "heffingen")
        return Cabinet(session, VALVE, UUID(asset), blobs).listed()


def test_a_photo_of_what_waits_is_here_whole_and_follows_it_without_the_tablet(
    client, auth, rough, opened, tmp_path
) -> None:
    told = rough.status()
    assert (told["state"], told["missing"]) == ("held", []), "the tablet need not keep it"
    assert rough.finish().json()["state"] == "held", "asked again, nothing is done twice"
    assert not list((tmp_path / "uploads").rglob("[0-9]")), "no pieces are left"
    decide(client, auth, rough, "accept")
    (file,) = files_of(opened, rough.asset, tmp_path)
    assert (file.name, file.caption, file.added_by) == ("lid.jpg", "the lid", "demo-crew")
    assert rough.status()["state"] == "kept"
    assert rough.finish().json()["file"] == str(file.id)


def test_a_planner_sees_the_photos_of_what_waits_and_nobody_else_does(client, auth, rough) -> None:
    photo = f"/heffingen/review/photos/{rough.photo}"
    page = client.get(f"/heffingen/review?item=capture.{rough.asset}", headers=auth("planner")).text
    assert f'href="{photo}"' in page
    assert 'alt="the lid"' in page
    whole = client.get(photo, headers=auth("planner"))
    assert Image.open(io.BytesIO(whole.content)).size == (200, 100)
    assert "sandbox" in whole.headers["content-security-policy"]
    assert client.get(f"{photo}?thumb=1", headers=auth("planner")).status_code == 200
    for role in ("crew", "clerk", "machine"):
        assert client.get(photo, headers=auth(role)).status_code == 403
    assert client.get(photo).status_code == 401
    decide(client, auth, rough, "accept")
    gone = client.get(photo, headers=auth("planner"))
    assert gone.status_code == 404, "it is the asset's now"


def test_a_photo_that_the_disk_has_spoilt_is_asked_for_again(
    client, auth, rough, opened, tmp_path
) -> None:
    for path in (tmp_path / "files" / "heffingen" / "waiting").glob("*/*"):
        path.write_bytes(b"rust")
    decide(client, auth, rough, "accept")
    assert files_of(opened, rough.asset, tmp_path) == [], "the capture itself was taken in"
    assert rough.finish().json()["state"] == "expected"
    assert rough.status()["missing"] == [0]
    rough.put(0)
    assert rough.finish().json()["state"] == "kept"


def test_photos_of_what_was_turned_away_stay_for_a_month(
    client, auth, rough, opened, tmp_path, now
) -> None:
    blobs = Blobs(tmp_path / "files" / "heffingen")
    kept = list((blobs.root / "waiting").glob("*/*"))
    assert kept

    def forget(days: int) -> int:
        with opened("heffingen") as session:
            then = now + timedelta(days=days)
            due = held_photos.due(session, then)
            assert held_photos.forget(session, blobs, then) == due
            return due

    for path in kept:
        os.utime(path, (0, 0))
    assert forget(400) == 0, "what nobody has decided about is not forgotten"
    decide(client, auth, rough, "reject")
    assert forget(29) == 0
    assert all(path.exists() for path in kept)
    assert rough.status()["state"] == "held"
    assert forget(31) == 1
    assert not any(path.exists() for path in kept)
    assert rough.status()["missing"] == [0], "whoever still has it may send it again"


def test_of_one_tablet_only_so_much_waits(
    client, auth, sender, rough, monkeypatch, opened, tmp_path
) -> None:
    # Room for one of those that wait, beside the one that its asset still expects.
    monkeypatch.setattr(held_photos, "MOST_BYTES", len(sender.data) + len(rough.data) + 1000)
    more = Sender(client, auth("crew"), picture((200, 100), 3))
    more.photo = "ffffffff-0000-7000-8000-000000000000"
    made = more.operation()
    made["fixes"][0] |= {"accuracy_m": 30, "fix_quality": "autonomous"}
    assert more.push(made)[0]["state"] == "held", "attributes never wait for photos"
    told = more.status()
    assert (told["state"], told["missing"]) == ("expected", []), "it stays on the tablet"
    assert more.put(0).status_code == 413
    assert (more.finish().status_code, more.finish().json()["state"]) == (202, "expected")
    other = Sender(client, auth("planner"), picture((200, 100), 4))
    made = other.operation()
    made["fixes"][0] |= {"accuracy_m": 30, "fix_quality": "autonomous"}
    other.push(made)
    other.put(0)
    assert other.finish().json()["state"] == "held", "another tablet has room of its own"
    # Once a planner has decided, there is room again.
    decide(client, auth, rough, "accept")
    assert more.status()["missing"] == [0]
    more.put(0)
    assert more.finish().json()["state"] == "held"
    assert len(files_of(opened, rough.asset, tmp_path)) == 1
