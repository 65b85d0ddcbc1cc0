"""What can go wrong with people: their sentences are in `gis.sentences.accounts`."""

from __future__ import annotations

from dataclasses import dataclass

from gis.errors import Conflict, NetzkaartError


@dataclass(eq=False)
class SignInRefused(NetzkaartError):
    """The name or what should prove it is wrong; which of them is nobody's business."""


@dataclass(eq=False)
class SlowDown(NetzkaartError):
    """Too many failures: for some seconds no attempt counts."""

    seconds: int


@dataclass(eq=False)
class TooOften(NetzkaartError):
    """A form that needs no account was sent too often from one place: for some minutes no more."""

    minutes: int


@dataclass(eq=False)
class Crowded(NetzkaartError):
    """More people send reports just now than can be served: in some seconds again."""

    seconds: int


@dataclass(eq=False)
class WeakPassword(NetzkaartError):
    """The password would be guessed."""

    least: int


@dataclass(eq=False)
class LinkGone(NetzkaartError):
    """A link or a code was used, has expired or never was."""


@dataclass(eq=False)
class BadLogin(NetzkaartError):
    """A name to sign in with has signs that cannot be in one."""

    login: str


@dataclass(eq=False)
class LoginTaken(Conflict):
    """Somebody else signs in with this name."""

    login: str


@dataclass(eq=False)
class LastAdmin(Conflict):
    """Nobody would be left to look after the commune's accounts."""


@dataclass(eq=False)
class PasskeyRefused(NetzkaartError):
    """What the browser sent does not prove the possession of a passkey known here."""


@dataclass(eq=False)
class CrossSite(NetzkaartError):
    """Another site made a browser send this request."""
