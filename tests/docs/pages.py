"""Pages of documentation, taken apart into what can be tested."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
)

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FOLDERS = ("/root", "/tmp/", "/usr/", "/var/")  # noqa: S108  of the machine, no addresses of ours
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block and the line on which it begins."""

    kind: str
    text: str
    line: int


def blocks(page: Path, kind: str = "") -> list[Block]:
    """Return the fenced blocks of a page, of one kind or of all."""
    text = page.read_text(encoding="utf-8")
    found = [
        Block(m["kind"], textwrap.dedent(m["text"]), text[: m.start()].count("\n") + 2)
        for m in _FENCE.finditer(text)
    ]
    return [block for block in found if kind in ("", block.kind)]


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def inline_code(page: Path) -> list[str]:
    """Return what stands between backticks in running text."""
    return _CODE.findall(prose(page))


def links(page: Path) -> list[str]:
    """Return the targets of all links and pictures."""
    return _LINK.findall(_CODE.sub("", prose(page)))


def anchors(page: Path) -> set[str]:
    """Return the anchors that Git hosts make of a page's headings."""
    return {_anchor(heading) for heading in _HEADING.findall(prose(page))}


def _anchor(heading: str) -> str:
    plain = heading.replace("`", "").lower()
    return "".join(c for c in plain if c.isalnum() or c in " -_").replace(" ", "-")


def commands(page: Path) -> Iterator[list[str]]:
    """Yield the arguments of each ``./netzkaart`` in shell blocks and in running text."""
    shell = [block.text.replace("\\\n", " ") for block in blocks(page, "sh")]
    lines = [line for text in shell for line in text.splitlines()] + inline_code(page)
    for line in lines:
        if "./netzkaart" in line:
            tail = line[line.index("./netzkaart") :].split("|")[0].split("`")[0]
            words = shlex.split(tail.rstrip(")"), comments=True)
            yield words[1:]


def addresses(page: Path) -> Iterator[tuple[str, str]]:
    """Yield method and path of each address of ours in shell blocks and in running text."""
    for block in blocks(page, "sh"):
        for statement in block.text.replace("\\\n", " ").split("\n\n"):
            for match in re.finditer(r"\$URL(/[^\s\"'?)]*)", statement):
                yield "POST" if " -d " in statement_around(statement, match) else "GET", match[1]
    for code in inline_code(page):
        if code.startswith(_FOLDERS):
            continue
        if told := re.fullmatch(r"(GET |POST )?(/[\w/{}.$-]*)(\?\S*)?", code):
            yield (told[1] or "GET ").strip(), told[2]


def statement_around(text: str, match: re.Match[str]) -> str:
    """Return the shell statement in which something was found."""
    start = max(text.rfind("curl", 0, match.start()), 0)
    end = text.find("curl", match.end())
    return text[start : end if end >= 0 else len(text)]
