"""kill -9 of the server and of PostgreSQL: what was acknowledged is there afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
ROOT = Path(__file__).parent.parent.parent


class Demo:
    """``netzkaart demo`` as a user runs it, with a state folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.token = ""

    def start(self) -> None:
        self.token = ""
        command = [
            sys.executable,
            "-m",
            "api.cli",
            "demo",
            "--no-browser",
            "--port",
            str(self.port),
        ]
        environment = os.environ | {"NETZKAART_HOME": str(self.home)}
        with (self.home / "test.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait()
        page = self.get("/").decode()
        self.token = re.search(r"demo-crew-[\w-]+", page)[0]

    def wait(self, seconds: float = 90) -> None:
        """Wait until it is ready to work."""
        end = time.monotonic() + seconds
        while True:
            try:
                self.get("/readyz")
            except (OSError, urllib.error.URLError):
                assert self.process is not None
                assert self.process.poll() is None, (self.home / "test.log").read_text()
                assert time.monotonic() < end, (self.home / "test.log").read_text()
                time.sleep(0.1)
            else:
                return

    def get(self, path: str) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        request = urllib.request.Request(self.address + path, headers=headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def capture(self, feature: dict[str, Any]) -> int:
        request = urllib.request.Request(
            f"{self.address}/api/v1/heffingen/captures",
            json.dumps(feature).encode(),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/geo+json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    running = Demo(tmp_path)
    running.start()
    yield running
    running.stop()


def _valve(number: int) -> dict[str, Any]:
    fix = {"accuracy_m": 0.02, "time": "2026-01-01T10:00:00Z", "source": "nmea"}
    fix["fix_quality"] = "rtk_fixed"
    place = [6.2300 + number * 1e-5, 49.7600]
    return {
        "type": "Feature",
        "id": str(uuid4()),
        "geometry": {"type": "Point", "coordinates": place},
        "properties": {"layer": "water_valve", "code": f"KILL-{number}", "fix": fix},
    }


def _found(demo: Demo) -> set[str]:
    found, path = set(), "/ogc/heffingen/collections/water_valve/items?limit=1000"
    body = json.loads(demo.get(path))
    found |= {feature["id"] for feature in body["features"]}
    return found


def test_the_server_is_killed(demo: Demo) -> None:
    acknowledged = []
    for number in range(30):
        valve = _valve(number)
        assert demo.capture(valve) == 201
        acknowledged.append(valve["id"])
    demo.kill()
    demo.start()
    assert set(acknowledged) <= _found(demo)


def _postmaster(home: Path, root: int) -> int:
    """Find the postmaster: the child of the server's process group that listens."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")
            status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if command[0].endswith(b"postgres") and int(status[1]) == root:
            return int(entry.name)
    raise LookupError(home)


def test_the_database_is_killed_under_a_running_server(demo: Demo) -> None:
    acknowledged, refused = [], 0
    killed = False
    for number in range(200):
        valve = _valve(number)
        status = demo.capture(valve)
        while status >= 500:  # a client tries again, with the same id
            refused += 1
            assert refused < 300, "the database did not come back"
            time.sleep(0.1)
            status = demo.capture(valve)
        assert status in (200, 201)
        acknowledged.append(valve["id"])
        if number == 50 and not killed:
            killed = True
            assert demo.process is not None
            os.kill(_postmaster(demo.home, demo.process.pid), signal.SIGKILL)
    demo.wait()
    assert refused, "the kill was not noticed: the test proves nothing"
    assert set(acknowledged) <= _found(demo)
    assert len([i for i in acknowledged if i in _found(demo)]) == 200
