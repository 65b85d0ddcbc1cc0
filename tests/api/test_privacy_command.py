"""``netzkaart privacy`` at the command line: every place where something personal is kept."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import text
from typer.testing import CliRunner

from api.cli import app
from api.context import Context
from api.errands import Errands
from api.worker import Worker
from field_capture import privacy, webhook
from field_capture.orders.followers import KEYS_KEPT
from field_capture.reports import moves, notes, supporters
from field_capture.reports import photos as report_photos
from field_capture.reports.damage_report import Along, submit
from field_capture.reports.draft import Channel, Contact, Draft
from field_capture.reports.moves import Decision
from field_capture.states.report import State
from gis import photos
from gis.settings import Settings
from gis.viewer import ANYONE, Viewer, ViewerRole
from layers.catalogue import CATALOGUE
from tests.api.tablet import PLACE, Tablet, fix
from tests.conftest import ROOT

NOW = datetime.now(UTC)
CLERK = Viewer("clerk-7", ViewerRole.CLERK)
ADMIN = Viewer("admin-1", ViewerRole.ADMIN)
KIM, LOU = "kim.plantova@storm.example", "lou@storm.example"
PHONE, WORDS = "+352621111222", "Zauberwuert"


@pytest.fixture
def home(cluster, make_commune, monkeypatch, tmp_path, owner_engine):
    for name, role in (("DATABASE_URL", "owner"), ("APP_DATABASE_URL", "app")):
        dsn = cluster.dsn("netzkaart", f"netzkaart_{role}")
        monkeypatch.setenv(f"NETZKAART_{name}", dsn)
    monkeypatch.setenv("NETZKAART_HOME", str(tmp_path))
    monkeypatch.setenv("NETZKAART_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    make_commune()
    yield tmp_path
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.procrastinate_jobs"))


@pytest.fixture
def run(home) -> Callable[..., str]:
    """Call ``netzkaart privacy``; return what it printed."""

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["privacy", *arguments])
        assert result.exit_code == 0, result.stderr
        return result.stdout + result.stderr

    return call


@pytest.fixture
def serving(home, engine) -> Context:
    return Context(Settings(home=home), engine, CATALOGUE, lambda: NOW)


def picture(colour: str) -> photos.Photo:
    file = io.BytesIO()
    Image.new("RGB", (1600, 1200), colour).save(file, "JPEG")
    return photos.clean(file.getvalue(), f"{WORDS}.jpg")


@pytest.fixture
def two(serving, opened, cluster, home):
    """Kim and Lou each told of a lamp, with all that can come along; letters have been written."""
    blobs = report_photos.blobs_of(home, "heffingen")
    found = {}
    for who, colour, at in ((KIM, "red", NOW), (LOU, "blue", NOW)):
        with opened("heffingen", ANYONE, source="report") as session:
            draft = Draft(
                service_code="lamp_out",
                channel=Channel.WEB,
                description=f"{WORDS} of {who}",
                address=f"{WORDS} street",
                lat=49.7692,
                long=6.2397,
                media_urls=(f"https://pictures.example/{WORDS}",),
                contact=Contact(email=who, phone=PHONE if who == KIM else None, last_name="X"),
            )
            along = Along(
                photos=lambda c=colour: report_photos.rows(blobs, [picture(c)], now=NOW),
                tell=who,
                updates=True,
            )
            found[who] = submit(session, draft, now=at, along=along).id
    with opened("heffingen", CLERK) as session:
        notes.add(session, found[KIM], f"{WORDS}: Kim rang up", NOW)
    with opened("heffingen", ADMIN) as session:
        webhook.add(session, "https://hook.example/", NOW)
    Worker(serving, cluster.dsn("netzkaart", "netzkaart_app"), Errands(serving)).finish()
    return found


def everything(owner_engine, home) -> str:
    """Return all rows of all tables, and all files, as text."""
    told = []
    with owner_engine.connect() as connection:
        tables = connection.execute(
            text(
                "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
                " WHERE schemaname IN ('heffingen', 'platform')"
                " ORDER BY 1"  # What other tests make and unmake moves the rows of the catalogue.
            )
        )
        for name in tables.scalars():
            rows = connection.scalars(text(f"SELECT t::text FROM {name} t ORDER BY 1"))  # noqa: S608
            told += [f"{name}: {row}" for row in rows]
    for path in sorted(home.rglob("*")):
        if path.is_file():
            told.append(f"{path.name}: {path.read_bytes().decode('latin-1')}")
    return "\n".join(told)


def blobs_in(home) -> set[str]:
    return {path.name for path in (home / "files").rglob("*") if path.is_file()}


def test_one_person_is_handed_out_and_erased_everywhere_and_nobody_else(
    run, two, home, owner_engine
) -> None:
    before, files = everything(owner_engine, home), blobs_in(home)
    assert len(files) == 4
    assert KIM in before
    assert len(list((home / "outbox").glob("*.eml"))) == 2
    told = json.loads(run("export", f" {KIM.upper()} "))
    (commune,) = [each for each in told if each.get("commune") == "heffingen"]
    names = ("report", "report_contact", "report_photo", "report_note", "report_follower")
    assert all(len(commune[name]) == 1 for name in names)
    (letters,) = [each["letters"] for each in told if "letters" in each]
    assert len(letters) == 1
    assert LOU not in json.dumps(told)
    assert json.loads(run("export", PHONE))[0]["report"] == commune["report"]
    assert everything(owner_engine, home) == before, "to look changes nothing"

    assert "heffingen: 1" in run("erase", KIM)
    after = everything(owner_engine, home)
    for each in (KIM, PHONE, f"{WORDS} of {KIM}", "Kim rang up"):
        assert each not in after
    assert len(files - blobs_in(home)) == 2, "the photo and its small picture"
    assert f"{WORDS} of {LOU}" in after
    assert len(list((home / "outbox").glob("*.eml"))) == 1
    assert after.count(LOU) == before.count(LOU)
    assert "heffingen: 0" in run("erase", KIM)
    assert everything(owner_engine, home) == after, "once is enough"
    (nothing,) = [each for each in json.loads(run("export", KIM)) if "commune" in each]
    assert not any(nothing[name] for name in names)


def test_jobs_and_webhooks_know_nobody(two, owner_engine) -> None:
    with owner_engine.connect() as connection:
        for name in ("platform.procrastinate_jobs", "platform.procrastinate_events"):
            rows = connection.scalars(text(f"SELECT t::text FROM {name} t ORDER BY 1")).all()  # noqa: S608
            assert not any(KIM in row or WORDS in row for row in rows)
        (hook,) = connection.scalars(text("SELECT t::text FROM heffingen.webhook t"))
        assert KIM not in hook


@pytest.fixture
def old(two, opened, home, owner_engine, monkeypatch):
    """What is due of everything: Kim's report closed 91 days ago, Lou's never confirmed."""
    ago = NOW - timedelta(days=91)
    with opened("heffingen") as session:
        session.connection.execute(
            text("UPDATE heffingen.report SET state = 'received' WHERE id = :id"), {"id": two[KIM]}
        )
    with opened("heffingen", CLERK) as session:
        number = session.connection.scalar(
            text("SELECT number FROM heffingen.report WHERE id = :id"), {"id": two[KIM]}
        )
        supporters.me_too(session, number, b"k" * 32, NOW - KEYS_KEPT - timedelta(hours=1))
        said = Decision(target=State.REJECTED, reason="not_ours", sentence="Net eis.")
        moves.perform(session, two[KIM], said, now=ago)
        session.connection.execute(
            text("UPDATE heffingen.report SET state_since = :at WHERE id = :id"),
            {"id": two[LOU], "at": NOW - timedelta(days=8)},
        )
    for path in (home / "outbox").glob("*.eml"):
        path.rename(path.with_name(f"{ago:%Y%m%dT%H%M%S}-{path.name[-12:]}"))
    return two


@pytest.fixture
def measured(home, client, auth, owner_engine) -> str:
    """What a tablet measured three months ago: the platform that its fixes name."""
    tablet = Tablet(client, auth("crew"))
    made = tablet.create()
    made["fixes"] = [fix(PLACE, platform=f"{WORDS} Pad")]
    assert tablet.push(made)[0]["state"] == "applied"
    with owner_engine.begin() as connection:
        for name in ("observation", "operation", "capture"):
            ago = text(f"UPDATE heffingen.{name} SET received_at = :at")  # noqa: S608
            connection.execute(ago, {"at": NOW - timedelta(days=91)})
    return tablet.device


@pytest.fixture
def pieces(home) -> tuple[Path, Path]:
    """Pieces of two photos: of one that was given up three months ago, and of one under way."""
    given_up, under_way = (home / "uploads" / "heffingen" / str(uuid4()) for _ in range(2))
    for each in (given_up, under_way):
        each.mkdir(parents=True)
        (each / "0").write_bytes(b"begun")
    ago = (datetime.now(UTC) - timedelta(days=91)).timestamp()
    os.utime(given_up, (ago, ago))
    return given_up, under_way


def counts(said: str) -> dict[str, int]:
    line = next(each for each in said.splitlines() if each.startswith("heffingen: "))
    found = {name: int(count) for name, count in re.findall(r"(\w+) (\d+)", line)}
    return found | {"letters": int(re.search(r"outbox: letters (\d+)", said)[1])}


def test_a_dry_run_tells_what_a_real_one_does_and_changes_nothing(
    run, old, measured, pieces, home, owner_engine
) -> None:
    before = everything(owner_engine, home)
    told = counts(run("purge", "--dry-run"))
    wanted = {"unconfirmed": 1, "contacts": 1, "texts": 1, "keys": 1, "letters": 2}
    wanted |= {"fixes": 1, "captures": 1, "operations": 1, "unfinished_photos": 1}
    assert {name: told[name] for name in wanted} == wanted
    assert everything(owner_engine, home) == before
    assert counts(run("report")) == told
    assert everything(owner_engine, home) == before
    assert counts(run("purge")) == told
    after = everything(owner_engine, home)
    for each in (KIM, LOU, PHONE, WORDS, measured):
        assert each in before
        assert each not in after
    assert blobs_in(home) == set()
    assert [each.exists() for each in pieces] == [False, True]
    assert not any(counts(run("purge")).values())
    assert everything(owner_engine, home) == after


def test_the_record_tells_what_is_kept_for_what_and_how_long(run) -> None:
    said = run("report")
    for parts in privacy.RECORD:
        assert ": ".join(part.en for part in parts) in said
    for word in ("contacts", "letters to citizens", "tablets", "network addresses", "accounts"):
        assert f"- {word}: " in said


def test_it_is_a_command_of_its_own(home, old, owner_engine) -> None:
    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "api.cli", "privacy", *arguments]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    done = call("purge")
    assert (done.returncode, counts(done.stdout)["contacts"]) == (0, 1), done.stderr
    assert KIM not in everything(owner_engine, home)
    assert KIM not in done.stdout + done.stderr
    assert call("erase").returncode == 2
