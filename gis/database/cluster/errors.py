"""What can go wrong with the private PostGIS, each with its remedy."""

from __future__ import annotations

import re


class ClusterError(Exception):
    """The private PostGIS cannot do what was asked.

    Parameters
    ----------
    message
        What is wrong.
    remedy
        What the person at the keyboard can do about it.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class ProgramsMissing(ClusterError):
    """PostgreSQL, PostGIS or util-linux is not installed."""


class FolderUnusable(ClusterError):
    """The folder of the cluster belongs to somebody else, or cannot be written."""


class VersionMismatch(ClusterError):
    """The data were written by a major version of PostgreSQL which is not installed."""


class StartFailed(ClusterError):
    """PostgreSQL ended, or did not answer in time, while starting."""


class StillRunning(ClusterError):
    """A PostgreSQL does not end, not even killed."""


def programs_missing(what: str) -> ProgramsMissing:
    """Tell how to install what is missing."""
    return ProgramsMissing(
        f"{what} is not installed.",
        "Run ./netzkaart, which installs what is missing, "
        "or: apt-get install postgresql postgresql-postgis util-linux",
    )


def remedy_for(words: str) -> str:
    """Translate what PostgreSQL and the kernel say into what to do."""
    remedies = {
        r"No space left on device|Disk quota exceeded": "Free some disk space and start again.",
        r"Permission denied|Operation not permitted|[Rr]ead-only file system": (
            "Make the folder writable for its user, or set NETZKAART_HOME to another one."
        ),
        r"could not map anonymous shared memory|Cannot allocate memory": (
            "Free some memory, or lower shared_buffers in local.conf beside postgresql.conf."
        ),
        r"invalid locale": "Install the package libc-bin, which has the locale C.UTF-8.",
        r"local\.conf": "Correct local.conf.",
    }
    for pattern, remedy in remedies.items():
        if re.search(pattern, words):
            return remedy
    return "PostgreSQL's log files, in the folder log beside its data, tell more."
