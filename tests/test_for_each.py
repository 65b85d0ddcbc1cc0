"""The helper of tests that check many small things: it must not let one of them pass unseen."""

from __future__ import annotations

import pytest

from tests.for_each import for_each


def test_everything_that_fails_is_told_and_what_passes_is_not() -> None:
    @for_each(("a", "b"), [(1, 1), (2, 3), (4, 4), (5, 6)])
    def same(a: int, b: int) -> None:
        assert a == b, "not the same"

    with pytest.raises(AssertionError) as failed:
        same()
    told = str(failed.value)
    assert told.startswith("2 of 4:")
    assert "(2, 3): not the same" in told
    assert "(5, 6): not the same" in told
    assert "(4, 4)" not in told


def test_another_error_is_an_error_and_nothing_to_check_is_a_failure() -> None:
    @for_each("code", ["x"])
    def broken(code: str) -> None:
        raise LookupError(code)

    with pytest.raises(LookupError):
        broken()
    with pytest.raises(AssertionError, match="nothing"):
        for_each("code", [])(broken)
