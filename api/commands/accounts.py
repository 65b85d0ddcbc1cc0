"""Accounts of people, from the command line: the first one has nobody to invite it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy import Connection

from api.commands.base import console, owner_engine, shell_viewer, told
from api.security import accounts, audit, links, sessions
from api.security.accounts import Account
from api.security.audit import Event
from gis import communes
from gis.errors import UnknownThing
from gis.settings import Settings
from gis.viewer import ViewerRole

account_app = typer.Typer(no_args_is_help=True, help="People who sign in, and their roles.")

Login = Annotated[str, typer.Argument(help="Name or e-mail address to sign in with.")]
_HOME = "http://localhost:8000"


def _now() -> datetime:
    return datetime.now(UTC)


def _link(connection: Connection, account: Account, settings: Settings) -> str:
    code = links.invite(connection, account, _now())
    audit.record(
        connection, Event.INVITED, _now(), actor=shell_viewer().actor, subject=account.actor
    )
    return f"{(settings.public_url or _HOME).rstrip('/')}/account/welcome#{code}"


def _known(connection: Connection, login: str) -> Account:
    found = accounts.by_login(connection, login)
    if found is None:
        raise UnknownThing("account", login[:60])
    return found


@account_app.command("create")
@told
def account_create(
    login: Login,
    name: Annotated[str, typer.Option(help="As colleagues know the person.")] = "",
    commune: Annotated[str | None, typer.Option("--commune", "-c", help="Where.")] = None,
    role: Annotated[ViewerRole, typer.Option(help="What the person may do there.")] = (
        ViewerRole.PLANNER
    ),
    everywhere: Annotated[  # noqa: FBT002  an option
        bool, typer.Option("--everywhere", help="Administers the whole installation.")
    ] = False,
) -> None:
    """Make a person's account, or give a known person a role; print the link to begin with.

    The link works once, for seven days: the person chooses a passkey or a password there.

    Example: ./netzkaart account create anna --commune heffingen --role admin
    """
    settings = Settings()
    if commune is None and not everywhere:
        raise typer.BadParameter("--commune NAME --role ROLE, or --everywhere")
    if commune is not None and role not in accounts.MEMBER_ROLES:
        raise typer.BadParameter(", ".join(each.value for each in accounts.MEMBER_ROLES))
    with owner_engine(settings) as engine, engine.begin() as connection:
        known = accounts.by_login(connection, login)
        account = known or accounts.create(connection, login, name, everywhere=everywhere)
        if commune is not None:
            communes.find(connection, commune)
            accounts.join(connection, account, commune, role)
        link = _link(connection, account, settings) if known is None else None
    console.print(f"[green]✓[/] {account.login}: {commune or '*'} {role.value if commune else ''}")
    if link is not None:
        sys.stdout.write(link + "\n")


@account_app.command("list")
@told
def account_list() -> None:
    """List the accounts and their roles.

    Example: ./netzkaart account list
    """
    with owner_engine(Settings()) as engine, engine.connect() as connection:
        for account, disabled, roles in accounts.everybody(connection):
            told_roles = ["*"] if account.everywhere else []
            told_roles += [f"{commune}:{role.value}" for commune, role in roles.items()]
            mark = "disabled" if disabled else ", ".join(told_roles)
            sys.stdout.write(f"{account.login}\t{account.name}\t{mark}\n")


@account_app.command("link")
@told
def account_link(login: Login) -> None:
    """Print a new link for a person who lost what they sign in with; ends their sessions.

    Example: ./netzkaart account link anna
    """
    settings = Settings()
    with owner_engine(settings) as engine, engine.begin() as connection:
        account = _known(connection, login)
        sessions.end_others(connection, account, None)
        link = _link(connection, account, settings)
    sys.stdout.write(link + "\n")


@account_app.command("disable")
@told
def account_disable(login: Login) -> None:
    """Let a person sign in no more, at once; the history keeps what they did.

    Example: ./netzkaart account disable anna
    """
    with owner_engine(Settings()) as engine, engine.begin() as connection:
        account = _known(connection, login)
        accounts.disable(connection, account, _now())
        audit.record(
            connection,
            Event.DISABLED,
            _now(),
            actor=shell_viewer().actor,
            subject=account.actor,
        )
    console.print(f"[green]✓[/] {account.login}")
