"""Networks that lose, repeat, reorder and lie: what a crew saved arrives once, and is told so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.security import tokens
from tests.faults.tablet import network as weather
from tests.faults.tablet.device import east, fix, new_valve, photo, picture, wrote

pytestmark = [pytest.mark.fault, pytest.mark.browser]

PUSH = "POST .*/sync/push"
CHUNK = "PUT .*/photos/.*/chunks"


def test_what_was_saved_arrives(tablet, ledger) -> None:
    told = tablet.save(new_valve())
    assert tablet.sync() is None
    assert tablet.states() == ["applied"]
    assert ledger.asset(told["asset_id"])["kind"] == "gate"
    ledger.check([tablet])


def test_an_answer_that_is_lost_after_the_commit_changes_nothing(tablet, ledger) -> None:
    told = tablet.save(new_valve())
    tablet.network.next(PUSH, weather.answer_lost)
    assert tablet.sync() == "unreachable"
    assert ledger.state(told["op_id"]) == "applied"
    assert tablet.shown()["standing"]["waiting"] == 1, "nobody has told the tablet"
    ledger.check([tablet], healed=False)
    assert tablet.sync() is None
    assert tablet.states() == ["applied"]
    ledger.check([tablet])


def test_an_answer_that_breaks_off_is_none(tablet, ledger) -> None:
    tablet.save(new_valve())
    tablet.network.next(PUSH, weather.answer_cut)
    assert tablet.sync() == "unreachable"
    assert tablet.states() != ["applied"]
    assert tablet.sync() is None
    ledger.check([tablet])


def test_delivered_ten_times_at_once_is_done_once(tablet, ledger) -> None:
    made = tablet.save(new_valve())
    tablet.save(wrote(made["asset_id"], remark="one"))
    tablet.save({"kind": "observe", "asset_id": made["asset_id"], "fixes": [fix()]})
    tablet.network.next(PUSH, weather.repeated(10))
    assert tablet.sync() is None
    assert tablet.states() == ["applied"] * 3
    assert ledger.asset(made["asset_id"])["version"] <= 3
    assert len(ledger.rows("SELECT 1 FROM {c}.observation")) == 2
    ledger.check([tablet])


def test_delivered_out_of_order_ends_in_order(tablet, ledger) -> None:
    """What was given up arrives after what was written later."""
    asset = tablet.save(new_valve())["asset_id"]
    tablet.sync()
    tablet.save(wrote(asset, remark="first"))
    tablet.network.next(PUSH, weather.late(0.6))
    assert tablet.sync() == "unreachable"
    tablet.save(wrote(asset, remark="second"))
    tablet.network.next(PUSH, weather.repeated(3))
    assert tablet.sync() is None
    tablet.page.wait_for_timeout(900)
    assert tablet.sync() is None
    assert ledger.asset(asset)["remark"] == "second"
    assert tablet.states() == ["applied"] * 3
    ledger.check([tablet])


@pytest.mark.parametrize(
    "portal", [weather.portal, weather.json_portal, weather.led_astray], ids=["page", "json", "302"]
)
def test_a_captive_portal_is_no_success(tablet, ledger, portal) -> None:
    told = tablet.save(new_valve(photos=[photo(picture(1))]))
    with tablet.network.during(portal):
        assert tablet.sync() == "captive_portal"
        assert tablet.shown()["standing"]["trouble"] == "captive_portal"
    assert ledger.log() == {}
    assert tablet.shown()["standing"]["waiting"] == 1
    tablet.network.next("photos/", portal)
    assert tablet.sync() == "captive_portal", "a photo is not taken by a portal either"
    assert tablet.shown()["standing"]["photos_waiting"] == 1
    assert tablet.sync() is None
    assert ledger.state(told["op_id"]) == "applied"
    ledger.check([tablet])


@pytest.mark.parametrize("status", [500, 502, 503, 429, 413, 404])
def test_a_server_that_refuses_everything_loses_nothing(tablet, ledger, status) -> None:
    tablet.save(new_valve(photos=[photo(picture(1))]))
    with tablet.network.during(weather.refused(status)):
        assert tablet.sync() is not None
    tablet.network.next("photos/", weather.refused(status))
    tablet.sync()
    tablet.sync_until_calm()
    assert tablet.shown()["standing"]["photos_waiting"] == 0
    ledger.check([tablet])


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (500, "server"),
        (507, "server"),
        (429, "server"),
        (502, "maintenance"),
        (503, "maintenance"),
        (504, "maintenance"),
    ],
)
def test_a_server_that_fails_and_one_that_is_being_worked_on_are_told_apart(
    tablet, ledger, status, told
) -> None:
    tablet.save(new_valve())
    ours = b'{"type": "urn:netzkaart:error:any", "title": "x", "detail": "x"}'
    page = b"<html><title>Bad gateway</title></html>"
    bodies = [(ours, "application/problem+json")]
    # What stands before a server answers with a page: no portal has these.
    bodies += [(page, "text/html")] if status > 500 else []
    for body, kind in bodies:
        with tablet.network.during(weather.refused(status, body, kind)):
            assert tablet.sync() == told
            assert tablet.shown()["standing"]["online"], "there is a network"
    assert tablet.sync() is None
    ledger.check([tablet])


def test_no_network_and_no_server_are_told_apart(tablet, ledger) -> None:
    tablet.save(new_valve())
    with tablet.network.during(weather.gone):
        assert tablet.sync() == "unreachable"
        assert tablet.shown()["standing"]["online"], "there is a network"
    tablet.context.set_offline(True)
    assert tablet.sync() == "offline"
    assert not tablet.shown()["standing"]["online"]
    tablet.context.set_offline(False)
    assert tablet.sync() is None
    ledger.check([tablet])


def test_a_revoked_token_keeps_what_is_there_until_another_one_comes(
    tablet, crew, ledger, yard_owner, issue
) -> None:
    asset = tablet.save(new_valve())["asset_id"]
    tablet.sync()
    other = crew()
    other.save(wrote(asset, remark="theirs"))
    other.sync()
    tablet.save(wrote(asset, remark="ours"))
    assert tablet.sync() is None
    assert tablet.states()[-1] == "conflict"
    with yard_owner.begin() as connection:
        tokens.revoke(connection, tablet.token, datetime.now(UTC))
    tablet.save(wrote(asset, operator="me"))
    assert tablet.sync() == "revoked"
    assert tablet.shown()["standing"]["waiting"] == 1
    ledger.check([tablet, other], healed=False)
    given = [ledger.commune, issue(), tablet.device_id]
    tablet.do("bench.become(...given)", given=given)
    assert tablet.sync() is None
    assert len(tablet.shown()["clashes"]) == 1, "its own conflict is its own still"
    ledger.check([tablet, other])


def test_without_a_network_everything_is_kept_and_goes_out_when_it_comes(tablet, ledger) -> None:
    tablet.do("bench.sender.start()")
    tablet.context.set_offline(True)
    asset = tablet.save(new_valve())["asset_id"]
    tablet.save(wrote(asset, remark="offline"))
    tablet.page.wait_for_function("bench.tablet.standing.value.online === false")
    assert tablet.shown()["standing"]["waiting"] == 2
    tablet.context.set_offline(False)
    tablet.page.wait_for_function("bench.tablet.standing.value.waiting === 0")
    assert ledger.asset(asset)["remark"] == "offline"
    ledger.check([tablet])


def test_a_photo_goes_on_where_it_was_broken_off(tablet, ledger) -> None:
    tablet.save(new_valve(photos=[photo(picture(3, (1200, 900)))]))
    tablet.network.next(CHUNK, weather.fine, weather.gone)
    assert tablet.sync() == "unreachable"
    assert tablet.states() == ["applied"], "attributes never wait for photos"
    before = tablet.network.sent(CHUNK)
    tablet.network.next(CHUNK, weather.answer_lost)
    assert tablet.sync() == "unreachable"
    assert tablet.sync() is None
    status = tablet.disk()["photos"][0]
    pieces = -(-status["bytes"] // (512 * 1024))
    assert pieces > 2
    assert tablet.network.sent(CHUNK) - before < pieces + 1, "what was there did not go again"
    assert status["state"] == "kept"
    ledger.check([tablet])


def test_a_photo_whose_pieces_come_ten_times_is_kept_once(tablet, ledger) -> None:
    tablet.save(new_valve(photos=[photo(picture(4, (500, 400)))]))
    tablet.network.next(CHUNK, weather.repeated(10), weather.answer_cut)
    tablet.network.next("POST .*/finish", weather.repeated(10), weather.answer_lost)
    tablet.sync_until_calm()
    assert tablet.shown()["standing"]["photos_waiting"] == 0
    assert len(ledger.rows("SELECT 1 FROM {c}.asset_file")) == 1
    ledger.check([tablet])


def test_what_waits_goes_out_while_a_large_photo_does(tablet, ledger) -> None:
    asset = tablet.save(new_valve(photos=[photo(picture(5, (1200, 900)))]))["asset_id"]
    tablet.network.next(CHUNK, weather.slow(0.5))
    tablet.do("void (globalThis.pending = bench.sync())")
    tablet.page.wait_for_timeout(200)
    later = tablet.save(wrote(asset, remark="not waiting"))
    tablet.network.next(CHUNK, weather.slow(0.5), weather.gone)
    assert tablet.do("pending") == "unreachable"
    assert ledger.state(later["op_id"]) == "applied"
    assert tablet.shown()["standing"]["photos_waiting"] == 1
    tablet.sync_until_calm()
    ledger.check([tablet])


def test_a_slow_network_is_no_broken_one(tablet, ledger) -> None:
    for n in range(3):
        tablet.save(new_valve(east(5 * n)))
    with tablet.network.during(weather.slow(0.3)):
        assert tablet.sync() is None
    assert tablet.states() == ["applied"] * 3
    ledger.check([tablet])
