"""Who looks: asked by every read, from the first commit on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gis.errors import NotAllowed, Unauthenticated, UnknownLayer
from layers.spec import Catalogue, Field, Layer, Visibility


class Action(StrEnum):
    """What a role may do beyond reading."""

    CAPTURE = "capture"
    PROPOSE = "propose"
    EDIT = "edit"
    IMPORT = "import"
    EXPORT = "export"
    SEE_REPORTS = "see_reports"
    HANDLE_REPORTS = "handle_reports"
    ADMINISTER = "administer"


class ViewerRole(StrEnum):
    """The roles of a town hall of five, and the machine that pulls exports."""

    ANYONE = "anyone"
    CREW = "crew"
    CLERK = "clerk"
    PLANNER = "planner"
    AUDITOR = "auditor"
    MACHINE = "machine"
    ADMIN = "admin"


LEVELS: dict[ViewerRole, Visibility] = {
    ViewerRole.ANYONE: Visibility.PUBLIC,
    ViewerRole.CREW: Visibility.RESTRICTED,
    ViewerRole.CLERK: Visibility.INTERNAL,
    ViewerRole.PLANNER: Visibility.RESTRICTED,
    ViewerRole.AUDITOR: Visibility.RESTRICTED,
    ViewerRole.MACHINE: Visibility.INTERNAL,
    ViewerRole.ADMIN: Visibility.RESTRICTED,
}

ACTIONS: dict[ViewerRole, frozenset[Action]] = {
    ViewerRole.ANYONE: frozenset(),
    ViewerRole.CREW: frozenset({Action.CAPTURE, Action.PROPOSE, Action.SEE_REPORTS}),
    ViewerRole.CLERK: frozenset({Action.PROPOSE, Action.SEE_REPORTS, Action.HANDLE_REPORTS}),
    ViewerRole.PLANNER: frozenset(
        {
            Action.CAPTURE,
            Action.PROPOSE,
            Action.EDIT,
            Action.IMPORT,
            Action.EXPORT,
            Action.SEE_REPORTS,
        }
    ),
    ViewerRole.AUDITOR: frozenset({Action.EXPORT, Action.SEE_REPORTS}),
    ViewerRole.MACHINE: frozenset({Action.EXPORT}),
    ViewerRole.ADMIN: frozenset(Action),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who reads or writes; `actor` is an opaque id, never a person's name."""

    actor: str
    role: ViewerRole

    @property
    def level(self) -> Visibility:
        """The highest visibility this viewer may see."""
        return LEVELS[self.role]

    def layers(self, catalogue: Catalogue) -> tuple[Layer, ...]:
        """Return the layers this viewer may know of."""
        return catalogue.visible(self.level)

    def layer(self, catalogue: Catalogue, name: str) -> Layer:
        """Return a layer by name.

        Raises
        ------
        UnknownLayer
            It does not exist, or the viewer may not know that it does.
        """
        layer = catalogue.get(name)
        if layer is None or layer.visibility > self.level:
            known = ", ".join(each.name for each in self.layers(catalogue))
            raise UnknownLayer(name, known)
        return layer

    def fields(self, layer: Layer) -> tuple[Field, ...]:
        """Return the fields of `layer` this viewer may see."""
        return layer.visible_fields(self.level)

    def may(self, action: Action) -> bool:
        """Tell whether the viewer may do this."""
        return action in ACTIONS[self.role]

    def must(self, action: Action) -> None:
        """Refuse unless the viewer may do this."""
        if self.may(action):
            return
        if self.role is ViewerRole.ANYONE:
            raise Unauthenticated
        raise NotAllowed(self.role.value, action.value)


ANYONE = Viewer("anyone", ViewerRole.ANYONE)
