"""The notebooks run from top to bottom against the real application."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from sqlalchemy import Engine, text

from api import demo
from layers.catalogue import CATALOGUE

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"

pytestmark = pytest.mark.slow


@pytest.fixture
def now() -> datetime:
    """The real time: the notebook has a real clock."""
    return datetime.now(UTC)


@pytest.fixture
def demo_server(owner_engine: Engine, server: str) -> Iterator[str]:
    demo.ensure(owner_engine, CATALOGUE)
    yield server
    with owner_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA heffingen CASCADE"))
        connection.execute(text("DELETE FROM platform.commune WHERE name = 'heffingen'"))


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda p: p.stem)
def test_a_notebook_runs(path: Path, demo_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETZKAART_URL", demo_server)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    # Outputs are made where the notebook is read, they are not kept in the repository.
    stored = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in stored.cells)
