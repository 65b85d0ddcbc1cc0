"""What the documentation shows to type, typed: in a demo commune, with a database of its own."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api import demo, migrations
from gis.database.cluster import PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from layers.catalogue import CATALOGUE
from tests.docs import pages

ROOT = pages.ROOT
OURS = "http://127.0.0.1:8000"
NOT_RUN = ("demo", "serve", "dev", "test", "migration", "layers docs", "--help")
"""Commands that stay, or that write into the checkout."""
RUN = ("README", "crews", "planners", "import", "api", "sigi")

each_with_python = pytest.mark.parametrize(
    "doc", [each for each in pages.PAGES if pages.blocks(each, "python")], ids=lambda p: p.stem
)
each_run = pytest.mark.parametrize(
    "doc", [page for page in pages.PAGES if page.stem in RUN], ids=lambda p: p.stem
)


@pytest.fixture
def now() -> datetime:
    """The real time: examples have a real clock."""
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def owner_dsn(cluster: PrivateCluster) -> str:
    """A database of the examples' own: their commands change the whole installation."""
    cluster.ensure_database("handbook")
    return cluster.dsn("handbook", "netzkaart_owner")


@pytest.fixture(scope="module")
def engine(cluster: PrivateCluster, owner_dsn: str) -> Iterator[Engine]:
    """The demo commune, made once; examples add to it."""
    owner = make_engine(owner_dsn)
    migrations.upgrade(owner)
    demo.ensure(owner, CATALOGUE)
    owner.dispose()
    engine = make_serving_engine(cluster.dsn("handbook", "netzkaart_app"))
    yield engine
    engine.dispose()


@pytest.mark.slow
@each_with_python
def test_python_examples_run(
    doc: Path, server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NETZKAART_URL", server)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in pages.blocks(doc, "python"):
        exec(compile("\n" * block.line + block.text, doc, "exec"), names)  # noqa: S102  our own pages


@pytest.mark.slow
@each_run
def test_shell_examples_run(
    doc: Path, server: str, owner_dsn: str, engine: Engine, tmp_path: Path
) -> None:
    for program in ("bash", "curl", "ogr2ogr"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    for name in ("docs", "tests", "api"):
        (tmp_path / name).symlink_to(ROOT / name)
    command = tmp_path / "netzkaart"
    left_out = "|".join(f'"{words}"*' for words in NOT_RUN)
    command.write_text(
        f'#!/bin/sh\ncase "$*" in {left_out}) exit 0;; esac\n'
        f'exec {sys.executable} -P -m api.cli "$@"\n'
    )
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    environment = os.environ | {
        "NETZKAART_DATABASE_URL": owner_dsn,
        "NETZKAART_APP_DATABASE_URL": owner_dsn.replace("netzkaart_owner", "netzkaart_app"),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }
    for block, script in _scripts(doc, server):
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=280,
        )
        said = done.stdout + done.stderr
        refused = "urn:netzkaart:problem" in said or done.returncode != 0
        told_so = "# refused" in block.text
        assert refused == told_so, f"{doc.name}:{block.line}\n{said[-3000:]}"


def _scripts(doc: Path, server: str) -> Iterator[tuple[pages.Block, str]]:
    """Yield each shell block with the variables that earlier ones on the page have set."""
    setting = "set -eo pipefail\n"
    for block in pages.blocks(doc, "sh"):
        body = block.text.replace(OURS, server)
        yield block, setting + body
        assignments = re.findall(r"^(?:export )?[A-Z_]+=.*$", body, re.MULTILINE)
        setting += "".join(f"{line}\n" for line in assignments if not line.endswith("\\"))
