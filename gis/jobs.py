"""Asking for work that is done later: mail, webhooks, retention.

A job is enqueued in the caller's transaction: it is there exactly if what it is about was
committed. `api.worker` does it. What stands in a job can be read by whoever may read the queue:
identifiers only, nobody's data.
"""

from __future__ import annotations

from datetime import datetime

import orjson
from sqlalchemy import Connection, text

_ENQUEUE = text("SELECT platform.enqueue(:task, CAST(:args AS jsonb), :at, :lock)")


def enqueue(
    connection: Connection,
    task: str,
    *,
    at: datetime | None = None,
    lock: str | None = None,
    **arguments: str | int | None,
) -> None:
    """Ask for a job.

    Parameters
    ----------
    task : str
        Its name in `api.worker`.
    at : datetime, optional
        Not before then.
    lock : str, optional
        Jobs of the same lock are done one after another, in their order.
    """
    told = orjson.dumps(arguments).decode()
    connection.execute(_ENQUEUE, {"task": task, "args": told, "at": at, "lock": lock})
