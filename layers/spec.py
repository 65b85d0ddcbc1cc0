"""The vocabulary in which a layer is declared.

One `Layer` value is all Netzkaart knows of a kind of asset. Its table, its
models and JSON Schema, its form, its symbol, its OGC collection, its import and
export mapping are derived from it; nobody writes a field's name a second time.

This module imports nothing but the standard library, so that a declaration can
be read by anything: a migration, a notebook, the tablet's build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property

LANGUAGES = ("lb", "fr", "de", "en")
"""Languages of every page, in the order in which Luxembourg writes them."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the languages of the commune; Portuguese where citizens read it."""

    lb: str
    fr: str
    de: str
    en: str
    pt: str | None = None

    def to(self, language: str) -> str:
        """Return the text in `language`; English where it is not spoken here."""
        return getattr(self, language, None) or self.en

    def format(self, **values: object) -> Text:
        """Fill the placeholders of every language with the same values."""
        return Text(*(part and part.format(**values) for part in (*self, self.pt)))

    def __iter__(self) -> Iterator[str]:
        return iter((self.lb, self.fr, self.de, self.en))


class GeometryKind(StrEnum):
    """What a layer's assets are drawn as. Values are the names of OGC Simple Features."""

    POINT = "Point"
    LINE = "LineString"
    AREA = "MultiPolygon"


class Visibility(IntEnum):
    """Who may see a layer or a field; a viewer sees everything up to a level."""

    PUBLIC = 0
    INTERNAL = 1
    RESTRICTED = 2


class Role(StrEnum):
    """What an asset does in its network; all that `gis` knows of nouns."""

    CONVEYS = "conveys"
    JOINS = "joins"
    ISOLATES = "isolates"
    SUPPLIES = "supplies"
    CONSUMES = "consumes"
    CONTROLS = "controls"
    DRAINS = "drains"
    SUPPORTS = "supports"
    ORIENTS = "orients"
    BOUNDS = "bounds"


class FieldRole(StrEnum):
    """What a field means to the calculations of `gis`."""

    CODE = "code"
    STATUS = "status"
    ACCURACY_HORIZONTAL = "accuracy_horizontal"
    ACCURACY_VERTICAL = "accuracy_vertical"
    SURVEY_METHOD = "survey_method"
    NODE_FROM = "node_from"
    NODE_TO = "node_to"
    DIAMETER = "diameter"
    LENGTH = "length"
    MATERIAL = "material"
    INVERT_FROM = "invert_from"
    INVERT_TO = "invert_to"
    COVER_LEVEL = "cover_level"
    INVERT_LEVEL = "invert_level"
    DEPTH = "depth"
    ELEVATION = "elevation"
    CLOSED = "closed"
    CIRCUIT = "circuit"
    SUPPORT = "support"
    SITE = "site"
    POWER = "power"
    INSTALLED = "installed"
    INSTALLED_YEAR = "installed_year"
    CONDITION = "condition"
    CHECKED = "checked"
    DIRECTION = "direction"
    CONNECTED_TO = "connected_to"
    CONNECTOR = "connector"
    PRESSURE_RATING = "pressure_rating"
    STREET = "street"
    HOUSE_NUMBER = "house_number"


class Trait(StrEnum):
    """What a code of a list means to the rules of `gis`, which know no codes.

    An asset has the traits of all its codes.
    """

    GONE = "gone"
    """It conveys nothing any more: rules leave it out."""
    COMING = "coming"
    """It is not there yet: nothing of it counts as stock."""
    ENDS = "ends"
    """One line ends at it."""
    BRANCHES = "branches"
    """Three lines meet at it."""
    CROSSES = "crosses"
    """Four lines meet at it."""
    REDUCES = "reduces"
    """The lines on its two sides are of different sizes."""
    DIRECTED = "directed"
    """Lets through one way only, and should say which."""
    SELF_ACTING = "self_acting"
    """Opens and closes without anybody: no state to be noted."""
    MAY_RISE = "may_rise"
    """What it conveys may flow uphill."""
    LIFTS = "lifts"
    """What flows to it leaves it at another level."""
    SWALLOWS = "swallows"
    """What flows to it stays there."""
    TAPS = "taps"
    """May begin or end in the middle of another line."""
    STANDS_ALONE = "stands_alone"
    """Needs nothing that carries it."""


class Positioning(StrEnum):
    """What a receiver must say of a position before nobody needs to look at it.

    It is asked of what a receiver heard. What was drawn or taped from things that are known is
    judged by its accuracy alone, for there the error is the crew's own to tell.
    """

    ANY = "any"
    """Its accuracy decides, whoever found it."""
    RTK_FIXED = "rtk_fixed"
    """The receiver has solved the whole number of wavelengths to each satellite. Without that (RTK
    float) it may claim a decimetre and be half a metre off, and nothing that it says tells."""


