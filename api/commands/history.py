"""``netzkaart history`` and ``netzkaart undo``: what happened, and setting it back."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.commands.base import console, language, owner_engine, shell_viewer, told
from api.commands.data import CommuneOption
from gis import history as past
from gis.errors import Invalid, Issue
from gis.session import open_session
from gis.settings import Settings
from gis.undo import Target
from gis.undo import undo as set_back
from layers.catalogue import CATALOGUE

Partial = Annotated[bool, typer.Option("--partial", help="Undo the rest where some must stay.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen.")]

_TIME = "%Y-%m-%d %H:%M:%S"


@told
def history(
    commune: CommuneOption,
    layer: Annotated[str | None, typer.Option(help="Only this layer.")] = None,
    asset: Annotated[str | None, typer.Option(help="Code or id of one asset in it.")] = None,
    limit: Annotated[int, typer.Option(help="So many, the newest.", min=1)] = 50,
) -> None:
    """Tell what happened in a commune, in one layer or to one asset, the newest first.

    Example: ./netzkaart history --commune heffingen --layer pole --asset PO-00012
    """
    if layer is None and asset is not None:
        raise Invalid([Issue("missing", "--layer")])
    with (
        owner_engine(Settings()) as engine,
        open_session(engine, CATALOGUE, commune, shell_viewer(), snapshot=True) as session,
    ):
        declared = session.layer(layer) if layer else None
        if declared is None or asset is None:
            for each in past.revisions(session, only=declared, limit=limit):
                counts = ", ".join(
                    f"{name}: {op} {number}"
                    for name, ops in each.layers.items()
                    for op, number in ops.items()
                )
                _line(each, counts)
            return
        identity = past.find(session, declared, asset)
        for change in past.of_asset(session, declared, identity, limit=limit):
            parts = [f"{name}: {_told(old, new)}" for name, (old, new) in change.fields.items()]
            if change.moved_m:
                parts.append(f"{change.moved_m} m")
            _line(change, f"{change.op} {', '.join(parts)}")


def _told(old: object, new: object) -> str:
    """Return a value that came, went or became another; nothing is not called None."""
    if old is None:
        return str(new)
    return f"{old} → {'-' if new is None else new}"


def _line(each: past.Change | past.Revision, what: str) -> None:
    at = each.at.strftime(_TIME)
    sys.stdout.write(f"{each.revision}\t{at}\t{each.actor}\t{each.source}\t{what}\n")


@told
def undo(  # noqa: PLR0913  the options of the command
    commune: CommuneOption,
    revision: Annotated[int, typer.Option(help="See 'netzkaart history'.", min=1)],
    through: Annotated[int | None, typer.Option(help="The last one of several.", min=1)] = None,
    layer: Annotated[str | None, typer.Option(help="Layer of a single asset.")] = None,
    asset: Annotated[str | None, typer.Option(help="Its code or id.")] = None,
    partial: Partial = False,  # noqa: FBT002
    dry_run: DryRun = False,  # noqa: FBT002
) -> None:
    """Set back what a revision changed, an import for example, as a new revision.

    Assets that were changed since are listed and stay as they are.

    Example: ./netzkaart undo --commune heffingen --revision 7 --dry-run
    """
    if (layer is None) != (asset is None):
        raise Invalid([Issue("missing", "--layer" if layer is None else "--asset")])
    with (
        owner_engine(Settings()) as engine,
        open_session(engine, CATALOGUE, commune, shell_viewer(), source="undo") as session,
    ):
        target = Target.revision(revision, through)
        if layer is not None and asset is not None:
            declared = session.layer(layer)
            identity = past.find(session, declared, asset)
            target = Target(target.first, target.last, declared, identity)
        done = set_back(session, target, partial=partial, dry_run=dry_run)
    for name, counts in done.layers.items():
        sys.stdout.write(
            f"{name}\trestored {counts.restored}\trecreated {counts.recreated}"
            f"\tdeleted {counts.deleted}\n"
        )
    for kept in done.kept:
        console.print(f"  • {kept.issue.sentence.to(language())}", markup=False)
    if done.kept_total > len(done.kept):
        console.print(f"  … +{done.kept_total - len(done.kept)}")
