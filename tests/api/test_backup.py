"""Backups: one moment, read again, and known to the tablets that wait for it."""

from __future__ import annotations

import hashlib
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli import app
from api.commands import databases
from gis import backup as backups
from gis import removal
from gis.blobs import Blobs
from gis.database.cluster import OWNER_ROLE
from gis.errors import BackupFailed
from tests.api.tablet import URL


@pytest.fixture
def save(cluster, owner_engine, tmp_path, tablet):
    """Save heffingen; with the photos that lie in a folder."""
    dsn = cluster.dsn("netzkaart", OWNER_ROLE)

    def make() -> backups.Backup:
        return backups.make(
            owner_engine, dsn, "heffingen", tmp_path / "backup", tmp_path / "files" / "heffingen"
        )

    yield make
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.backup"))


def saved(tablet) -> int | None:
    return tablet.pull(limit=1)["backed_up"]


def test_a_tablet_is_told_what_a_backup_holds(tablet, save) -> None:
    first = tablet.create()
    (receipt,) = tablet.push(first)
    assert saved(tablet) is None
    made = save()
    assert made.revision == receipt["revision"] == saved(tablet)
    second = tablet.create(place=(6.2410, 49.7708))
    (later,) = tablet.push(second)
    assert later["revision"] > saved(tablet)
    (again,) = tablet.push(first)
    assert (again["repeated"], again["revision"]) == (True, receipt["revision"])
    answer = tablet.client.post(
        f"{URL}/push", json={"operations": [first]}, headers=tablet.headers
    ).json()
    assert answer["backed_up"] == made.revision
    assert save().revision == later["revision"] == saved(tablet)


def test_what_changed_no_asset_waits_for_the_next_backup(tablet, valve, save) -> None:
    made = save()
    (held,) = tablet.push(tablet.update(valve, None, remark=(None, "x")) | {"after": valve})
    assert held["state"] == "held"
    assert held["revision"] == made.revision + 1, "no backup up to now can hold it"


def test_another_batch_moves_an_operation_on(tablet, valve) -> None:
    first = tablet.update(valve, 1, remark=(None, "x"))
    second = tablet.update(valve, None, remark=("x", "y")) | {"after": first["op_id"]}
    (held,) = tablet.push(second)
    (done,) = tablet.push(first)
    (released,) = tablet.push(second)
    assert (held["state"], released["state"]) == ("held", "applied")
    assert released["revision"] == done["revision"]


def test_another_incarnation_has_no_backup(tablet, valve, save, owner_engine) -> None:
    save()
    with owner_engine.begin() as connection:
        connection.execute(text("UPDATE platform.commune SET incarnation = 'other'"))
    assert saved(tablet) is None


def test_a_new_backup_is_news(tablet, valve, save) -> None:
    first = tablet.client.get(f"{URL}/pull", headers=tablet.headers)
    known = tablet.headers | {"If-None-Match": first.headers["etag"]}
    assert tablet.client.get(f"{URL}/pull", headers=known).status_code == 304
    save()
    assert tablet.client.get(f"{URL}/pull", headers=known).status_code == 200


def test_a_backup_is_whole_and_says_so(valve, save, tmp_path) -> None:
    photo = Blobs(tmp_path / "files" / "heffingen").put(b"photo")
    made = save()
    data = made.path.read_bytes()
    assert made.sha256 == hashlib.sha256(data).hexdigest()
    beside = made.path.with_suffix(".dump.sha256").read_text()
    assert beside.split() == [made.sha256, made.path.name]
    assert Blobs(tmp_path / "backup" / "files" / "heffingen").get(photo) == b"photo"
    listed = subprocess.run(
        ["pg_restore", "--list", made.path], check=True, capture_output=True, text=True
    )
    assert "TABLE DATA heffingen water_valve" in listed.stdout
    assert not list((tmp_path / "backup").glob("*.part"))


def test_a_backup_that_cannot_be_read_again_does_not_count(
    tablet, valve, save, monkeypatch, tmp_path
) -> None:
    run = backups._run

    def spoilt(dsn: str, program: str, *arguments: str) -> str:
        told = run(dsn, program, *arguments)
        if program == "pg_dump":
            (file,) = (tmp_path / "backup").glob("*.part")
            file.write_bytes(file.read_bytes()[:-4000])
        return told

    monkeypatch.setattr(backups, "_run", spoilt)
    with pytest.raises(BackupFailed):
        save()
    assert saved(tablet) is None
    assert list((tmp_path / "backup").iterdir()) == []


def test_the_command(cluster, owner_engine, tablet, valve, tmp_path, monkeypatch, save) -> None:
    @contextmanager
    def database(_settings):
        yield lambda role: cluster.dsn("netzkaart", role)

    monkeypatch.setattr(databases, "database", database)
    monkeypatch.setenv("NETZKAART_HOME", str(tmp_path / "home"))
    arguments = ["backup", "--commune", "heffingen", "--to", str(tmp_path / "out")]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    path, revision, size, _ = done.stdout.strip().split("\t")
    assert int(revision) == saved(tablet)
    assert Path(path).stat().st_size == int(size)
    wrong = CliRunner().invoke(app, ["backup", "-c", "nowhere", "--to", str(tmp_path)])
    assert wrong.exit_code == 1


def test_a_removed_commune_leaves_no_uploads(tmp_path) -> None:
    for folder in ("uploads", "imports", "files"):
        (tmp_path / folder / "heffingen" / "x").mkdir(parents=True)
        (tmp_path / folder / "other").mkdir()
    removal.remove_files(tmp_path, "heffingen")
    assert not [*tmp_path.glob("*/heffingen")]
    assert len([*tmp_path.glob("*/other")]) == 3
