"""The tablet app's own checks: its types, its style, its tests, and what a first opening weighs."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from field_capture.tablet_app import find
from gis.errors import UnknownThing
from tests.conftest import ROOT

APP = ROOT / "field_capture" / "app"
BIN = Path(sys.executable).parent
MOST_BYTES = 250_000
ENGINE = ("maplibre", "screen-")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    assert (APP / "node_modules").is_dir(), "run ./netzkaart once: it installs the app's packages"
    return subprocess.run(
        [BIN / "npm", *command],
        cwd=APP,
        env={"PATH": f"{BIN}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_apps_own_checks_pass(script) -> None:
    done = run("run", script)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_what_is_built_is_what_is_served(tablet_app: Path) -> None:
    listing = json.loads((tablet_app / "files.json").read_text())
    files = (path for path in tablet_app.rglob("*") if path.is_file())
    there = {path.relative_to(tablet_app).as_posix() for path in files}
    there -= {"files.json", ".sources"}
    assert there == set(listing["files"])
    worker = (tablet_app / "worker.js").read_text()
    for name in there - {"worker.js"}:
        assert f'"{name}"' in worker, f"{name} would be missing in flight mode"


def test_the_first_opening_is_light(tablet_app: Path) -> None:
    page = (tablet_app / "index.html").read_text()
    first = set(re.findall(r'(?:src|href)="([^"]+)"', page))
    seen: set[str] = set()
    while waiting := first - seen:
        name = waiting.pop()
        seen.add(name)
        if name.endswith(".js"):
            # What is imported at once; the map and its engine come by import() later.
            text = (tablet_app / name).read_text()
            first |= set(re.findall(r'(?:from|import)"\./([^"]+)"', text))
    assert not [name for name in seen if name.startswith(ENGINE)]
    weight = sum(len(gzip.compress((tablet_app / name).read_bytes())) for name in seen)
    assert weight < MOST_BYTES


def test_nothing_else_is_served(tablet_app: Path) -> None:
    for name in ("../package.json", "files.json", "nothing.js", ".sources"):
        with pytest.raises(UnknownThing):
            find(name)


def test_an_app_that_was_not_built_is_told(tmp_path) -> None:
    with pytest.raises(UnknownThing, match="not built"):
        find("", tmp_path)
