"""Sending letters: to a mail server, or as files into ``home/outbox`` where none is set.

A letter is plain text. Whatever stands in a header is checked by the standard library's own
policy: a line end there would begin a header of somebody else's.
"""

from __future__ import annotations

import secrets
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from field_capture.reports.mailbox import on_letter
from field_capture.reports.notify import Letter
from gis.settings import Settings

OUTBOX = "outbox"
"""The folder of letters that no server takes, below the installation's."""

_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Post:
    """Takes letters."""

    settings: Settings

    @property
    def outbox(self) -> Path:
        """Where letters lie that no server takes."""
        return self.settings.home / OUTBOX

    def send(self, letter: Letter, now: datetime) -> None:
        """Send a letter, or write it into the outbox.

        Raises
        ------
        ValueError
            A line end in an address or a subject.
        OSError, smtplib.SMTPException
            The server does not answer, or does not take it: worth another try.
        """
        message = composed(letter, self.settings.mail_from, now)
        if self.settings.smtp_host is None:
            self.outbox.mkdir(parents=True, exist_ok=True, mode=0o700)
            name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.eml"
            (self.outbox / name).write_bytes(message.as_bytes())
            return
        with self._server() as server:
            server.send_message(message)

    def _server(self) -> smtplib.SMTP:
        settings = self.settings
        host, port = str(settings.smtp_host), settings.smtp_port
        trusted = ssl.create_default_context()
        server: smtplib.SMTP
        if settings.smtp_security == "tls":
            server = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_S, context=trusted)
        else:
            server = smtplib.SMTP(host, port, timeout=_TIMEOUT_S)
        try:
            if settings.smtp_security == "starttls":
                server.starttls(context=trusted)
            if settings.smtp_user is not None and settings.smtp_password is not None:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server


def composed(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """Return a letter as it travels.

    Raises
    ------
    ValueError
    """
    message = EmailMessage()
    message["From"] = Address(letter.sender, addr_spec=sender)
    message["To"] = Address(addr_spec=on_letter(letter.to))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    # Answering machines leave these alone.
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop is not None:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.body)
    message["Content-Language"] = letter.language
    return message
