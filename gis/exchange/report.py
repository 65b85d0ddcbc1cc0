"""What an import did, or would do: for people on a terminal and for programs as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gis.errors import Issue, Severity
from gis.exchange.rejects import Rejects
from gis.exchange.words import word
from gis.sentences import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

    from gis.exchange.mapping import LayerMapping, Mapping
    from gis.exchange.source import Leftover
    from gis.exchange.staging import Counts

KEPT = 2000
"""Issues of one code that are kept; all are counted."""

LISTED = 100
"""Issues of one code that the JSON report lists; all are counted."""

SHOWN = 5
"""Issues of one code that a terminal shows."""

_MARKS = {Severity.ERROR: "[red]✗[/]", Severity.WARNING: "[yellow]![/]", Severity.NOTE: "[dim]·[/]"}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(slots=True)
class LayerReport:
    """What became of the rows of one source layer that went to one of our layers."""

    source: str
    target: str
    mapping: LayerMapping
    read: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    crs: str = ""
    crs_known_by: str = ""
    operation: str = ""

    def add(self, counts: Counts) -> None:
        """Add what became of some more rows."""
        self.created += counts.created
        self.changed += counts.changed
        self.unchanged += counts.unchanged

    def place(self, language: str) -> str:
        """Return in which coordinate system the rows were, how that is known, and the way here."""
        operation = spoken(self.operation, language)
        return f"{self.crs}, {spoken(self.crs_known_by, language)}; {operation}"

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "source": self.source,
            "target": self.target,
            "rows": {
                "read": self.read,
                "created": self.created,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "rejected": self.rejected,
            },
            "crs": {
                "name": self.crs,
                "known_by": spoken(self.crs_known_by, language),
                "operation": spoken(self.operation, language),
            },
            "columns": {column.column: column.field for column in self.mapping.columns},
            "unused_columns": list(self.mapping.unused),
        }


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes
    ----------
    sha256 : str
        Of the file's bytes, hexadecimal.
    model : str or None
        The foreign model that the file was recognised as.
    leftovers : list of Leftover
        Source layers, rows and sections that have no layer here.
    issues : list of Issue
        At most `KEPT` of each code.
    rejects : Rejects
        The rows that were not taken over, as the file has them, with the reasons.
    beyond : Counter
        How many more there are, by severity and code.
    """

    commune: str
    file: str
    sha256: str
    size: int
    format: str
    model: str | None = None
    dry_run: bool = False
    refused: bool = False
    seconds: float = 0.0
    layers: list[LayerReport] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    mapping: Mapping | None = None
    rejects: Rejects = field(default_factory=Rejects)
    beyond: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    kept: Counter[tuple[Severity, str]] = field(default_factory=Counter)

    def tell(self, issues: Iterable[Issue]) -> None:
        """Keep issues, or count them where there are many of their kind."""
        for issue in issues:
            key = (issue.severity, issue.code)
            if self.kept[key] < KEPT:
                self.kept[key] += 1
                self.issues.append(issue)
            else:
                self.beyond[key] += 1

    def settle(self, *, skip_errors: bool) -> None:
        """Decide whether the whole file is refused, or rows with errors are left out."""
        self.refused = self.errors > 0 and not skip_errors
        if skip_errors and self.errors:
            details = {"count": self.rejects.count}
            self.tell([Issue("rows_left_out", self.file, Severity.WARNING, details)])
        if self.rejects.kept < self.rejects.count:
            details = {"count": self.rejects.count, "kept": self.rejects.kept}
            self.tell([Issue("rejects_cut", self.file, Severity.WARNING, details)])

    def total(self, what: str) -> int:
        """Return a sum over all layers: ``total("created")``."""
        return sum(getattr(layer, what) for layer in self.layers)

    @property
    def errors(self) -> int:
        """The number of errors."""
        kept = sum(issue.severity is Severity.ERROR for issue in self.issues)
        return kept + sum(n for (severity, _), n in self.beyond.items() if severity == "error")

    def some(self, most: int) -> tuple[list[Issue], list[tuple[Severity, str, int]]]:
        """Return at most so many issues of each code, errors first, and the numbers left out."""
        shown: list[Issue] = []
        seen: Counter[tuple[Severity, str]] = Counter()
        for issue in sorted(self.issues, key=lambda i: _ORDER.index(i.severity)):
            key = (issue.severity, issue.code)
            seen[key] += 1
            if seen[key] <= most:
                shown.append(issue)
        seen.update(self.beyond)
        more = [(*key, count - most) for key, count in seen.items() if count > most]
        return shown, more

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """Return the report as JSON values; issues in `language`, counted in full."""
        listed, _ = self.some(LISTED)
        counts = Counter((issue.severity.value, issue.code) for issue in self.issues)
        counts.update({(kind.value, code): n for (kind, code), n in self.beyond.items()})
        return {
            "commune": self.commune,
            "file": {"name": self.file, "sha256": self.sha256, "bytes": self.size},
            "format": self.format,
            "model": self.model,
            "dry_run": self.dry_run,
            "refused": self.refused,
            "seconds": round(self.seconds, 3),
            "rows": {
                what: self.total(what)
                for what in ("read", "created", "changed", "unchanged", "rejected")
            },
            "layers": [layer.to_json(language) for layer in self.layers],
            "leftovers": [
                {"name": left.name, "count": left.count, "why": spoken(left.why, language)}
                for left in self.leftovers
            ],
            "issue_counts": [
                {"severity": severity, "code": code, "count": count}
                for (severity, code), count in counts.items()
            ],
            "issues": [issue.to_json(language) for issue in listed],
            "notes": self.notes,
        }

    def render(self, console: Console, language: str = "en") -> None:
        """Write the report for people."""
        from rich.markup import escape  # noqa: PLC0415  only where there is a terminal

        model = f" ({self.model})" if self.model else ""
        console.print(f"[bold]{escape(self.file)}[/]  {self.format}{model} → {self.commune}")
        for line in dict.fromkeys(layer.place(language) for layer in self.layers if layer.crs):
            console.print(f"[dim]{escape(line)}[/]")
        console.print(self._table(language))
        for layer in self.layers:
            if layer.mapping.unused:
                listed = ", ".join(layer.mapping.unused)
                unused = word("unused", language).format(source=layer.source, columns=listed)
                console.print(f"[dim]{escape(unused)}[/]")
        for left in self.leftovers:
            why = spoken(left.why, language)
            what = word("leftover", language).format(name=left.name, count=left.count, why=why)
            console.print(f"[dim]{escape(what)}[/]")
        shown, more = self.some(SHOWN)
        for issue in shown:
            console.print(f"{_MARKS[issue.severity]} {escape(issue.sentence.to(language))}")
        for severity, code, count in more:
            console.print(f"{_MARKS[severity]} [dim]... {code} +{count}[/]")
        if self.refused:
            console.print(f"[red bold]{word('refused', language)}[/]")
        elif self.dry_run:
            console.print(f"[bold]{word('dry_run', language)}[/]")

    def _table(self, language: str) -> Table:
        from rich.table import Table  # noqa: PLC0415

        table = Table(box=None, padding=(0, 2, 0, 0))
        for heading in ("from", "to"):
            table.add_column(word(heading, language))
        for heading in ("read", "new", "changed", "unchanged", "rejected"):
            table.add_column(word(heading, language), justify="right")
        for layer in self.layers:
            numbers = (layer.read, layer.created, layer.changed, layer.unchanged, layer.rejected)
            table.add_row(layer.source.replace("[", "\\["), layer.target, *map(str, numbers))
        return table
