"""The other side, seen through HTTP alone."""

from __future__ import annotations

import hashlib
import http.client
import json
import shutil
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode, urljoin, urlsplit

MANIFEST = "exports/sigi/manifest.json"
TIMEOUT_S = 120
PATIENCE = 6
"""How often a server that is busy (503) is asked again."""
_CHUNK = 1 << 16
_GONE = 410
_BUSY = 503

JsonObject = dict[str, Any]


class MirrorError(Exception):
    """The mirror cannot go on; what it holds stays as it is."""


class _BusyError(MirrorError):
    """The server has no time now."""

    def __init__(self, address: str, retry_after_s: float) -> None:
        super().__init__(f"{address}: the server is busy")
        self.retry_after_s = min(retry_after_s, 30)


class FullExportNeededError(MirrorError):
    """The cursor or the form of the features is not what the server speaks of any more."""


class Server:
    """The API of one commune: ``https://.../api/v1/heffingen``, or its manifest's address."""

    def __init__(self, url: str, token: str) -> None:
        self.base = url.removesuffix(MANIFEST).rstrip("/") + "/"
        self._token = token
        if urlsplit(self.base).scheme not in ("http", "https"):
            raise MirrorError(f"{url}: an http or https address is expected")

    @contextmanager
    def _open(
        self, href: str, headers: dict[str, str] | None = None, body: bytes | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask for an address below ours; nothing else gets our token."""
        address = urljoin(self.base, href)
        if not address.startswith(self.base):
            raise MirrorError(f"{address} leads away from {self.base}")
        given = {"Authorization": f"Bearer {self._token}", **(headers or {})}
        request = urllib.request.Request(address, body, given)  # noqa: S310  the scheme is checked
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
                yield answer
        except urllib.error.HTTPError as error:
            if error.code == _GONE:
                raise FullExportNeededError(href) from None
            if error.code == _BUSY:
                raise _BusyError(address, float(error.headers.get("Retry-After", 5))) from None
            detail = error.read(2000).decode(errors="replace")
            raise MirrorError(f"{address}: {error.code} {detail}") from None
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise MirrorError(f"{address}: {error!r}") from error

    def json(self, href: str, body: JsonObject | None = None) -> JsonObject:
        """Return a JSON document; a busy server is given time."""
        sent = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        for patience in reversed(range(PATIENCE)):
            try:
                with self._open(href, headers, sent) as answer:
                    found: JsonObject = json.load(answer)
                    return found
            except _BusyError as busy:
                if not patience:
                    raise
                time.sleep(busy.retry_after_s)
        raise AssertionError

    def download(self, href: str, path: Path, sha256: str) -> None:
        """Fetch an immutable file, going on where an earlier attempt ended."""
        partial = path.with_name(path.name + ".part")
        there = partial.stat().st_size if partial.exists() else 0
        headers = {"Accept-Encoding": "identity"}
        if there:
            headers |= {"Range": f"bytes={there}-", "If-Range": f'"{sha256}"'}
        try:
            with self._open(href, headers) as answer:
                resumed = answer.status == http.client.PARTIAL_CONTENT
                with partial.open("ab" if resumed else "wb") as file:
                    shutil.copyfileobj(answer, file, _CHUNK)
        except MirrorError as error:
            if "416" not in str(error):
                raise  # 416: all of it is there already
        if _sha256(partial) != sha256:
            partial.unlink()
            raise MirrorError(f"{href}: what arrived is not what the manifest names")
        partial.replace(path)

    @contextmanager
    def changes(self, since: str) -> Iterator[tuple[JsonObject, str, Iterator[bytes]]]:
        """Ask for the page after a cursor: its head, the server's cursor and its lines."""
        query = urlencode({"since": since, "profile": "jsonfg", "limit": 2000})
        with self._open(f"changes?{query}", {"Accept-Encoding": "gzip"}) as answer:
            lines = _lines(answer, packed=answer.headers.get("Content-Encoding") == "gzip")
            head: JsonObject = json.loads(next(lines) + b"]}")
            yield head, answer.headers["Netzkaart-Cursor"], lines


def _lines(answer: IO[bytes], *, packed: bool) -> Iterator[bytes]:
    """Yield the lines of an answer; it is an error if it ends before its end."""
    unpack = zlib.decompressobj(wbits=31) if packed else None
    rest, last = b"", b""
    while block := answer.read(_CHUNK):
        rest += unpack.decompress(block) if unpack else block
        *whole, rest = rest.split(b"\n")
        for line in whole:
            last = line
            yield line
    if rest or last != b"]}":
        raise MirrorError("the answer was cut off")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
