"""A tablet as the contract describes it: it writes down operations, pushes and pulls."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from layers.catalogue import CATALOGUE

URL = "/api/v1/heffingen/sync"
PLACE = (6.2405, 49.7708)
VALVE = CATALOGUE["water_valve"]


class Tablet:
    """A tablet that writes down operations as the contract says."""

    def __init__(self, client, headers) -> None:
        self.client, self.headers = client, headers
        self.device = str(uuid4())
        self.seq = 0

    def op(self, kind: str, asset: str, **more: Any) -> dict[str, Any]:
        self.seq += 1
        return {
            "op_id": str(uuid4()),
            "device_id": self.device,
            "seq": self.seq,
            "layer": "water_valve",
            "asset_id": asset,
            "kind": kind,
            "schema_version": CATALOGUE.version,
            "client_time": "2026-11-22T11:00:00Z",
            **more,
        }

    def create(self, asset: str | None = None, place=PLACE, **values: Any) -> dict[str, Any]:
        return self.op(
            "create",
            asset or str(uuid4()),
            geometry={"type": "Point", "coordinates": list(place)},
            fixes=[fix(place)],
            changed={"kind": {"new": "gate"}} | {n: {"new": v} for n, v in values.items()},
        )

    def update(self, asset: str, base: int | None = None, **changed: Any) -> dict[str, Any]:
        wishes = {n: {"base": was, "new": new} for n, (was, new) in changed.items()}
        return self.op("update", asset, base_version=base, changed=wishes)

    def push(self, *operations: Any, **more: Any) -> list[dict[str, Any]]:
        body = {"operations": list(operations), **more}
        answer = self.client.post(f"{URL}/push", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()["receipts"]

    def pull(self, cursor: str | None = None, **more: Any) -> dict[str, Any]:
        params = {"cursor": cursor, **more} if cursor else more
        answer = self.client.get(f"{URL}/pull", params=params, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


def fix(place=PLACE, sigma: float = 0.02, **more: Any) -> dict[str, Any]:
    return {
        "lon": place[0],
        "lat": place[1],
        "accuracy_m": 0.05,
        "sigma_east_m": sigma,
        "sigma_north_m": sigma,
        "time": "2026-11-22T10:00:00Z",
        "source": "nmea",
        "fix_quality": "rtk_fixed",
        **more,
    }


def east(metres: float, place=PLACE) -> tuple[float, float]:
    """A place so many metres further east."""
    return (place[0] + metres / 71_900, place[1])


def observe(tablet: Tablet, asset: str, kind: str = "observe", *fixes: Any) -> dict[str, Any]:
    return tablet.op(kind, asset, base_version=1, fixes=list(fixes))
