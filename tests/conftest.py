"""Real PostGIS for every test that asks for it: one private cluster for each worker."""

from __future__ import annotations

import fcntl
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Engine

from api import migrations
from api.commands.base import configure_logging
from api.context import Context
from api.main import create_app
from gis import assets
from gis.communes import Commune
from gis.database.cluster import PrivateCluster
from gis.database.cluster.settings import SUPERUSER
from gis.database.engine import make_engine, make_serving_engine
from gis.session import CommuneSession, open_session
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests import kept_schemas
from tests.chromium import ARGUMENTS, CHROMIUM

settings.register_profile(
    "netzkaart", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("netzkaart")

configure_logging("WARNING")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
DATA = Path(__file__).parent / "data"
PLANNER = Viewer("test-planner", ViewerRole.PLANNER)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data, which lies beside the checkout in CI."""
    if not SHARED.is_dir():
        pytest.skip("the real data beside the checkout is not there")
    return SHARED


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateCluster]:
    """A PostgreSQL of this worker's own, without fsync."""
    home = tmp_path_factory.mktemp("cluster")
    with PrivateCluster(home, durable=False, max_connections=260) as running:
        running.ensure_database("netzkaart")
        yield running
        running.destroy()


@pytest.fixture(scope="session")
def owner_engine(cluster: PrivateCluster) -> Iterator[Engine]:
    """The role that owns the schemas and migrates them."""
    engine = make_engine(cluster.dsn("netzkaart", "netzkaart_owner"))
    migrations.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def engine(cluster: PrivateCluster, owner_engine: Engine) -> Iterator[Engine]:
    """The role that serves: what it may not do, no test may rely on."""
    del owner_engine
    engine = make_serving_engine(cluster.dsn("netzkaart", "netzkaart_app"), pool_size=12)
    yield engine
    engine.dispose()


MakeCommune = Callable[..., Commune]


@pytest.fixture(scope="session")
def superuser_engine(cluster: PrivateCluster, owner_engine: Engine) -> Iterator[Engine]:
    """Who may do what nobody may: for what surrounds a test, never for the test itself."""
    del owner_engine
    engine = make_engine(cluster.dsn("netzkaart", SUPERUSER), pool_size=1)
    yield engine
    engine.dispose()


@pytest.fixture
def make_commune(
    owner_engine: Engine, engine: Engine, superuser_engine: Engine
) -> Iterator[MakeCommune]:
    """Make communes that are gone after the test: ``make_commune("ky4", srid=26916)``."""
    made: list[Commune] = []

    def make(
        name: str = "heffingen",
        *,
        srid: int = 2169,
        boundary: BaseGeometry | None = None,
        tolerance_m: float = 0.0,
    ) -> Commune:
        with owner_engine.begin() as connection:
            commune = kept_schemas.make(connection, name, srid)
        made.append(commune)
        if boundary is not None:
            with open_session(engine, CATALOGUE, name, PLANNER, source="test") as session:
                layer = CATALOGUE.bounding()
                assets.create(session, layer, boundary, {"accuracy_m": tolerance_m})
        return commune

    yield make
    with superuser_engine.begin() as connection:
        for commune in made:
            kept_schemas.put_away(connection, commune)


OpenSession = Callable[..., AbstractContextManager[CommuneSession]]


@pytest.fixture
def opened(engine: Engine) -> OpenSession:
    """Open a transaction that commits: ``with opened("heffingen") as session``."""

    def make(
        commune: str, viewer: Viewer = PLANNER, *, source: str = "test", snapshot: bool = False
    ) -> AbstractContextManager[CommuneSession]:
        return open_session(engine, CATALOGUE, commune, viewer, source=source, snapshot=snapshot)

    return make


@pytest.fixture
def session(make_commune: MakeCommune, opened: OpenSession) -> Iterator[CommuneSession]:
    """A planner's open transaction in an empty commune ``heffingen`` without boundary."""
    make_commune()
    with opened("heffingen") as session:
        yield session


@pytest.fixture
def now() -> datetime:
    """The time it is in the tests."""
    return datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def app_context(engine: Engine, now: datetime, tmp_path: Path) -> Context:
    """What the application under test serves with; a demo, so that roles have tokens."""
    return Context(Settings(demo=True, home=tmp_path), engine, CATALOGUE, lambda: now)


@pytest.fixture
def client(app_context: Context) -> Iterator[TestClient]:
    """An anonymous HTTP client of the real application."""
    with TestClient(create_app(app_context), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def auth(app_context: Context) -> Callable[[str], dict[str, str]]:
    """Headers of somebody: ``auth("crew")``."""

    def make(role: str) -> dict[str, str]:
        token = next(t for t, v in app_context.demo_tokens.items() if v.role.value == role)
        return {"Authorization": f"Bearer {token}"}

    return make


@pytest.fixture
def server(app_context: Context) -> Iterator[str]:
    """The base address of the real application on a real port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(app_context), log_level="warning")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this worker: a second one beside it cannot be driven."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def tablet_app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tablet app as it is built from its sources now: by one worker, for all."""
    app = ROOT / "field_capture" / "app"
    lock = tmp_path_factory.getbasetemp().parent / "tablet_app.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        built = subprocess.run(
            [Path(sys.executable).with_name("node"), "build.mjs", "--if-changed"],
            cwd=app,
            capture_output=True,
            text=True,
            check=False,
        )
    assert built.returncode == 0, built.stderr
    return app / "dist"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end one worker would do it while the others wait."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on demand, and read before they are committed."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite golden files instead of comparing."""
    return bool(request.config.getoption("--update-golden"))
