"""Tables of surveyors: a line of names, then a point on each line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

from field_capture.captures.fix import FixQuality
from field_capture.captures.gnss.gpx import moment
from field_capture.captures.gnss.reading import Log, Reading, fault, number
from gis.errors import Issue

_NAMES: Mapping[str, frozenset[str]] = {
    "name": frozenset({"name", "code", "point", "punkt", "nummer", "pointid", "id", "nr"}),
    "lat": frozenset({"lat", "latitude", "breite"}),
    "lon": frozenset({"lon", "lng", "longitude", "länge", "laenge"}),
    "east": frozenset({"east", "easting", "e", "ost", "est", "rechtswert"}),
    "north": frozenset({"north", "northing", "n", "nord", "hochwert"}),
    "height": frozenset({"height", "h", "z", "alt", "altitude", "ele", "höhe", "hoehe", "level"}),
    "sigma": frozenset({"sigma", "sigma_m", "rms", "hrms", "accuracy", "genauigkeit"}),
    "sigma_up": frozenset({"sigma_up", "vrms", "sigma_h"}),
    "time": frozenset({"time", "date", "datum", "zeit", "timestamp"}),
    "quality": frozenset({"quality", "fix", "solution", "status_fix"}),
}
_QUALITIES: Mapping[str, FixQuality] = {
    "fixed": FixQuality.RTK_FIXED,
    "fix": FixQuality.RTK_FIXED,
    "rtk_fixed": FixQuality.RTK_FIXED,
    "4": FixQuality.RTK_FIXED,
    "float": FixQuality.RTK_FLOAT,
    "rtk_float": FixQuality.RTK_FLOAT,
    "5": FixQuality.RTK_FLOAT,
    "dgps": FixQuality.DGPS,
    "2": FixQuality.DGPS,
}
# What a surveyor measured for a table, and says no more of, metres.
_SIGMA_M = 0.05

ToWgs84 = Callable[[float, float], tuple[float, float]]


def read(data: bytes, to_wgs84: ToWgs84) -> Log:
    """Read a table in UTF-8 or Windows-1252, with commas, semicolons or tabs.

    Parameters
    ----------
    to_wgs84 : callable
        From east and north of the commune's system to longitude and latitude.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    text = text.replace("\x00", "")
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        names = [each.strip().lower() for each in next(rows, [])]
        columns = {
            what: names.index(name) for what in _NAMES for name in names if name in _NAMES[what]
        }
        if not ({"lat", "lon"} <= columns.keys() or {"east", "north"} <= columns.keys()):
            return Log((), (fault("gnss_columns", 1),))
        readings: list[Reading] = []
        faults: list[Issue] = []
        for row in rows:
            if not any(each.strip() for each in row):
                continue
            found = _reading(row, rows.line_num, columns, names, to_wgs84)
            (readings if isinstance(found, Reading) else faults).append(found)  # type: ignore[arg-type]
    except csv.Error as error:
        return Log((), (fault("gpx_malformed", rows.line_num, why=str(error)[:80]),))
    return Log(readings, faults)


def _reading(
    row: list[str], line: int, columns: Mapping[str, int], names: list[str], to_wgs84: ToWgs84
) -> Reading | Issue:
    def cell(what: str) -> str:
        at = columns.get(what, len(row))
        return row[at].strip() if at < len(row) else ""

    def value(what: str) -> float | None:
        return number(cell(what).replace(",", ".").replace(" ", ""))

    lat, lon = value("lat"), value("lon")
    east, north = value("east"), value("north")
    if (lat is None or lon is None) and east is not None and north is not None:
        lon, lat = (float(each) for each in to_wgs84(east, north))
    if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004
        told = " ".join(filter(None, (cell(n) for n in ("lat", "lon", "east", "north"))))
        return fault("gnss_position", line, value=told[:60])
    sigma = value("sigma")
    sigma = sigma if sigma is not None and 0 < sigma < 100_000 else _SIGMA_M  # noqa: PLR2004
    taken = set(columns.values())
    return Reading(
        line=line,
        lat=lat,
        lon=lon,
        time=moment(cell("time")),
        fix_quality=_QUALITIES.get(cell("quality").lower(), FixQuality.RTK_FIXED),
        orthometric_m=value("height"),
        sigma_east_m=sigma,
        sigma_north_m=sigma,
        sigma_up_m=value("sigma_up"),
        name=cell("name"),
        values={
            names[at]: text.strip()
            for at, text in enumerate(row[: len(names)])
            if at not in taken and text.strip()
        },
    )
