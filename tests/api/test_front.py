"""The front page: every door it shows opens, and nobody is shown one that does not."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.pages import doors
from gis.viewer import ViewerRole
from layers.spec import LANGUAGES

pytestmark = pytest.mark.usefixtures("tablet_app")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visitor", doors.VISITORS, ids=lambda each: each.role.value)
def test_one_click_of_the_demo_leads_through_a_door(make_commune, client, visitor, language):
    make_commune()
    front = client.get(f"/?lang={language}").text
    assert visitor.title.to(language) in front
    chosen = {"role": visitor.role.value, "door": visitor.door.name}
    answer = client.post(f"/demo/role?lang={language}", data=chosen)
    assert answer.status_code == 200
    wanted = visitor.door.address.format(commune="heffingen").split("?")[0]
    # A tablet's door leads on, to the app.
    assert answer.history[0].headers["location"].split("?")[0] == wanted


@pytest.mark.parametrize("role", ViewerRole)
def test_every_door_that_is_shown_opens(everybody, real_context, role) -> None:
    """By session, as persons come; a person of another commune sees what anyone does."""
    with TestClient(create_app(real_context), base_url="http://localhost") as client:
        for who in everybody:
            if who.role is not role or not (who.person or role is ViewerRole.ANYONE):
                continue
            front = client.get("/?lang=en", headers=dict(who.headers)).text
            here = front.partition('id="in-heffingen"')[2].partition("</ul>")[0]
            shown = re.findall(r'<a class="door" href="([^"]+)"', here)
            assert shown, who.name
            for address in shown:
                answer = client.get(address.replace("&amp;", "&"), headers=dict(who.headers))
                assert answer.status_code == 200, (who.name, address)


def test_a_door_that_would_not_open_is_not_shown(make_commune, client) -> None:
    make_commune()
    here = client.get("/?lang=en").text
    assert "/heffingen/people" not in here
    assert "manifest.json" not in here
    client.post("/demo/role", data={"role": "machine"})
    assert "manifest.json" in client.get("/?lang=en").text
