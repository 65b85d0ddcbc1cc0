"""What the API says of itself."""

from __future__ import annotations

import json
from pathlib import Path

from api.main import create_app

SNAPSHOT = Path(__file__).parent.parent / "golden" / "openapi.json"


def test_the_description_changes_only_knowingly(app_context, update_golden) -> None:
    """Clients are written against it: an address or a parameter never goes unnoticed."""
    description = create_app(app_context).openapi()
    found = {
        f"{method.upper()} {path}": {
            "parameters": sorted(
                f"{p['in']} {p['name']}{' *' if p.get('required') else ''}"
                for p in operation.get("parameters", [])
            ),
            "answers": sorted(operation["responses"]),
        }
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    }
    text = json.dumps(found, indent=1, sort_keys=True) + "\n"
    if update_golden:
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8"), "run with --update-golden, read the diff"


def test_every_address_is_explained(client, app_context) -> None:
    page = client.get("/api/?lang=fr")
    assert page.status_code == 200
    for path, methods in create_app(app_context).openapi()["paths"].items():
        assert path.replace("{", "{") in page.text
        for operation in methods.values():
            assert operation.get("description"), path


def test_no_page_of_ours_asks_a_third_party(client) -> None:
    for path in ("/", "/api/", "/docs", "/redoc"):
        answer = client.get(path)
        assert "//cdn" not in answer.text
        assert "unpkg" not in answer.text
        assert (answer.status_code == 404) == (path in ("/docs", "/redoc"))
