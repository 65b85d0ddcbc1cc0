"""One test for many small things: told apart where they fail, not where they pass.

A thousand cases that each take a tenth of a millisecond cost pytest several seconds, and each of
its workers again, when every one is a test of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def for_each(
    names: str | tuple[str, ...], values: Iterable[Any]
) -> Callable[..., Callable[[], None]]:
    """Check every value in one test, which tells all that fail: ``@for_each("code", CODES)``.

    Takes what `pytest.mark.parametrize` takes, for checks without fixtures.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    cases = list(values)
    assert cases, "nothing would be checked"

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            wrong = []
            for case in cases:
                given = case if len(wanted) > 1 else (case,)
                try:
                    check(**dict(zip(wanted, given, strict=True)))
                except AssertionError as error:
                    wrong.append(f"{given}: {error}")
            assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        test.__module__, test.__qualname__ = check.__module__, check.__qualname__
        return test

    return decorate
