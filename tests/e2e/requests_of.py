"""What a page has asked for and not yet got: sooner known than by half a second of quiet."""

from __future__ import annotations

from playwright.sync_api import Page, Request

_LOOK_MS = 40
_PATIENCE_MS = 20_000


class Requests:
    """Counts a page's requests from the moment it is made."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._under_way: set[Request] = set()
        page.on("request", self._asked)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def _asked(self, request: Request) -> None:
        self._under_way.add(request)

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)

    def settle(self) -> None:
        """Wait until nothing is under way, and nothing new in the two looks that follow."""
        quiet = 0
        for _ in range(_PATIENCE_MS // _LOOK_MS):
            self._page.wait_for_timeout(_LOOK_MS)
            quiet = 0 if self._under_way else quiet + 1
            if quiet > 1:
                return
        asked = ", ".join(sorted(each.url for each in self._under_way))
        raise TimeoutError(f"still under way: {asked}")
