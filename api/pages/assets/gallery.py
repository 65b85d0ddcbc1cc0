"""The photos and files of an asset, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from uuid import UUID

from api.pages.assets import history as asset_history
from field_capture.captures import photo_upload
from gis.asset_files import AssetFile, Cabinet
from gis.assets import Asset
from gis.blobs import Blobs
from gis.session import CommuneSession
from gis.viewer import Action, ViewerRole


@dataclass(frozen=True)
class Gallery:
    """What there is, what was removed, and what the viewer may do; `names` are people's.

    `expected` photos were announced by a tablet and are still on their way.
    """

    shown: bool = False
    photos: Sequence[AssetFile] = ()
    documents: Sequence[AssetFile] = ()
    removed: Sequence[AssetFile] = ()
    removable: AbstractSet[UUID] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    may_add: bool = False
    most_mb: int = 0
    expected: int = 0


def gallery(session: CommuneSession, asset: Asset, store: Blobs, most_bytes: int) -> Gallery:
    """Return the files of an asset; to nobody without a role."""
    if session.viewer.role is ViewerRole.ANYONE:
        return Gallery()
    cabinet = Cabinet(session, asset.layer, asset.id, store)
    files = cabinet.listed()
    there = [each for each in files if each.removed_at is None]
    people = {each.added_by for each in files} | {each.removed_by or "" for each in files}
    return Gallery(
        shown=True,
        photos=[each for each in there if each.thumb is not None],
        documents=[each for each in there if each.thumb is None],
        removed=[each for each in files if each.removed_at is not None],
        removable={each.id for each in there if cabinet.may_remove(each)},
        names=asset_history.names_of(session, people),
        may_add=session.viewer.may(Action.CAPTURE),
        most_mb=most_bytes // 1_000_000,
        expected=photo_upload.expected(session, asset.layer, asset.id),
    )
