"""Grouping reports that may tell of the same: properties that no clerk should ever see broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from field_capture.desk.duplicates import SAME_PLACE_M, Seen, groups, likeness

START = datetime(2026, 11, 1, tzinfo=UTC)
ASSETS = [UUID(int=n) for n in range(3)]


@st.composite
def reports(draw) -> list[Seen]:
    found = []
    for n in range(draw(st.integers(0, 25))):
        placed = draw(st.booleans())
        service, group = draw(
            st.sampled_from([("lamp_out", "lamp"), ("lamp_dim", "lamp"), ("leak", "p")])
        )
        found.append(
            Seen(
                f"26-{n:05d}",
                START + timedelta(hours=draw(st.integers(0, 24 * 90))),
                service,
                group,
                draw(st.sampled_from([None, *ASSETS])),
                draw(st.floats(0, 120)) if placed else None,
                draw(st.floats(0, 120)) if placed else None,
            )
        )
    return found


@given(reports())
def test_a_group_is_a_star_around_its_oldest_report(found) -> None:
    by_number = {each.number: each for each in found}
    told = groups(found)
    members = [n for each in told for n in (each.oldest, *(r.number for r in each.repeats))]
    assert len(members) == len(set(members)), "nobody is in two groups"
    for each in told:
        oldest = by_number[each.oldest]
        assert each.repeats
        for repeat in each.repeats:
            newer = by_number[repeat.number]
            assert (oldest.at, oldest.number) < (newer.at, newer.number)
            assert likeness(oldest, newer) == repeat.reason
            assert each.oldest in repeat.reason.en


@given(reports())
def test_what_is_left_alone_is_like_no_head_of_a_group(found) -> None:
    told = groups(found)
    repeats = {r.number for each in told for r in each.repeats}
    alone = sorted(
        (each for each in found if each.number not in repeats), key=lambda s: (s.at, s.number)
    )
    for n, older in enumerate(alone):
        assert all(likeness(older, newer) is None for newer in alone[n + 1 :])


@given(reports(), st.randoms())
def test_the_order_in_which_they_are_read_changes_nothing(found, chance) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert groups(found) == groups(shuffled)


def test_lamps_side_by_side_are_never_one() -> None:
    row = [
        Seen(f"26-{n:05d}", START, "lamp_out", "lamp", UUID(int=n), n * SAME_PLACE_M / 2, 0.0)
        for n in range(1, 9)
    ]
    assert groups(row) == []


def test_an_asset_is_one_in_other_words_too() -> None:
    one = Seen("26-00001", START, "lamp_out", "lamp", ASSETS[0])
    other = Seen("26-00002", START + timedelta(days=3), "lamp_dim", "lamp", ASSETS[0])
    (group,) = groups([other, one])
    assert (group.oldest, [each.number for each in group.repeats]) == ("26-00001", ["26-00002"])
    assert group.repeats[0].reason.en == "Like 26-00001: the same asset (days between: 3)."
