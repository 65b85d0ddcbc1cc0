"""The private PostGIS: a PostgreSQL of our own which lives and dies with Netzkaart.

Who tries Netzkaart shall not have to administer a database server. So the ``postgres`` program is
started as a child, on a Unix socket which only its own OS user may enter, and stopped with us.

Three mechanisms carry it:

- **One owner.** Whoever holds the lock on ``lock`` runs PostgreSQL; everybody else *attaches*.
  The kernel drops the lock with its process, however that ended.
- **One thread starts every PostgreSQL and outlives it.** The kernel's parent-death signal, which
  takes the database down after a ``kill -9`` of ours, fires when the *thread* that forked ends.
- **Who lives in the data folder is asked of /proc**, not of ``postmaster.pid``, which survives
  crashes and whose PID may long be somebody else's. Under the lock, whoever still lives there
  is a leftover of a dead owner, is told to stop, and is waited for.
"""

from gis.database.cluster.errors import (
    ClusterError,
    FolderUnusable,
    ProgramsMissing,
    StartFailed,
    StillRunning,
    VersionMismatch,
)
from gis.database.cluster.places import ClusterPaths, default_paths
from gis.database.cluster.private import PrivateCluster
from gis.database.cluster.settings import APP_ROLE, OWNER_ROLE

__all__ = [
    "APP_ROLE",
    "OWNER_ROLE",
    "ClusterError",
    "ClusterPaths",
    "FolderUnusable",
    "PrivateCluster",
    "ProgramsMissing",
    "StartFailed",
    "StillRunning",
    "VersionMismatch",
    "default_paths",
]
