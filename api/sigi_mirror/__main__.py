"""``python -m api.sigi_mirror URL FOLDER``: one run, without the rest of the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from api.sigi_mirror import Mirror, MirrorError, Report, Server


def main(arguments: list[str] | None = None) -> int:
    """Run once; the token is read from the environment, where no process list shows it."""
    parser = argparse.ArgumentParser(description="Keep a GeoPackage in step with a commune.")
    parser.add_argument("url", help="https://.../api/v1/heffingen/exports/sigi/manifest.json")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    try:
        server = Server(given.url, os.environ.get("NETZKAART_TOKEN", ""))
        report = Mirror(given.folder, server).sync()
    except MirrorError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps({n: getattr(report, n) for n in Report.__slots__}) + "\n")
    return 0 if report.confirmed else 2


if __name__ == "__main__":
    sys.exit(main())
