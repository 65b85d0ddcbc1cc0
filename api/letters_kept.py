"""Letters in ``home/outbox``, where no mail server takes them: people's addresses stand in them."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path

from field_capture.reports.mailbox import on_letter

KEPT_FOR = timedelta(days=90)
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Outbox:
    """The folder of letters; see `api.mail`."""

    folder: Path

    def of(self, person: str) -> list[Path]:
        """Return the letters to an address."""
        wanted = _spellings(person.strip().lower())
        return [path for path, letter in self._letters() if wanted & _addressed(letter)]

    def told(self, person: str) -> list[dict[str, str]]:
        """Return the letters to an address as they can be read."""
        read = (_read(path) for path in self.of(person))
        return [
            {"date": str(each["Date"]), "subject": str(each["Subject"]), "text": each.get_content()}
            for each in read
        ]

    def forget(self, person: str) -> int:
        """Remove the letters to an address; return how many."""
        return _remove(self.of(person))

    def old(self, now: datetime) -> list[Path]:
        """Return the letters that were kept long enough."""
        return [path for path, _ in self._letters() if _written(path) <= now - KEPT_FOR]

    def purge(self, now: datetime) -> int:
        """Remove them; return how many."""
        return _remove(self.old(now))

    def _letters(self) -> Iterator[tuple[Path, EmailMessage]]:
        for path in sorted(self.folder.glob("*.eml")):
            yield path, _read(path)


def _spellings(person: str) -> set[str]:
    """Return an address as people write it, and as it stands on its letters."""
    try:
        return {person, on_letter(person)}
    except ValueError:  # it is a phone number, for instance
        return {person}


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def _addressed(letter: EmailMessage) -> set[str]:
    addresses = letter["To"].addresses if letter["To"] is not None else ()
    return {each.addr_spec.lower() for each in addresses}


def _written(path: Path) -> datetime:
    """Return when a letter was written: its name tells, or else its file."""
    try:
        return datetime.strptime(path.name[:15], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _remove(paths: list[Path]) -> int:
    for each in paths:
        each.unlink(missing_ok=True)
    return len(paths)
