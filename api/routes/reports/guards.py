"""What keeps the forms of citizens from being abused: how often, from where, about what.

Kept in memory, and forgotten with a restart.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import timedelta

from fastapi import Request

from api.admission import Copies, Door
from api.context import Context
from api.security import secret
from api.security.forms import Load
from api.security.pace import Pace, neighbourhood


@dataclass(frozen=True)
class Guards:
    """What one process counts: of one network, of one asset, of both.

    Attributes
    ----------
    asset : Pace
        Reports of one asset; what is more joins the first of them.
    joins : Pace
        What joins one report from one network; what is more is refused.
    """

    network: Pace = field(default_factory=lambda: Pace(30, timedelta(minutes=10)))
    asset: Pace = field(default_factory=lambda: Pace(20, timedelta(hours=1)))
    joins: Pace = field(default_factory=lambda: Pace(20, timedelta(hours=1)))
    letters: Pace = field(default_factory=lambda: Pace(10, timedelta(hours=1)))
    load: Load = field(default_factory=Load)
    door: Door = field(default_factory=Door)
    copies: Copies = field(default_factory=Copies)


def guards(request: Request) -> Guards:
    """Return what this process counts with."""
    found: Guards = request.app.state.report_guards
    return found


def form_secret(context: Context) -> bytes:
    """Return what signs the forms."""
    return secret.derived(context.secret, "forms")


def network_key(context: Context, request: Request) -> bytes:
    """Return what tells a network from others until tomorrow, and leads back to none."""
    salt = secret.derived(context.secret, "networks", f"{context.now():%Y-%m-%d}")
    where = neighbourhood(request.client and request.client.host)
    # The whole address: neighbours behind one provider are several.
    told = f"{where} {request.client.host if request.client else ''}"
    return hmac.new(salt, told.encode(), hashlib.sha256).digest()
