"""Queue jobs in PostgreSQL"""

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy import text

from gis.database.schema import execute, fill

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade(*, schema: str, srid: int, app: str) -> None:
    """Let procrastinate make its tables in the platform's schema, then run the SQL beside this.

    Its SQL is not ours to copy: it is the installed version's, which pyproject.toml pins to one
    minor version. A newer one comes with a migration that runs procrastinate's own.
    """
    connection = op.get_bind()
    before = connection.scalar(text("SELECT current_setting('search_path')"))
    tell = text("SELECT set_config('search_path', :path, true)")
    connection.execute(tell, {"path": schema})
    execute(connection, SchemaManager.get_schema())
    connection.execute(tell, {"path": before})
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    execute(connection, fill(sql, schema=schema, srid=srid, app=app))
