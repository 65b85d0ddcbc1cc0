"""What a crew takes along: a list that people write line by line, ``4 m cable``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gis.errors import Issue

MOST = 40

_UNITS = ("pcs", "stk", "st", "m", "m2", "m²", "m3", "m³", "cm", "mm", "kg", "t", "l", "h")
_LINE = re.compile(
    r"(?P<quantity>\d+(?:[.,]\d+)?)\s*(?:(?P<unit>" + "|".join(_UNITS) + r")\b\.?)?\s*(?P<text>.+)",
    re.IGNORECASE,
)


class Material(BaseModel):
    """One line: ``4`` ``m`` ``cable``."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    text: str = Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f]*$")
    quantity: float | None = Field(None, gt=0, le=1_000_000)
    unit: str = Field("", max_length=12, pattern=r"^[^\x00-\x1f]*$")

    def told(self) -> str:
        """Return the line as people read it."""
        number = "" if self.quantity is None else f"{self.quantity:g}"
        return " ".join(each for each in (number, self.unit, self.text) if each)


def read(text: str) -> tuple[tuple[Material, ...], list[Issue]]:
    """Read lines as people write them; what cannot be read is told, line by line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found, issues = [], []
    for at, line in enumerate(lines[:MOST], 1):
        try:
            found.append(_read(line))
        except ValidationError:
            details = {"value": line[:40]}
            issues.append(Issue("material_unread", f"materials.{at}", details=details))
    if len(lines) > MOST:
        many = {"length": len(lines), "limit": MOST}
        issues.append(Issue("too_long", "materials", details=many))
    return tuple(found), issues


def _read(line: str) -> Material:
    parts = _LINE.fullmatch(line)
    if parts is None:
        return Material(text=line)
    quantity = float(parts["quantity"].replace(",", "."))
    return Material(text=parts["text"].strip(), quantity=quantity, unit=parts["unit"] or "")


def written(materials: Sequence[Material]) -> str:
    """Return the lines as they are written."""
    return "\n".join(each.told() for each in materials)
