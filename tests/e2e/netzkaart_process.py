"""Netzkaart as a town hall runs it: a process that can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.conftest import ROOT

PATIENCE_S = 60


class Netzkaart:
    """``./netzkaart serve`` on the test's database."""

    def __init__(self, home: Path, owner: str, app: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = home / "server.log"
        self.environment = os.environ | {
            "NETZKAART_HOME": str(home),
            "NETZKAART_DATABASE_URL": owner,
            "NETZKAART_APP_DATABASE_URL": app,
        }
        self.process: subprocess.Popen[bytes]
        self.start()

    @property
    def address(self) -> str:
        """Passkeys and installed apps belong to a name."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-P", "-m", "api.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment | {"PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
            except (OSError, urllib.error.URLError):
                assert self.process.poll() is None, self.log.read_text()
                assert time.monotonic() < end, self.log.read_text()
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """End it and its children without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
