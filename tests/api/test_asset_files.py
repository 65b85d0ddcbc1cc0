"""Files on assets: who may add, see and remove them, and what is refused."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import html
from PIL import Image
from shapely import Point

from gis import assets, removal
from gis.settings import Settings
from layers.catalogue import CATALOGUE
from layers.spec import GeometryKind, Visibility
from tests.gis.test_photos import picture, telling

PDF = b"%PDF-1.7\n1 0 obj\n<</S/JavaScript>>\nendobj\n%%EOF\n"


@pytest.fixture
def app_context(app_context, tmp_path):
    return replace(app_context, settings=Settings(demo=True, home=tmp_path, max_file_bytes=200_000))


@pytest.fixture
def pole(make_commune, opened) -> str:
    make_commune()
    with opened("heffingen") as session:
        found, _ = assets.create(session, CATALOGUE["pole"], Point(85000, 92000), {"code": "P1"})
    return f"/heffingen/assets/pole/{found.id}"


@pytest.fixture
def add(client, auth, pole):
    def make(data: bytes, name: str = "a.jpg", caption: str = "", role: str = "crew"):
        return client.post(
            f"{pole}/files",
            files={"file": (name, data)},
            data={"caption": caption},
            headers=auth(role) | {"Accept-Language": "en"},
            follow_redirects=False,
        )

    return make


def shown(client, auth, pole, role="planner"):
    answer = client.get(f"{pole}?lang=en", headers=auth(role))
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def links(found) -> list[str]:
    return found.xpath("//ul[@class='gallery']//a/@href | //ul[@class='documents']//a/@href")


def kept(tmp_path) -> list:
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_a_photo_is_added_shown_and_fetched(client, auth, pole, add) -> None:
    assert add(telling(6), "../IMG <b>.jpg", "the plate <i>").status_code == 303
    found = shown(client, auth, pole)
    image = found.xpath("//ul[@class='gallery']//img")[0]
    assert image.get("alt") == "the plate <i>"
    small = client.get(image.get("src"), headers=auth("planner"))
    assert small.headers["content-type"] == "image/jpeg"
    (address,) = links(found)
    answer = client.get(address, headers=auth("planner"))
    assert b"SECRETCAM" not in answer.content
    with Image.open(io.BytesIO(answer.content)) as upright:
        assert upright.size == (40, 60)
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")


def test_a_pdf_is_kept_as_it_is_and_never_opened_in_the_page(client, auth, pole, add) -> None:
    add(PDF, "plan\u202efdp.exe")
    (address,) = links(shown(client, auth, pole))
    answer = client.get(address, headers=auth("machine"))
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].endswith("planfdp.pdf")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "a.jpg"),
        (b"<html><script>x()</script></html>", "a.pdf"),
        (b"MZ" + bytes(300), "setup.exe"),
        (b"PK\x03\x04" + PDF, "a.pdf"),
        (b"GIF89a<script>" + bytes(50), "a.gif"),
        (PDF[:-6], "cut.pdf"),
        (picture()[:-40], "cut.jpg"),
        (b"\0\0\0\x18ftypheic" + bytes(90), "IMG.HEIC"),
    ],
)
def test_what_is_neither_picture_nor_pdf_is_refused(add, tmp_path, data, name) -> None:
    answer = add(data, name)
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert not kept(tmp_path)


def test_no_more_than_the_limit_is_taken(add, tmp_path) -> None:
    assert add(PDF + bytes(200_000) + b"%%EOF").status_code == 413
    assert add(b"x" * 2_000_000).status_code == 413
    assert not kept(tmp_path)


def test_nothing_sent_is_told(client, auth, pole) -> None:
    assert client.post(f"{pole}/files", headers=auth("crew")).status_code == 422


def test_the_same_photo_is_kept_once(client, auth, pole, add, tmp_path) -> None:
    add(picture(size=(900, 600)))
    add(picture(size=(900, 600)), "b.jpg")
    assert len(links(shown(client, auth, pole))) == 1
    assert len(kept(tmp_path)) == 2  # and its small one


@pytest.mark.parametrize(
    ("role", "adds", "sees"),
    [
        ("planner", 303, 200),
        ("crew", 303, 200),
        ("clerk", 403, 200),
        ("machine", 403, 200),
    ],
)
def test_each_role_may_what_it_may(client, auth, pole, add, role, adds, sees) -> None:
    add(PDF)
    (address,) = links(shown(client, auth, pole))
    assert add(picture(), role=role).status_code == adds
    assert client.get(address, headers=auth(role)).status_code == sees


def test_citizens_see_no_files(client, auth, pole, add) -> None:
    add(picture())
    (address,) = links(shown(client, auth, pole))
    assert client.get(address).status_code == 401
    assert client.get(f"{address}/thumb").status_code == 401
    assert not links(html.fromstring(client.get(pole).text))


def test_files_of_a_layer_stay_with_those_who_may_see_it(
    client, auth, pole, opened, tmp_path
) -> None:
    hidden = next(
        each
        for each in CATALOGUE.values()
        if each.visibility is Visibility.RESTRICTED and each.geometry is GeometryKind.POINT
    )
    with opened("heffingen") as session:
        found, _ = assets.create(session, hidden, Point(85000, 92000), {"code": "H1"})
    base = f"/heffingen/assets/{hidden.name}/{found.id}"
    client.post(f"{base}/files", files={"file": ("a.pdf", PDF)}, headers=auth("planner"))
    (address,) = links(shown(client, auth, base))
    assert client.get(address, headers=auth("planner")).status_code == 200
    assert client.get(address, headers=auth("clerk")).status_code == 404
    # Nor by way of an asset that one may see.
    file = address.rpartition("/")[2]
    assert client.get(f"{pole}/files/{file}", headers=auth("clerk")).status_code == 404


def test_a_removed_file_is_gone_and_told(client, auth, pole, add, tmp_path) -> None:
    add(picture(), caption="old", role="planner")
    (address,) = links(shown(client, auth, pole))
    refused = client.post(f"{address}/remove", headers=auth("crew"))
    assert refused.status_code == 403, "a crew removes its own"
    answer = client.post(f"{address}/remove", headers=auth("planner"), follow_redirects=False)
    assert answer.status_code == 303
    assert client.get(address, headers=auth("planner")).status_code == 404
    assert not kept(tmp_path)
    told = shown(client, auth, pole).text_content()
    assert "Removed: 1" in told
    assert "demo-planner" in told


def test_a_crew_removes_its_own(client, auth, pole, add) -> None:
    add(picture())
    (address,) = links(shown(client, auth, pole))
    answer = client.post(f"{address}/remove", headers=auth("crew"), follow_redirects=False)
    assert answer.status_code == 303


def test_what_another_asset_has_too_stays(client, auth, pole, add, opened) -> None:
    add(PDF)
    with opened("heffingen") as session:
        other, _ = assets.create(session, CATALOGUE["pole"], Point(85005, 92000), {"code": "P2"})
    second = f"/heffingen/assets/pole/{other.id}"
    client.post(f"{second}/files", files={"file": ("b.pdf", PDF)}, headers=auth("crew"))
    (one,), (two,) = links(shown(client, auth, pole)), links(shown(client, auth, second))
    client.post(f"{one}/remove", headers=auth("planner"))
    assert client.get(two, headers=auth("planner")).content == PDF


def test_a_spoilt_file_is_told_and_not_given_out(client, auth, pole, add, tmp_path) -> None:
    add(PDF)
    (file,) = kept(tmp_path)
    file.write_bytes(b"something else")
    (address,) = links(shown(client, auth, pole))
    answer = client.get(address, headers=auth("planner"))
    assert answer.status_code == 503
    assert "backup" in answer.json()["detail"]


def test_removing_a_commune_removes_its_files(add, tmp_path) -> None:
    add(PDF)
    assert kept(tmp_path)
    removal.remove_files(tmp_path, "elsewhere")
    assert kept(tmp_path)
    removal.remove_files(tmp_path, "heffingen")
    assert not kept(tmp_path)
