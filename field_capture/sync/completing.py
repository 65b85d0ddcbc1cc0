"""A task completed by a crew: noted once, with its answers, whatever became of it meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from field_capture.captures.op_log import Outcome
from field_capture.captures.operations import Operation
from field_capture.orders import hook as order_hook
from field_capture.states.operation import State
from field_capture.states.task import TaskState
from field_capture.sync import applying
from field_capture.sync.applying import Errand
from field_capture.tasks import checklist, tasks
from field_capture.tasks.tasks import Task
from gis.errors import Invalid, Issue, Severity
from gis.session import CommuneSession


def complete(
    session: CommuneSession, wanted: Operation, now: datetime, errand: Errand | None = None
) -> Outcome:
    """Complete a task, and change its asset as an inspection would.

    What was cancelled meanwhile is done all the same; what somebody else has completed keeps
    both reports.

    Parameters
    ----------
    errand : Errand, optional
        What is to be done about the asset, where the task has one.

    Raises
    ------
    Invalid
        With every answer that cannot be right, or about another asset than the task is.
    UnknownThing
        There is no such task.
    """
    if wanted.task_id is None:
        raise Invalid([Issue("missing", "task_id")])
    task = tasks.get(session, wanted.task_id, lock=True)
    seen = wanted.task_version in (None, task.version)
    found = checklist.check(task.checklist, wanted.answers, seen=seen)
    issues = list(found.issues)
    if errand is not None and task.asset not in (None, errand.asset):
        issues.append(Issue("other_asset", "asset_id"))
    if any(each.severity is Severity.ERROR for each in issues):
        raise Invalid(issues)
    outcome = Outcome(State.APPLIED) if errand is None else applying.carry_out(session, errand)
    issues += _meanwhile(task)
    tasks.note_completion(session, task, wanted, found, now)
    changed = order_hook.task_done(session, task.id, found.answers, wanted.notes, now)
    if changed is not None and errand is not None:
        errand.known.pop(errand.asset, None)
        outcome = replace(outcome, version=changed.version)
    aside = {f"answers.{name}": value for name, value in found.quarantined.items()}
    return replace(
        outcome,
        state=State.MERGED if task.state is TaskState.DONE and _clean(outcome) else outcome.state,
        reasons=[*outcome.reasons, *issues],
        quarantined={**outcome.quarantined, **aside},
    )


def _clean(outcome: Outcome) -> bool:
    return outcome.state is State.APPLIED


def _meanwhile(task: Task) -> list[Issue]:
    """Return what the crew could not know."""
    codes = {TaskState.DONE: "task_done_before", TaskState.CANCELLED: "task_was_cancelled"}
    if task.state not in codes:
        return []
    details = {"title": task.title}
    return [Issue(codes[task.state], "task_id", Severity.WARNING, details)]
