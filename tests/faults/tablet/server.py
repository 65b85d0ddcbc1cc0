"""The server under test: the product's own process, killed at will; its PostGIS lives on."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster

ROOT = Path(__file__).parent.parent.parent.parent


class Server:
    """``netzkaart serve``, started again on the same port whenever it was killed."""

    def __init__(self, cluster: PrivateCluster, home: Path) -> None:
        self.cluster, self.home = cluster, home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    def start(self) -> None:
        command = [sys.executable, "-m", "api.cli", "serve", "--port", str(self.port)]
        environment = os.environ | {
            "NETZKAART_HOME": str(self.home),
            "NETZKAART_DATABASE_URL": self.cluster.dsn("netzkaart", OWNER_ROLE),
            "NETZKAART_APP_DATABASE_URL": self.cluster.dsn("netzkaart", APP_ROLE),
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait()

    def wait(self, seconds: float = 60) -> None:
        """Wait until it answers, and its database too."""
        end = time.monotonic() + seconds
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                    return
            except (OSError, urllib.error.URLError):
                assert self.process is not None
                assert self.process.poll() is None, self.log.read_text()
                assert time.monotonic() < end, self.log.read_text()
                time.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


def postmaster(cluster: PrivateCluster) -> int:
    """Return the process of PostgreSQL that all others come from."""
    return int((cluster.paths.data / "postmaster.pid").read_text().split("\n", 1)[0])


def kill_database(cluster: PrivateCluster, seconds: float = 60) -> None:
    """kill -9 of PostgreSQL as a whole, and wait for whoever supervises it to start it again."""
    before = postmaster(cluster)
    os.kill(before, signal.SIGKILL)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError, ValueError, psycopg.OperationalError):
            if postmaster(cluster) != before:
                psycopg.connect(cluster.dsn("netzkaart", OWNER_ROLE)).close()
                return
        time.sleep(0.05)
    raise TimeoutError("PostgreSQL does not come back")


def kill(process: int) -> None:
    """kill -9 of one connection's process, upon which PostgreSQL starts all of them anew."""
    os.kill(process, signal.SIGKILL)
