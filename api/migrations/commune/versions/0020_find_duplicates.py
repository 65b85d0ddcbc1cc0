"""Find duplicates"""

from pathlib import Path

from alembic import op

from gis.database.schema import execute, fill

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade(*, schema: str, srid: int, app: str) -> None:
    """Run the frozen SQL beside this file."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    execute(op.get_bind(), fill(sql, schema=schema, srid=srid, app=app))
