"""Tablets, a network that loses and repeats, and clocks that lie: nothing saved is lost.

The invariant, once everything has healed: every operation that a tablet saved is in the log exactly
once or still on the tablet, every value that did not get through stands in a conflict beside the
one that did, and a position is never worse than its best visit.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point
from sqlalchemy import text

from api.security import tokens
from field_capture.captures import conflicts, op_log
from field_capture.states.operation import DONE, State
from field_capture.sync import push as sync
from gis import assets
from gis.session import open_session
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE

pytestmark = pytest.mark.fault

VALVE = CATALOGUE["water_valve"]
FIELDS = ("remark", "operator", "owner")
HERE = (85_000.0, 92_000.0)


@dataclass
class Tablet:
    """A tablet: what it saved and what it knows to have arrived."""

    viewer: Viewer
    skew: timedelta
    device: str = field(default_factory=lambda: str(uuid4()))
    outbox: list[dict[str, Any]] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    seq: int = 0
    last: str | None = None
    view: dict[str, Any] = field(default_factory=dict)
    base: int = 1

    def save(self, asset: UUID, kind: str, **more: Any) -> None:
        self.seq += 1
        operation = {
            "op_id": str(uuid4()),
            "device_id": self.device,
            "seq": self.seq,
            "layer": VALVE.name,
            "asset_id": str(asset),
            "kind": kind,
            "base_version": self.base,
            "schema_version": CATALOGUE.version,
            "client_time": "2026-11-22T11:00:00Z",
            **({"after": self.last} if self.last else {}),
            **more,
        }
        self.last = operation["op_id"]
        self.outbox.append(operation)

    def write(self, asset: UUID, name: str, value: str) -> None:
        wish = {"base": self.view.get(name), "new": value}
        self.view[name] = value
        self.save(asset, "update", changed={name: wish})


class World:
    """A server and some tablets around one valve."""

    def __init__(self, engine, now: datetime, tablets: int, rng: random.Random) -> None:
        self.engine, self.now, self.rng = engine, now, rng
        self.asset = assets.new_id()
        with self.session(Viewer("test-planner", ViewerRole.PLANNER)) as session:
            assets.create(session, VALVE, Point(HERE), {"accuracy_m": 5}, asset=self.asset)
            self.to_wgs84 = session.commune.operation.to_wgs84
        self.tablets = [
            Tablet(Viewer(f"crew-{n}", ViewerRole.CREW), timedelta(hours=rng.randint(-30, 30)))
            for n in range(tablets)
        ]
        self.best = 5.0
        self.saved: list[dict[str, Any]] = []

    def session(self, viewer: Viewer):
        return open_session(self.engine, CATALOGUE, "heffingen", viewer, source="sync")

    def act(self, tablet: Tablet) -> None:
        before = len(tablet.outbox)
        if self.rng.random() < 0.7:
            name = self.rng.choice(FIELDS)
            tablet.write(self.asset, name, f"{tablet.viewer.actor}:{tablet.seq}")
        else:
            tablet.save(self.asset, "observe", fixes=[self.fix(tablet)])
        self.saved += tablet.outbox[before:]

    def fix(self, tablet: Tablet) -> dict[str, Any]:
        sigma = self.rng.choice([0.02, 0.1, 0.6, 4.0])
        east, north = (HERE[n] + self.rng.uniform(-sigma, sigma) for n in (0, 1))
        lon, lat = self.to_wgs84(east, north)
        return {
            "lon": float(lon),
            "lat": float(lat),
            "accuracy_m": 3 * sigma,
            "sigma_east_m": sigma,
            "sigma_north_m": sigma,
            "fix_quality": "rtk_fixed",
            "source": "geolocation",
            "time": (self.now - tablet.skew).isoformat(),
        }

    def deliver(self, tablet: Tablet, *, lost: bool, killed: bool) -> None:
        """Send some of what waits, and some of what was sent, in any order."""
        some = self.rng.sample(tablet.outbox, self.rng.randint(0, len(tablet.outbox)))
        some += self.rng.sample(tablet.sent, min(len(tablet.sent), self.rng.randint(0, 2)))
        self.rng.shuffle(some)
        with self.session(tablet.viewer) as session:
            receipts = sync.push(session, some, self.now, tablet.skew)
            if killed:  # before the commit
                session.connection.get_transaction().rollback()
        if not lost and not killed:
            self.told(tablet, some, receipts)

    def told(self, tablet: Tablet, sent: list[Any], receipts: list[sync.Receipt]) -> None:
        for operation, receipt in zip(sent, receipts, strict=True):
            assert str(receipt.op_id) == operation["op_id"]
            assert receipt.outcome.state is not State.REJECTED, receipt
            if receipt.outcome.state in DONE and operation in tablet.outbox:
                tablet.outbox.remove(operation)
                tablet.sent.append(operation)

    def heal(self) -> None:
        for tablet in self.tablets:
            with self.session(tablet.viewer) as session:
                batch = list(tablet.outbox)
                self.told(tablet, batch, sync.push(session, batch, self.now, tablet.skew))

    def check(self) -> None:
        self.check_log()
        with self.session(Viewer("test-planner", ViewerRole.PLANNER)) as session:
            asset = assets.get(session, VALVE, self.asset)
            found = conflicts.listed(session, asset=self.asset, limit=10_000)
            before = session.connection.execute(
                text("SELECT before FROM heffingen.journal WHERE before IS NOT NULL")
            ).scalars().all()  # fmt: skip
        for name in FIELDS:
            # Every value that anybody wrote is the present one, was it once, or stands in a
            # conflict; a value that was built upon may be seen by the one that followed it.
            there = {asset.properties[name], *(image[name] for image in before)}
            there |= {each.theirs for each in found if each.field == name}
            for operation in self.saved:
                wish = operation.get("changed", {}).get(name)
                assert wish is None or wish["new"] in there, operation
        self.check_nothing_was_overwritten(before, found)
        for clash in found:
            assert clash.theirs != clash.ours
            assert clash.field in FIELDS, "what was observed never conflicts"
        sigmas = [f["sigma_east_m"] for o in self.saved for f in o.get("fixes", ())]
        best = min([5.0, *sigmas])
        assert asset.properties["accuracy_m"] <= best + 0.0006
        assert asset.geometry.distance(Point(HERE)) <= 6 * best

    def check_nothing_was_overwritten(self, before: Any, found: Any) -> None:
        """Check that each change that was written replaced what its tablet had seen."""
        images = {image["version"]: image for image in before}
        clashed = {(str(each.op_id), each.field) for each in found}
        with self.session(Viewer("test-planner", ViewerRole.PLANNER)) as session:
            versions = dict(
                session.connection.execute(
                    text("SELECT op_id::text, version FROM heffingen.operation")
                ).all()
            )
        for operation in self.saved:
            for name, wish in operation.get("changed", {}).items():
                if (operation["op_id"], name) not in clashed:
                    replaced = images[versions[operation["op_id"]] - 1][name]
                    assert replaced == wish["base"], (operation, replaced)

    def check_log(self) -> None:
        with self.session(Viewer("test-planner", ViewerRole.PLANNER)) as session:
            rows = session.connection.execute(
                text("SELECT op_id::text, state FROM heffingen.operation")
            ).all()
        logged = Counter(op for op, _ in rows)
        assert max(logged.values(), default=1) == 1
        waiting = {o["op_id"] for tablet in self.tablets for o in tablet.outbox}
        for operation in self.saved:
            assert operation["op_id"] in logged or operation["op_id"] in waiting
        assert logged.keys() <= {each["op_id"] for each in self.saved}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), tablets=st.integers(2, 4), steps=st.integers(5, 30))
def test_whatever_the_network_does(engine, owner_engine, make_commune, now, seed, tablets, steps):
    rng = random.Random(seed)
    if not _there(engine):
        make_commune()
    with owner_engine.begin() as connection:
        connection.execute(text("TRUNCATE heffingen.operation, heffingen.conflict CASCADE"))
        connection.execute(text("DELETE FROM heffingen.journal"))
    world = World(engine, now, tablets, rng)
    for _ in range(steps):
        tablet = rng.choice(world.tablets)
        if rng.random() < 0.5:
            world.act(tablet)
        else:
            world.deliver(tablet, lost=rng.random() < 0.3, killed=rng.random() < 0.2)
            world.check_log()
    world.heal()
    assert not any(tablet.outbox for tablet in world.tablets)
    world.check()


def _there(engine) -> bool:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT to_regclass('heffingen.operation')")) is not None


def test_killed_in_the_middle_of_a_batch(engine, make_commune, now, monkeypatch) -> None:
    make_commune()
    world = World(engine, now, 1, random.Random(1))
    (tablet,) = world.tablets
    for _ in range(6):
        world.act(tablet)
    flush = op_log.Log.flush

    def killed(self, at) -> None:
        self.session.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    monkeypatch.setattr(op_log.Log, "flush", killed)
    with pytest.raises(Exception, match=r"terminat|closed"):
        world.heal()
    world.check_log()
    with world.session(tablet.viewer) as session:
        assert assets.get(session, VALVE, world.asset).version == 1, "half of it is nothing of it"
    monkeypatch.setattr(op_log.Log, "flush", flush)
    world.heal()
    assert not tablet.outbox
    world.check()


def test_a_revoked_tablet_keeps_what_it_has(client, engine, owner_engine, make_commune, now):
    make_commune()
    with owner_engine.begin() as connection:
        issued = {"commune": "heffingen", "role": ViewerRole.CREW, "label": "tablet"}
        token = tokens.issue(connection, **issued)
    world = World(engine, now, 1, random.Random(2))
    (tablet,) = world.tablets
    for _ in range(3):
        world.act(tablet)

    def push() -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        body = {"operations": tablet.outbox}
        return client.post("/api/v1/heffingen/sync/push", json=body, headers=headers)

    with owner_engine.begin() as connection:
        tokens.revoke(connection, token, now)
    refused = push()
    assert refused.status_code == 401
    assert refused.json()["type"] == "urn:netzkaart:problem:token_revoked"
    world.check_log()
    with owner_engine.begin() as connection:
        token = tokens.issue(connection, **issued)
    states = {each["state"] for each in push().json()["receipts"]}
    assert states <= {"applied", "merged"}
