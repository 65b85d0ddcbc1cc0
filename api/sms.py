"""Sending text messages: to the operator's gateway, or as files into ``home/outbox``."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import orjson

from api.asking import Ask, ask
from field_capture.desk.announce import TextMessage
from gis.settings import Settings


class NotSent(Exception):
    """The gateway did not take a message: worth another try."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """Takes text messages. The operator set its address: it may be one in the own network."""

    settings: Settings
    ask: Ask = ask

    def send(self, message: TextMessage, now: datetime) -> None:
        """Send a message, or write it into the outbox.

        Raises
        ------
        NotSent
        OSError, http.client.HTTPException
        """
        body = orjson.dumps({"to": message.to, "text": message.body})
        if self.settings.sms_url is None:
            outbox = self.settings.home / "outbox"
            outbox.mkdir(parents=True, exist_ok=True, mode=0o700)
            name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.sms.json"
            (outbox / name).write_bytes(body)
            return
        headers = {"Content-Type": "application/json"}
        if self.settings.sms_token is not None:
            headers["Authorization"] = f"Bearer {self.settings.sms_token.get_secret_value()}"
        answer = self.ask("POST", self.settings.sms_url, body=body, headers=headers, private=True)
        if not 200 <= answer.status < 300:  # noqa: PLR2004  the statuses of success
            raise NotSent(str(answer.status))