class Kind(StrEnum):
    """The type of a field's values."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    CODE = "code"
    CODES = "codes"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """One value of a code list.

    `external` maps a foreign model (``isybau``, ``vsa``, ``qwat``, ``ocpi``, ``talq``,
    ``inspire``, ``osm`` ...) to its codes of the same meaning, the one to export first.
    `traits` say what it means to the rules.
    """

    value: str
    label: Text
    external: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class CodeList:
    """A closed list of values with their labels in four languages."""

    name: str
    codes: tuple[Code, ...]

    def __post_init__(self) -> None:
        values = [code.value for code in self.codes]
        if len(set(values)) != len(values):
            msg = f"code list {self.name}: a value is declared twice"
            raise ValueError(msg)

    def __repr__(self) -> str:
        return f"CodeList({self.name})"

    @cached_property
    def values(self) -> tuple[str, ...]:
        """All values, in the order of their declaration."""
        return tuple(code.value for code in self.codes)

    def __getitem__(self, value: str) -> Code:
        for code in self.codes:
            if code.value == value:
                return code
        raise KeyError(value)

    def from_external(self, model: str, value: str) -> str | None:
        """Translate a code of a foreign model, or None where it has no counterpart."""
        for code in self.codes:
            if value in code.external.get(model, ()):
                return code.value
        return None


@dataclass(frozen=True, slots=True)
class Only:
    """Where a field means anything: another field of the asset has one of these codes."""

    field: str
    values: tuple[str, ...]

    def holds(self, values: Mapping[str, object]) -> bool:
        """Tell whether it may be said of an asset; what is not known speaks against nothing."""
        found = values.get(self.field)
        return found is None or found in self.values


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Field:
    """One attribute of a layer.

    Attributes
    ----------
    name : str
        Column name; carries its unit (``diameter_mm``), SI inside.
    unit : str or None
        Unit as it is written on a screen: ``mm``, ``m``, ``bar``, ``W``.
    minimum, maximum : float or None
        Physically possible range, inclusive; what is outside is a mistake, not an oddity.
    refers_to : str or None
        Layer whose assets a `Kind.REFERENCE` points to.
    visibility : Visibility
        Never looser than its layer's; the stricter of the two counts.
    only : Only or None
        Where it means anything; a value elsewhere is kept, with a warning.
    external : mapping
        Foreign model -> names of this field there, the one to export first. The model ``*``
        holds names that people use in files of no known model.
    """

    name: str
    kind: Kind
    label: Text
    unit: str | None = None
    codes: CodeList | None = None
    role: FieldRole | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    max_length: int = 200
    refers_to: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    only: Only | None = None
    help: Text | None = None
    external: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            msg = f"field {self.name!r}: not a name"
            raise ValueError(msg)
        if (self.kind in (Kind.CODE, Kind.CODES)) != (self.codes is not None):
            msg = f"field {self.name}: a code list belongs to code fields, and only there"
            raise ValueError(msg)
        if (self.kind is Kind.REFERENCE) != (self.refers_to is not None):
            msg = f"field {self.name}: refers_to belongs to references, and only there"
            raise ValueError(msg)

    def __repr__(self) -> str:
        return f"Field({self.name})"


class Shape(StrEnum):
    """Marks that stay apart without colour, for those who do not see it."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    CROSS = "cross"
    LINE = "line"
    DASHED = "dashed"
    DOTTED = "dotted"
    AREA = "area"


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """How a layer is drawn: ``colour`` as #rrggbb, ``size_px`` radius or line width."""

    colour: str
    shape: Shape
    size_px: float = 4
    min_zoom: int = 0


class Spread(StrEnum):
    """What several reports of the same fault may have in common."""

    CIRCUIT = "circuit"
    """They hang on one circuit, or on circuits of one cabinet."""
    SUPPLY = "supply"
    """They are fed through the same line."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What a citizen may report about an asset of a layer, in plain words.

    `code` is the service code of Open311; it never changes once published. `spread` tells where a
    common cause of several is to be looked for, if they may have one. `repair_days` is until when
    it shall be repaired, where the commune has set nothing else; one day at most is urgent.
    """

    code: str
    label: Text
    description: Text
    keywords: tuple[str, ...] = ()
    spread: Spread | None = None
    repair_days: int = 14

    @property
    def is_urgent(self) -> bool:
        """Whether somebody may come to harm, or is without what everybody needs."""
        return self.repair_days <= 1


