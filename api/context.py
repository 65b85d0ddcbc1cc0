"""What one process serves with: settings, database, catalogue, the demo's roles."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine

from api.security import secret
from field_capture.reports.links import LinkMaker
from gis.blobs import Blobs
from gis.settings import Settings
from gis.viewer import Viewer, ViewerRole
from layers.spec import Catalogue

DEMO_ROLES = (ViewerRole.PLANNER, ViewerRole.CREW, ViewerRole.CLERK, ViewerRole.MACHINE)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Context:
    """Made once by the entry point and kept in ``app.state.context``.

    `demo_tokens` live as long as the process: token -> viewer, in the demo only.
    """

    settings: Settings
    engine: Engine
    catalogue: Catalogue
    now: Callable[[], datetime] = _now
    demo_tokens: dict[str, Viewer] = field(default_factory=dict)

    @property
    def secret(self) -> bytes:
        """The installation's secret: signs forms and links, salts what is hashed."""
        return secret.of(self.settings.home)

    def links(self, commune: str) -> LinkMaker:
        """Return what makes the links of a commune's reports."""
        key = secret.derived(self.secret, "links")
        return LinkMaker(key, self.settings.address, commune)

    def __post_init__(self) -> None:
        if self.settings.demo:
            for role in DEMO_ROLES:
                token = f"demo-{role.value}-{secrets.token_urlsafe(16)}"
                self.demo_tokens[token] = Viewer(f"demo-{role.value}", role)


def blobs(context: Context, commune: str) -> Blobs:
    """Return the store of a commune's files."""
    return Blobs(context.settings.home / "files" / commune)
