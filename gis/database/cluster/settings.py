"""The settings of the private PostgreSQL, written anew at each start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gis.database.cluster.places import ClusterPaths, ServiceUser

OWNER_ROLE: Final = "netzkaart_owner"
"""Owns databases and schemas and runs migrations; no superuser."""
APP_ROLE: Final = "netzkaart_app"
"""Serves requests; changes no schema."""
EDITOR_ROLE: Final = "netzkaart_editor"
"""The group of persons who may come in over TCP, by password."""
SUPERUSER: Final = "postgres"
"""Makes databases and extensions; nothing else connects as it."""


def write_settings(
    paths: ClusterPaths, user: ServiceUser, *, durable: bool, max_connections: int
) -> None:
    """Write ``postgresql.conf``, ``pg_hba.conf`` and ``pg_ident.conf``."""
    for path, text in (
        (paths.settings, _settings(paths, durable=durable, max_connections=max_connections)),
        (paths.access, _access()),
        (paths.identities, _identities(user)),
    ):
        # Whole or not at all: the process may end here, the disk may be full.
        draft = path.with_suffix(".new")
        draft.write_text(text, encoding="utf-8")
        user.own(draft, 0o600)
        draft.replace(path)


def _settings(paths: ClusterPaths, *, durable: bool, max_connections: int) -> str:
    """Compose ``postgresql.conf`` for a small machine."""
    memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    # Parallel queries share memory through /dev/shm, which containers give 64 MB or none of.
    shm = Path("/dev/shm")  # noqa: S108 - only measured
    roomy = shm.is_dir() and os.statvfs(shm).f_bavail * os.statvfs(shm).f_frsize >= 2**28
    settings: dict[str, str | float] = {
        "hba_file": str(paths.access),
        "ident_file": str(paths.identities),
        "cluster_name": "netzkaart",
        # Reached over the socket only, by its own OS user only.
        "listen_addresses": "",
        "port": 5432,
        "unix_socket_directories": '"{}"'.format(str(paths.socket).replace('"', '""')),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": max_connections,
        # Sized to share a machine with everything else of Netzkaart.
        "shared_buffers": f"{max(64, min(512, memory_mb // 8))}MB",
        "effective_cache_size": f"{max(128, memory_mb // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(64, min(256, memory_mb // 16))}MB",
        "dynamic_shared_memory_type": "posix" if roomy else "mmap",
        "max_locks_per_transaction": 256,  # a migration touches every table of a commune
        "max_wal_size": "2GB",
        "wal_compression": True,
        "random_page_cost": 1.1,
        "jit": False,  # compiling costs more than our short queries take
        "fsync": durable,
        "full_page_writes": durable,
        "timezone": "UTC",
        "idle_in_transaction_session_timeout": "10min",
        # Its own log, in pieces of 10 MB; old pieces are removed at each start.
        "logging_collector": True,
        "log_directory": str(paths.logs),
        "log_filename": "postgresql-%Y%m%d-%H%M%S.log",
        "log_rotation_size": "10MB",
        "log_rotation_age": 0,
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %q%u@%d %a ",
        "log_min_duration_statement": "1s",
        "log_lock_waits": True,
        # What citizens wrote stands in parameters, and in the details of rows that are refused.
        "log_parameter_max_length": 0,
        "log_error_verbosity": "terse",
    }

    def text(value: str | float) -> str:
        return "'{}'".format(str(value).replace("'", "''"))

    return "".join(
        [
            "# Written by Netzkaart at each start. Put your own settings into local.conf.\n",
            *(f"{name} = {text(value)}\n" for name, value in settings.items()),
            f"include_if_exists = {text(str(paths.folder / 'local.conf'))}\n",
        ]
    )


def _access() -> str:
    roles = f"{SUPERUSER},{OWNER_ROLE},{APP_ROLE}"
    return (
        "# Who is not named here is refused.\n"
        f"local all {roles} peer map=netzkaart\n"
        "# Persons with a role of their own, once listen_addresses in local.conf lets them in.\n"
        f"host all +{EDITOR_ROLE} all scram-sha-256\n"
    )


def _identities(user: ServiceUser) -> str:
    """Let the service's user be any role; root, who can become that user anyway, too."""
    people = sorted({user.name, "root"})
    roles = (SUPERUSER, OWNER_ROLE, APP_ROLE)
    return "".join(f'netzkaart "{person}" {role}\n' for person in people for role in roles)
