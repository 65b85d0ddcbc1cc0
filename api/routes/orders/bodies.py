"""What programs say of work orders, as it comes by HTTP."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.routes.tablets.tasks import Items, Line
from field_capture.orders import stops as order_stops
from field_capture.orders.closing import Result
from field_capture.orders.materials import MOST as MOST_MATERIALS
from field_capture.orders.materials import Material
from field_capture.orders.says import LONGEST_TEXT, LONGEST_TITLE
from field_capture.states.order import OrderKind, OrderState, Outcome
from layers.spec import LANGUAGES

Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Euro = Annotated[Decimal, Field(ge=0, le=Decimal("9999999999.99"), decimal_places=2)]
Numbers = Annotated[list[Annotated[str, Field(max_length=12)]], Field(max_length=200)]
Name = Annotated[str, Field(max_length=40)]


class About(BaseModel):
    """An asset."""

    model_config = ConfigDict(extra="forbid")

    layer: Name
    id: UUID


class Photos(BaseModel):
    """Which photos are wanted at each stop."""

    model_config = ConfigDict(extra="forbid")

    before: bool = True
    after: bool = True


class OrderBody(BaseModel):
    """What an order says. `checklist`, or the name of a kept one as `template`."""

    model_config = ConfigDict(extra="forbid")

    title: Line = Field(min_length=1, max_length=LONGEST_TITLE)
    text: Line = Field("", max_length=LONGEST_TEXT)
    kind: OrderKind = OrderKind.REPAIR
    language: str | None = Field(None, pattern="^(" + "|".join(LANGUAGES) + ")$")
    priority: int = Field(2, ge=1, le=3, description="1 is first.")
    danger: bool = False
    begins: date | None = None
    ends: date | None = None
    assignee: str | None = Field(None, max_length=60)
    materials: Annotated[list[Material], Field(max_length=MOST_MATERIALS)] = Field(
        default_factory=list
    )
    checklist: Items = Field(default_factory=list)
    template: str | None = Field(None, max_length=80)
    photos: Photos = Photos()
    estimate_eur: Euro | None = None
    actual_eur: Euro | None = None


class Gathered(BaseModel):
    """What joins an order: reports by their numbers, assets by layer and id."""

    model_config = ConfigDict(extra="forbid")

    reports: Numbers = Field(default_factory=list)
    assets: Annotated[list[About], Field(max_length=order_stops.MOST)] = Field(default_factory=list)


class NewOrder(OrderBody, Gathered):
    """An order to be made; the same id again is as good as once."""

    id: UUID | None = None


class OrderChange(OrderBody):
    """An order as it shall be, from the version that was seen."""

    version: Version


class Joining(Gathered):
    """What joins an order of the version that was seen."""

    version: Version | None = None


class Way(BaseModel):
    """The order of the stops: `stops` as they shall be, or a short way from `start`."""

    model_config = ConfigDict(extra="forbid")

    version: Version
    start: Annotated[list[float], Field(min_length=2, max_length=2)] | None = Field(
        None, description="Longitude and latitude, WGS84."
    )
    stops: Annotated[list[UUID], Field(max_length=order_stops.MOST)] | None = None


class Closing(BaseModel):
    """How it went at a stop; `values` are fields of its asset as they are now."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    notes: Line = Field("", max_length=2000)
    sentence: Line | None = Field(None, max_length=1000, description="What citizens read.")
    values: Annotated[dict[Name, Any], Field(max_length=100)] = Field(default_factory=dict)

    def result(self) -> Result:
        """Return it as the domain has it."""
        return Result(self.outcome, self.notes, self.sentence or None, self.values)


class StopClosing(Closing):
    """How it went at a stop of an order of the version that was seen."""

    version: Version | None = None


class OrderMove(BaseModel):
    """Where an order goes. `reason` for cancelling; `results` by stop for what is done."""

    model_config = ConfigDict(extra="forbid")

    state: OrderState
    version: Version
    reason: Line | None = Field(None, max_length=500)
    results: Annotated[dict[UUID, Closing], Field(max_length=order_stops.MOST)] = Field(
        default_factory=dict
    )
