"""Signing in as a person does: a link, a passkey, a password, in a real browser."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, text

from api.security import accounts, links
from gis.viewer import ViewerRole

pytestmark = pytest.mark.browser

GOOD = "dräi blo Hydranten am Bësch"


@pytest.fixture
def site(server: str) -> str:
    """Passkeys belong to a name, not to an address."""
    return f"http://localhost:{urlsplit(server).port}"


@pytest.fixture
def invited(engine: Engine, owner_engine: Engine, make_commune, now):
    make_commune()
    with engine.begin() as connection:
        account = accounts.create(connection, "anna", "Anna")
        accounts.join(connection, account, "heffingen", ViewerRole.ADMIN)
        code = links.invite(connection, account, now)
    yield code
    with owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM platform.account"))
        connection.execute(text("DELETE FROM platform.sign_in_event"))


def give_authenticator(page: Page) -> None:
    """Let the browser have a device that recognises its owner, and always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_from_the_invitation_on(page: Page, site: str, invited: str) -> None:
    give_authenticator(page)
    page.goto(f"{site}/account/welcome?lang=en#{invited}")
    expect(page.get_by_label("Code of the link")).to_have_value(invited)
    assert invited not in page.url, "not in what is shown and shared"
    page.get_by_role("button", name="Create a passkey").click()
    page.wait_for_url(f"{site}/")
    expect(page.get_by_role("link", name="My account: Anna")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("link", name="My account: Anna").click()
    expect(page.get_by_role("heading", name="Passkeys")).to_be_visible()
    page.get_by_role("button", name="Remove: Chrome, Linux").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/account/sign-in?lang=en")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("not known here")


def test_a_password_without_scripts(browser, site: str, invited: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de")
    page = context.new_page()
    page.goto(f"{site}/account/welcome")
    page.get_by_label("Code aus dem Link").fill(invited)
    page.get_by_label("Neues Passwort").fill("1234567890")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("würde erraten")
    page.get_by_label("Neues Passwort").fill(GOOD)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("link", name="Leute und Rechte").click()
    expect(page.get_by_role("rowheader", name="Anna")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Bert")
    page.get_by_label("Name oder E-Mail").fill("bert@heffingen.example")
    page.get_by_role("button", name="Einladen").click()
    expect(page.get_by_role("status")).to_contain_text("/account/welcome#")
    context.close()


def test_a_bare_address_says_why_there_are_no_passkeys(page: Page, server: str) -> None:
    page.goto(f"{server}/account/sign-in?lang=en")
    expect(page.get_by_text("Passkeys need the name of a host")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
