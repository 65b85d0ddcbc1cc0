"""Days of several crews in minutes: every kind of work, every fault, in any order, with a seed.

``NETZKAART_SOAK_MINUTES`` lets it run for hours, ``NETZKAART_SOAK_SEED`` once more as it went.
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections import Counter, deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Error
from shapely import Point

from field_capture.tasks import tasks
from gis import assets
from gis.database.cluster.supervisor import RESTART_WINDOW_S, RESTARTS
from gis.errors import NetzkaartError
from layers.catalogue import CATALOGUE
from tests.faults.tablet import network as weather
from tests.faults.tablet import server
from tests.faults.tablet.device import Killable, east, fix, new_valve, photo, picture, wrote
from tests.faults.tablet.ledger import Ledger

MINUTES = float(os.environ.get("NETZKAART_SOAK_MINUTES", "1"))
pytestmark = [
    pytest.mark.fault,
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(600 + MINUTES * 180),
]

TABLETS = 3
FIELDS = ("remark", "operator", "owner")
VALVE = CATALOGUE["water_valve"]
_STUCK_S = 90
_CHECKED_EVERY_S = 60


class Soak:
    """Some crews, a planner, and somebody who breaks things."""

    def __init__(
        self, seed: int, ledger: Ledger, yard: server.Server, devices: list[Killable]
    ) -> None:
        self.rng = random.Random(seed)
        self.ledger, self.yard, self.devices = ledger, yard, devices
        self.done: Counter[str] = Counter()
        self.pictures = 0
        self.sending: dict[int, float] = {}
        self.deaths: deque[float] = deque(maxlen=RESTARTS - 2)

    # --- Crews ------------------------------------------------------------------------------------

    def work(self, device: Killable) -> None:
        """Save something, of whatever kind there is something to do of."""
        known = device.do("bench.assets('water_valve').then(all => all.map(({id}) => id))")
        clashes = device.shown()["clashes"]
        open_tasks = [e["id"] for e in device.shown()["tasks"] if e["state"] == "open"]
        kinds = ["create"]
        if known:
            kinds += ["update"] * 4 + ["observe"] * 2 + ["relocate", "retire", "inspect", "inspect"]
        kinds += ["complete"] * bool(open_tasks) + ["resolve"] * 3 * bool(clashes)
        kind = self.rng.choice(kinds)
        self.done[kind] += 1
        try:
            if kind == "resolve":
                self._resolve(device, self.rng.choice(clashes))
            else:
                device.save(self._draft(kind, known, open_tasks))
        except Error as error:
            # What was pulled a moment ago has taken it away; nothing was called saved.
            if "unknown_asset" not in error.message:
                raise
            self.done["too late"] += 1

    def _draft(self, kind: str, known: list[str], open_tasks: list[str]) -> dict[str, Any]:
        draft = self._words(kind, known, open_tasks)
        if self.rng.random() < 0.3:
            draft["photos"] = [photo(self._picture()) for _ in range(self.rng.randint(1, 2))]
            self.done["photo"] += len(draft["photos"])
        return draft

    def _words(self, kind: str, known: list[str], open_tasks: list[str]) -> dict[str, Any]:
        place = east(self.rng.uniform(0, 200), self.rng.uniform(0, 200))
        if kind == "create":
            return new_valve(place, fixes=[fix(place, self.rng.choice([0.02, 0.05, 6.0]))])
        if kind == "complete":
            return {"kind": kind, "task_id": self.rng.choice(open_tasks), "notes": "done"}
        asset = self.rng.choice(known)
        if kind == "update":
            some = self.rng.sample(FIELDS, self.rng.randint(1, 2))
            return wrote(asset, **{name: f"{name} {self.rng.randrange(10**6)}" for name in some})
        draft = {"kind": kind, "asset_id": asset}
        if kind in ("observe", "relocate"):
            sigma = self.rng.choice([0.01, 0.05, 0.5, 4.0])
            draft["fixes"] = [fix(place, sigma) for _ in range(self.rng.randint(1, 3))]
        if kind == "inspect":
            draft["values"] = {"remark": f"seen {self.rng.randrange(10**6)}"}
        return draft

    def _resolve(self, device: Killable, clash: dict[str, Any]) -> None:
        choice = self.rng.choice(["theirs", "ours"])
        given = {"id": clash["id"], "choice": choice}
        try:
            told = device.do("bench.tablet.resolve(id, choice)", **given)
        except Error as error:
            if "Trouble" not in error.message:
                device.begun += 1
            raise
        device.note(told, {})

    def _picture(self) -> bytes:
        self.pictures += 1
        size = self.rng.choice([(60, 40), (60, 40), (600, 450), (900, 700)])
        return picture(self.pictures, size)

    def send(self, device: Killable) -> None:
        """Begin to send, and wait for nothing."""
        device.do("void (globalThis.pending = bench.sync())")
        self.sending[id(device)] = time.monotonic()

    def wait(self, device: Killable) -> None:
        if self.sending.pop(id(device), None) is not None:
            with contextlib.suppress(Error):
                device.do(
                    f"Promise.race([pending, new Promise(r => setTimeout(r, {_STUCK_S}000))])"
                )

    # --- Faults -----------------------------------------------------------------------------------

    def break_network(self, device: Killable) -> None:
        found: weather.Weather = self.rng.choice(
            [
                weather.gone,
                weather.answer_lost,
                weather.answer_cut,
                weather.late(self.rng.uniform(0.1, 3)),
                weather.repeated(self.rng.randint(2, 10)),
                weather.slow(self.rng.uniform(0.1, 1)),
                weather.portal,
                weather.json_portal,
                weather.led_astray,
                weather.refused(self.rng.choice([401, 429, 500, 502, 503])),
            ]
        )
        where = self.rng.choice(["", "push", "photos", "pull", "chunks", "finish", "conflicts"])
        device.network.next(where, *[found] * self.rng.randint(1, 3))

    def go_offline(self, device: Killable) -> None:
        assert device.context is not None
        device.context.set_offline(self.rng.random() < 0.5)

    def kill_browser(self, device: Killable) -> None:
        """At any moment: while it saves, while it sends, while nothing happens."""
        if self.rng.random() < 0.5:
            self.send(device)
        if self.rng.random() < 0.5:
            device.begun += 1
            draft = new_valve(east(self.rng.uniform(0, 200)), photos=[photo(self._picture())])
            with contextlib.suppress(Error):
                device.do("void bench.save(draft)", draft=draft)
        time.sleep(self.rng.uniform(0, 0.3))
        device.kill()
        self.sending.pop(id(device), None)
        device.network.calm()
        device.after_kill()

    def kill_server(self) -> None:
        self.yard.kill()
        self.yard.start()

    def kill_postgresql(self) -> None:
        # What dies too often is left stopped, and rightly so; other tests take their share.
        now = time.monotonic()
        if len(self.deaths) == self.deaths.maxlen and now - self.deaths[0] < RESTART_WINDOW_S:
            return
        self.deaths.append(now)
        server.kill_database(self.yard.cluster)
        self.yard.wait()
        self.ledger.engine.dispose()

    # --- Planners ---------------------------------------------------------------------------------

    def plan(self) -> None:
        """Change what crews know, retire it, delete it, or give them something to do."""
        with contextlib.suppress(NetzkaartError), self.ledger.session() as session:
            rows = self.ledger.rows("SELECT id, version FROM {c}.water_valve")
            if not rows or self.rng.random() < 0.2:
                place = Point(session.commune.operation.to_home(*east(self.rng.uniform(0, 200))))
                wanted = tasks.Wanted(title="Look at it", place=place)
                tasks.make(session, wanted, datetime.now(UTC))
                return
            row = self.rng.choice(rows)
            if self.rng.random() < 0.05:
                assets.remove(session, VALVE, row.id, row.version)
                return
            values = {self.rng.choice(FIELDS): f"planner {self.rng.randrange(10**6)}"}
            assets.change(session, VALVE, UUID(str(row.id)), row.version, properties=values)

    # --- All of it --------------------------------------------------------------------------------

    def step(self) -> None:
        device = self.rng.choice(self.devices)
        chosen: tuple[str, Callable[[], None]] = self.rng.choices(
            [
                ("work", lambda: self.work(device)),
                ("send", lambda: self.send(device)),
                ("wait", lambda: self.wait(device)),
                ("network", lambda: self.break_network(device)),
                ("offline", lambda: self.go_offline(device)),
                ("plan", self.plan),
                ("reload", lambda: self._reload(device)),
                ("browser", lambda: self.kill_browser(device)),
                ("server", self.kill_server),
                ("postgresql", self.kill_postgresql),
            ],
            [40, 18, 6, 12, 4, 8, 2, 2, 1, 0.6],
        )[0]
        name, act = chosen
        self.done[name] += 1
        act()

    def _reload(self, device: Killable) -> None:
        self.sending.pop(id(device), None)
        assert device.context is not None
        device.context.set_offline(False)  # this page has no service worker to come from
        device.reload()

    def heal(self) -> None:
        """Let everything be well, and everybody send until nothing changes any more."""
        self.yard.wait()
        for device in self.devices:
            device.network.calm()
            assert device.context is not None
            device.context.set_offline(False)
            self.wait(device)
        time.sleep(3.5)  # what the network had held back has arrived by then
        for _ in range(3):
            for device in self.devices:
                device.sync_until_calm()

    def check(self) -> None:
        self.heal()
        self.ledger.check(self.devices)
        for device in self.devices:
            assert device.sync() is None
            assert device.shown()["standing"]["waiting"] == 0, "what could go has gone"
            self._shows_what_the_server_has(device)

    def _shows_what_the_server_has(self, device: Killable) -> None:
        """Check that a tablet shows assets as they are, where nothing of its own waits."""
        rows = self.ledger.rows("SELECT to_jsonb(t) - 'geom' AS told FROM {c}.water_valve t")
        server_has = {row.told["id"]: row.told for row in rows}
        shown = device.do("bench.assets('water_valve')")
        settled = {each["id"]: each for each in shown if not each["waiting"]}
        for asset, told in settled.items():
            assert asset in server_has, "it is gone"
            assert told["version"] == server_has[asset]["version"]
            for name in FIELDS:
                assert told["values"].get(name) == server_has[asset][name]
        assert server_has.keys() <= {each["id"] for each in shown}


def test_crews_work_while_everything_breaks(ledger, yard, killable, request) -> None:
    seed = int(os.environ.get("NETZKAART_SOAK_SEED") or random.SystemRandom().randrange(2**32))
    soak = Soak(seed, ledger, yard, [killable() for _ in range(TABLETS)])
    end = time.monotonic() + MINUTES * 60
    checked = time.monotonic()
    try:
        while time.monotonic() < end:
            soak.step()
            if time.monotonic() - checked > _CHECKED_EVERY_S and end - time.monotonic() > 30:
                soak.check()
                checked = time.monotonic()
        soak.check()
    except BaseException as error:
        error.add_note(f"NETZKAART_SOAK_SEED={seed} NETZKAART_SOAK_MINUTES={MINUTES:g}")
        error.add_note(f"so far: {dict(soak.done)}")
        raise
    print(f"seed {seed}: {len(ledger.log())} operations; {dict(soak.done)}")  # noqa: T201
