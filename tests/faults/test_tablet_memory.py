"""A tablet's own troubles: no room, storage that the browser cleared, two tabs, a wrong clock."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.faults.tablet import network as weather
from tests.faults.tablet.device import east, new_valve, photo, picture, sha256, wrote

pytestmark = [pytest.mark.fault, pytest.mark.browser]

PUSH = "POST .*/sync/push"


FILL = """
async () => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("filler", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("all", { autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
  });
  for (let written = 0; written < 50; written += 5) {
    const tx = db.transaction("all", "readwrite");
    for (let piece = 0; piece < 80; piece++) {
      tx.objectStore("all").put(crypto.getRandomValues(new Uint8Array(65_536)));
    }
    await new Promise((done) => { tx.oncomplete = tx.onabort = done; });
  }
}
"""


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A file system of 100 MB, which the browser keeps its profile on."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", folder]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("who runs the tests may not mount")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_said_and_nothing_is_called_saved(small_disk, killable, ledger) -> None:
    tablet = killable(small_disk / "profile")
    tablet.page.evaluate(FILL)
    large = [photo(picture(n, (1200, 900))) for n in range(4)]

    def fill() -> None:
        for n in range(12):
            named = [{**each, "caption": str(n)} for each in large]
            tablet.save(new_valve(east(3 * n), photos=named))

    with pytest.raises(Error, match="no_room"):
        fill()
    disk = tablet.disk()
    assert {each["op_id"] for each in disk["operations"]} == set(tablet.saved), "all or nothing"
    ledger.check([tablet], healed=False)
    tablet.page.evaluate("() => indexedDB.deleteDatabase('filler')")
    tablet.sync_until_calm()
    assert tablet.shown()["standing"]["photos_waiting"] == 0
    ledger.check([tablet])


def test_storage_that_was_cleared_is_noticed_and_said(tablet, ledger) -> None:
    tablet.save(new_valve())
    assert tablet.do("bench.evicted()") is None
    tablet.do("bench.store.close()")
    cdp = tablet.context.new_cdp_session(tablet.page)
    cleared = {"origin": tablet.network.address, "storageTypes": "indexeddb"}
    cdp.send("Storage.clearDataForOrigin", cleared)
    tablet.show(tablet.page, enrolled=False)
    assert tablet.do("bench.evicted()")["commune"] == ledger.commune
    with pytest.raises(Error, match="not_enrolled"):
        tablet.save(new_valve())


def test_the_app_itself_says_that_its_storage_was_cleared(tablet, tablet_app) -> None:
    del tablet_app
    tablet.do("bench.store.close()")
    cdp = tablet.context.new_cdp_session(tablet.page)
    cleared = {"origin": tablet.network.address, "storageTypes": "indexeddb"}
    cdp.send("Storage.clearDataForOrigin", cleared)
    tablet.page.goto(tablet.network.address + "/field/")
    tablet.page.wait_for_selector("html[data-ready]")
    assert tablet.page.get_by_role("alert").inner_text().strip()


def test_two_tabs_count_as_one_tablet(tablet, ledger) -> None:
    first = tablet.page
    asset = tablet.save(new_valve())["asset_id"]
    second = tablet.context.new_page()
    tablet.show(second)
    tablet.save(wrote(asset, remark="second"))
    first.wait_for_function("id => bench.store.memory.ofAsset(id).length === 2", arg=asset)
    tablet.page = first
    tablet.save(wrote(asset, remark="first again"))
    for page in (first, second):  # both at once
        page.evaluate("() => { globalThis.pending = bench.sync(); }")
    assert [page.evaluate("() => pending") for page in (first, second)] == [None, None]
    assert tablet.network.sent(PUSH) == 1, "one sender at a time"
    assert tablet.states() == ["applied"] * 3
    assert ledger.asset(asset)["remark"] == "first again"
    for page in (first, second):
        tablet.page = page
        ledger.check([tablet])


def test_both_tabs_save_at_once(tablet, ledger) -> None:
    """Whatever they do to each other: each has its number, and each arrives."""
    first = tablet.page
    asset = tablet.save(new_valve())["asset_id"]
    second = tablet.context.new_page()
    tablet.show(second)
    for number, page in enumerate((first, second)):
        draft = wrote(asset, remark=f"tab {number}")
        page.evaluate(
            "draft => { globalThis.saving = Promise.all(Array.from({length: 5}, () =>"
            " bench.save(draft))); }",
            draft,
        )
    for number, page in enumerate((first, second)):
        for told in page.evaluate("() => saving"):
            tablet.note(told, wrote(asset, remark=f"tab {number}"))
    assert len(tablet.disk()["operations"]) == 11
    tablet.sync_until_calm()
    assert len(ledger.log()) == 11
    ledger.check([tablet])


@pytest.mark.parametrize("days", [1, -1, 20_000])
def test_a_clock_that_is_wrong_decides_nothing(crew, ledger, days) -> None:
    tablet, other = crew(), crew()
    tablet.context.add_init_script(
        f"""const Right = Date, off = {days * 86_400_000};
        globalThis.Date = class extends Right {{
          constructor(...given) {{
            if (given.length) super(...given); else super(Right.now() + off);
          }}
          static now() {{ return Right.now() + off; }}
        }};"""
    )
    tablet.reload()
    asset = tablet.save(new_valve())["asset_id"]
    assert tablet.sync() is None
    assert other.sync() is None
    tablet.save(wrote(asset, remark="before"))
    other.save(wrote(asset, remark="after"))
    assert other.sync() is None
    assert tablet.sync() is None
    assert tablet.states() == ["applied", "conflict"], "who came first decides, by no clock"
    assert ledger.asset(asset)["remark"] == "after"
    (row,) = ledger.rows("SELECT max(abs(clock_offset_s)) AS off FROM {c}.operation")
    assert abs(row.off / 86_400 - abs(days)) < 0.1, "how wrong it was is told"
    ledger.check([tablet, other])


def test_a_photo_that_the_disk_damaged_is_never_sent(tablet, ledger) -> None:
    tablet.save(new_valve(photos=[photo(picture(1))]))
    tablet.taken.clear()  # what the disk has eaten is lost; it must be said
    tablet.do(
        "bench.store.db.getAllKeys('photo_bytes').then(([key]) =>"
        " bench.store.db.put('photo_bytes', new ArrayBuffer(100), key))"
    )
    assert tablet.sync() is None
    (found,) = tablet.disk()["photos"]
    assert (found["state"], found["reason"]) == ("waiting", "damaged")
    assert tablet.network.sent("PUT .*/chunks/") == 0
    assert ledger.rows("SELECT 1 FROM {c}.photo WHERE file IS NOT NULL") == []


def test_the_outbox_holds_everything_that_is_not_safe(tablet, ledger) -> None:
    data = picture(1)
    one = tablet.save(new_valve(photos=[photo(data)]))
    two = tablet.save(wrote(one["asset_id"], remark="é\u2028\U0001f6b0"))
    with tablet.network.during(weather.gone):
        tablet.sync()
        told = json.loads(tablet.do("bench.outbox()"))
    assert [each["op_id"] for each in told["operations"]] == [one["op_id"], two["op_id"]]
    assert told["operations"][1]["changed"]["remark"]["new"] == "é\u2028\U0001f6b0"
    assert [each["sha256"] for each in told["photos"]] == [sha256(data)]
    ledger.check([tablet], healed=False)
