"""kill -9 of the browser, of the server and of PostgreSQL, each at the worst moment."""

from __future__ import annotations

import contextlib
import time

import pytest
from playwright.sync_api import Error
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.faults.tablet import network as weather
from tests.faults.tablet import server
from tests.faults.tablet.device import new_valve, photo, picture, wrote

pytestmark = [pytest.mark.fault, pytest.mark.browser]

PUSH = "POST .*/sync/push"
BEFORE_THE_COMMIT = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  const request = put.apply(this, given);
  if (this.name === "operations") {
    const kill = new XMLHttpRequest();
    kill.open("POST", "/kill", false);
    kill.send();
  }
  return request;
};
"""
AFTER_THE_COMMIT = """
const transaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (names, ...given) {
  const begun = transaction.call(this, names, ...given);
  if (begun.mode === "readwrite" && [...begun.objectStoreNames].includes("photo_bytes")) {
    begun.addEventListener("complete", () => {
      const kill = new XMLHttpRequest();
      kill.open("POST", "/kill", false);
      kill.send();
    });
  }
  return begun;
};
"""


@pytest.mark.parametrize(
    ("moment", "there"),
    [(BEFORE_THE_COMMIT, False), (AFTER_THE_COMMIT, True)],
    ids=["before", "after"],
)
def test_the_browser_dies_around_its_commit(killable, ledger, moment, there) -> None:
    tablet = killable()
    tablet.save(new_valve(photos=[photo(picture(1))]))
    tablet.network.heard["/kill"] = tablet.kill
    tablet.page.evaluate(moment + "null;")
    draft = new_valve(photos=[photo(picture(2))])
    with pytest.raises(Error):
        tablet.save(draft)
    tablet.after_kill()
    disk = tablet.disk()
    assert len(disk["operations"]) == len(disk["photos"]) == (2 if there else 1)
    ledger.check([tablet], healed=False)
    tablet.sync_until_calm()
    assert len(ledger.log()) == (2 if there else 1)
    ledger.check([tablet])


@pytest.mark.parametrize(
    ("moment", "deliver"),
    [(PUSH, True), (PUSH, False), ("PUT .*/chunks/1", True), ("POST .*/finish", True)],
    ids=["answered", "asked", "piece", "whole"],
)
def test_the_browser_dies_while_it_sends(killable, ledger, moment, deliver) -> None:
    tablet = killable()
    tablet.save(new_valve(photos=[photo(picture(3, (700, 500)))]))

    def die(exchange: weather.Exchange) -> None:
        if deliver:
            exchange.forward()
        tablet.kill()

    tablet.network.next(moment, die)
    with contextlib.suppress(Error):
        tablet.sync()
    tablet.after_kill()
    ledger.check([tablet], healed=False)
    tablet.sync_until_calm()
    assert tablet.states() == ["applied"]
    assert tablet.shown()["standing"]["photos_waiting"] == 0
    assert len(ledger.log()) == 1
    ledger.check([tablet])


@pytest.fixture
def stuck(ledger, yard_owner, tablet):
    """A tablet whose batch has written assets and stands before the log, still uncommitted."""
    asset = tablet.save(new_valve())["asset_id"]
    tablet.save(wrote(asset, remark="half"))
    connection = yard_owner.connect()
    connection.execute(text(f"LOCK TABLE {ledger.commune}.operation IN SHARE MODE"))
    tablet.do("void (globalThis.pending = bench.sync())")
    waiting = text("SELECT pid FROM pg_locks WHERE NOT granted AND mode = 'RowExclusiveLock'")
    deadline = time.monotonic() + 20
    while (process := connection.scalar(waiting)) is None:
        assert time.monotonic() < deadline, "it does not get that far"
        time.sleep(0.02)
    yield tablet, process, connection
    with contextlib.suppress(DBAPIError):  # it may have died with the others
        connection.close()
    yard_owner.dispose()


def test_the_server_dies_in_the_middle_of_a_batch(stuck, ledger, yard) -> None:
    tablet, _, lock = stuck
    yard.kill()
    assert tablet.do("pending") == "unreachable"
    lock.close()
    assert ledger.log() == {}, "half of it is nothing of it"
    yard.start()
    assert tablet.sync() is None
    assert tablet.states() == ["applied"] * 2
    ledger.check([tablet])


@pytest.mark.parametrize("whole", [False, True], ids=["connection", "database"])
def test_postgresql_dies_in_the_middle_of_a_batch(stuck, ledger, yard, whole) -> None:
    tablet, process, _ = stuck
    # What the tablet tries again by itself would be there before anybody has looked.
    with tablet.network.during(weather.gone):
        if whole:
            server.kill_database(yard.cluster)
        else:
            server.kill(process)
        assert tablet.do("pending") == "maintenance"
        yard.wait()
        ledger.engine.dispose()
        assert ledger.log() == {}, "half of it is nothing of it"
    tablet.sync_until_calm()
    assert tablet.states() == ["applied"] * 2
    ledger.check([tablet])
