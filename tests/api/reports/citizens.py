"""What the tests of citizens' reports have in common: a place, and what a form answers."""

from __future__ import annotations

import io

from PIL import Image

from gis.viewer import Viewer, ViewerRole

EAST, NORTH = 85000.0, 92000.0
CLERK = Viewer("clerk-7", ViewerRole.CLERK)
HOME = "/report/heffingen/"


def link(answer) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def jpeg(size=(640, 480), *, exif=None, colour="red") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG", **({"exif": exif} if exif else {}))
    return written.getvalue()
