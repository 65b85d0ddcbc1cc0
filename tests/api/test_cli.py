"""The command line as a whole: what no single command answers for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# PROJ has a better way for this system, but with a grid that is not installed.
WARN = """
from pyproj.transformer import TransformerGroup
from api.cli import quieten
quieten()
TransformerGroup("EPSG:31467", "EPSG:4326", always_xy=True)
"""


def said(*options: str) -> str:
    command = [sys.executable, *options, "-c", WARN]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr


def test_libraries_do_not_mumble_at_the_terminal() -> None:
    assert said() == ""
    assert "UserWarning" in said("-W", "default")
