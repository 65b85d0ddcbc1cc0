"""All settings, read once by each entry point and then passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Settings of one process, from ``NETZKAART_*`` and ``.env``.

    Attributes
    ----------
    home : Path
        Where this installation keeps its database, its files and its logs.
    database_url : str or None
        libpq URL of a PostGIS of one's own, as the role that owns and migrates; the private one
        is started where it is absent. `gis.database.requirements` tells the rights it needs.
    app_database_url : str or None
        The same database as the role that serves; absent, the owner serves too.
    public_url : str or None
        The address that people know the server by, ``https://netz.heffingen.lu``: passkeys belong
        to it. Absent, the one that the browser asked for.
    smtp_host : str or None
        The server that takes our mail. Absent, letters are written to ``home/outbox`` instead.
    sms_url : str or None
        The gateway that takes text messages to the town hall, as JSON. Absent, they are written to
        ``home/outbox`` too.
    private_bodies : bool
        Let other bodies' GeoReport servers lie in a private network.
    demo : bool
        Offer one-click roles on the front page. Never for real data.
    """

    model_config = SettingsConfigDict(env_prefix="NETZKAART_", env_file=".env", extra="ignore")

    home: Path = ROOT / "var"
    database_url: str | None = None
    app_database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str | None = None
    demo: bool = False
    max_body_bytes: int = 2_000_000
    max_import_bytes: int = 200_000_000
    max_file_bytes: int = 25_000_000
    page_limit: int = 10_000
    pool_size: int = Field(default=10, ge=1)
    statement_timeout_s: int = 60
    base_map_url: str | None = None
    base_map_attribution: str = ""
    base_maps: Path | None = None
    service_lives: Path | None = None
    emergency_phone: str = "112"
    accessibility_contact: str = ""
    feedback_kept_days: int = Field(default=180, ge=1)
    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    mail_from: str = "netzkaart@localhost"
    sms_url: str | None = None
    sms_token: SecretStr | None = None
    desk_language: Literal["lb", "fr", "de", "en"] = "fr"
    private_bodies: bool = False
    log_level: str = "INFO"

    @property
    def address(self) -> str:
        """The address that letters lead to: without a slash at its end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def base_map_origin(self) -> str:
        """Where the configured base map's images come from, empty without one."""
        parts = urlsplit(self.base_map_url or "")
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else ""