@dataclass(frozen=True)
class Theme:
    """A group of layers under one heading of the map."""

    name: str
    label: Text


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Layer:
    """The declaration of one layer, complete.

    Attributes
    ----------
    fields : tuple of Field
        The layer's own fields; `all_fields` has the common ones before them.
    common : tuple of Field
        What it shares with every other layer; see `layers.asset`.
    accuracy_m : float
        Horizontal standard error that a captured position must reach to become an asset
        without review, metres.
    positioning : Positioning
        What a receiver must say of it besides, where the commune has set nothing else. Fixed
        solutions are asked for where a decimetre counts: who has no such receiver misses
        `accuracy_m` there anyhow, so that this stops only the float solution that claims it.
    snap_m : float
        Distance below which two positions of this layer are the same place, metres.
    tile_fields : tuple of str
        Fields that vector tiles carry besides id, code and status: each one costs time on
        every tile, the popup asks for the rest by id.
    external : mapping
        Foreign model -> names of the tables, sections or layers that hold such assets there.
        A name may select rows: ``"node[type=VALVE|CHECK]"``.
    reached_within_m : float
        A report at most this far away is taken to mean an asset of this layer, metres.
    """

    name: str
    theme: Theme
    label: Text
    geometry: GeometryKind
    role: Role
    symbol: Symbol
    code_prefix: str
    fields: tuple[Field, ...] = ()
    common: tuple[Field, ...] = ()
    visibility: Visibility = Visibility.PUBLIC
    accuracy_m: float = 1.0
    positioning: Positioning = Positioning.ANY
    snap_m: float = 0.1
    tile_fields: tuple[str, ...] = ()
    external: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    reached_within_m: float = 30.0

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            msg = f"layer {self.name!r}: not a name"
            raise ValueError(msg)
        names = [f.name for f in self.all_fields]
        twice = {n for n in names if names.count(n) > 1}
        if twice:
            msg = f"layer {self.name}: declared twice: {', '.join(sorted(twice))}"
            raise ValueError(msg)
        unknown = set(self.tile_fields) - set(names)
        if unknown:
            msg = f"layer {self.name}: tile fields that do not exist: {sorted(unknown)}"
            raise ValueError(msg)
        for each in self.all_fields:
            self._check_only(each)

    def _check_only(self, each: Field) -> None:
        """Refuse a condition upon nothing, or one that tells of a field that is more hidden."""
        if each.only is None:
            return
        other = self.by_name.get(each.only.field)
        if other is None or other.codes is None or other.kind is not Kind.CODE:
            msg = f"{self.name}.{each.name}: only where {each.only.field}, which has no codes"
            raise ValueError(msg)
        unknown = set(each.only.values) - set(other.codes.values)
        if unknown or not each.only.values:
            msg = f"{self.name}.{each.name}: only where {other.name} is {sorted(unknown)}"
            raise ValueError(msg)
        if other.visibility > each.visibility:
            msg = f"{self.name}.{each.name}: must be as hidden as {other.name}"
            raise ValueError(msg)

    def __repr__(self) -> str:
        return f"Layer({self.name})"

    @cached_property
    def all_fields(self) -> tuple[Field, ...]:
        """Fields of every asset, then the layer's own."""
        return (*self.common, *self.fields)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """All fields by their name."""
        return {f.name: f for f in self.all_fields}

    def field_of(self, role: FieldRole) -> Field | None:
        """Return the field that plays `role` here, if any does."""
        return next((f for f in self.all_fields if f.role is role), None)

    def visible_fields(self, level: Visibility) -> tuple[Field, ...]:
        """Return the fields that a viewer of `level` may see, none if not even the layer."""
        if self.visibility > level:
            return ()
        return tuple(f for f in self.all_fields if f.visibility <= level)


class Catalogue(Mapping[str, Layer]):
    """All layers, in the order in which maps list them.

    `version` is written into every journal row, so that an old before-image can be read
    with the declarations of its day. It grows by one whenever a declaration changes.
    """

    def __init__(self, version: int, layers: Iterable[Layer]) -> None:
        self.version = version
        self._layers = {layer.name: layer for layer in layers}
        for layer in self._layers.values():
            for reference in layer.all_fields:
                if reference.refers_to and reference.refers_to not in self._layers:
                    msg = f"{layer.name}.{reference.name} refers to unknown {reference.refers_to}"
                    raise ValueError(msg)
                self._check_reference(layer, reference)

    def _check_reference(self, layer: Layer, reference: Field) -> None:
        """Refuse a reference that is seen by more people than what it points to.

        The id of a hidden asset would tell that it exists.
        """
        seen = max(layer.visibility, reference.visibility)
        if reference.refers_to and seen < self._layers[reference.refers_to].visibility:
            msg = f"{layer.name}.{reference.name} must be as hidden as {reference.refers_to}"
            raise ValueError(msg)

    def __getitem__(self, name: str) -> Layer:
        return self._layers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._layers)

    def __len__(self) -> int:
        return len(self._layers)

    # Declarations are compared by identity: two of them never mean the same layer.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def with_layer(self, layer: Layer) -> Catalogue:
        """Return the next version of the catalogue, with `layer` added or replaced."""
        return Catalogue(self.version + 1, {**self._layers, layer.name: layer}.values())

    def visible(self, level: Visibility) -> tuple[Layer, ...]:
        """Return the layers that a viewer of `level` may know of."""
        return tuple(layer for layer in self.values() if layer.visibility <= level)

    def bounding(self) -> Layer:
        """Return the layer that holds the commune's own boundary."""
        return next(layer for layer in self.values() if layer.role is Role.BOUNDS)

    def fault(self, code: str) -> tuple[Layer, Fault] | None:
        """Return the fault with this service code and the layer it befalls."""
        for layer in self.values():
            for fault in layer.faults:
                if fault.code == code:
                    return layer, fault
        return None
