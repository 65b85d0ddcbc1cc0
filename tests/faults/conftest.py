"""Tablets in real browsers, networks of their own, and a server that is killed and comes back."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import Engine

from api import migrations
from api.security import tokens
from gis.database.cluster import APP_ROLE, OWNER_ROLE, PrivateCluster
from gis.database.engine import make_engine, make_serving_engine
from gis.viewer import ViewerRole
from tests.faults.tablet.device import Device, Killable
from tests.faults.tablet.ledger import Ledger
from tests.faults.tablet.network import Network
from tests.faults.tablet.server import Server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def yard_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateCluster]:
    """A PostgreSQL of these tests' own, since they kill it."""
    with PrivateCluster(tmp_path_factory.mktemp("yard"), durable=False) as running:
        running.ensure_database("netzkaart")
        yield running
        running.destroy()


@pytest.fixture(scope="session")
def yard_owner(yard_cluster: PrivateCluster) -> Iterator[Engine]:
    engine = make_engine(yard_cluster.dsn("netzkaart", OWNER_ROLE))
    migrations.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def yard(
    yard_cluster: PrivateCluster, yard_owner: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The server under test; every test finds it running."""
    del yard_owner
    server = Server(yard_cluster, tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def ledger(yard: Server, yard_owner: Engine) -> Iterator[Ledger]:
    """A commune of this test's own, and the books about it."""
    if yard.process is None or yard.process.poll() is not None:
        yard.start()
    name = f"yard{next(_numbers)}"
    with yard_owner.begin() as connection:
        migrations.create_commune(connection, name, title=name, srid=2169)
    engine = make_serving_engine(yard.cluster.dsn("netzkaart", APP_ROLE), pool_size=4)
    yield Ledger(engine, name)
    engine.dispose()


@pytest.fixture
def issue(yard_owner: Engine, ledger: Ledger) -> Callable[[], str]:
    """Make a token of a crew."""

    def make() -> str:
        with yard_owner.begin() as connection:
            return tokens.issue(
                connection, commune=ledger.commune, role=ViewerRole.CREW, label="crew"
            )

    return make


@pytest.fixture
def crew(
    yard: Server, ledger: Ledger, browser: Browser, issue: Callable[[], str]
) -> Iterator[Callable[..., Device]]:
    """Make tablets of the commune, each with a network of its own."""
    made: list[Device] = []

    def make(*, enrolled: bool = True) -> Device:
        device = Device(Network(yard.port), ledger.commune, issue())
        made.append(device)
        device.context = browser.new_context()
        device.show(device.context.new_page(), enrolled=enrolled)
        return device

    yield make
    for each in made:
        each.network.close()
        if each.context is not None:
            each.context.close()


@pytest.fixture
def tablet(crew: Callable[..., Device]) -> Device:
    """A tablet of the commune."""
    return crew()


@pytest.fixture
def killable(
    yard: Server, ledger: Ledger, browser: Browser, issue, tmp_path: Path
) -> Iterator[Callable[..., Killable]]:
    """Make tablets whose browsers can be killed."""
    made: list[Killable] = []

    def make(profile: Path | None = None) -> Killable:
        profile = profile or tmp_path / f"profile{len(made)}"
        device = Killable(
            Network(yard.port), ledger.commune, issue(), profile, browser.browser_type
        )
        made.append(device)
        device.start()
        return device

    yield make
    for each in made:
        each.network.close()
        if each.context is not None:
            each.context.close()
