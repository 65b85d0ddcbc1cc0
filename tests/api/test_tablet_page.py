"""The headers of the tablet app's page: its camera is its own."""

from __future__ import annotations

import pytest


@pytest.mark.usefixtures("tablet_app")
def test_the_app_may_use_the_camera_and_no_other_page_may(client, make_commune) -> None:
    make_commune()
    app = client.get("/field/").headers["permissions-policy"]
    assert "camera=(self)" in app
    assert "geolocation=(self)" in app
    for path in ("/", "/report/heffingen/", "/heffingen/map", "/field"):
        told = client.get(path, follow_redirects=False).headers["permissions-policy"]
        assert "camera=()" in told, path
        assert "microphone=()" in told
