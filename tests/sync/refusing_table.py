"""A table of the shop that refuses some rows, as a plugin's listener or a constraint would."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model


@contextmanager
def refusing(model: type[Model], condition: str) -> Iterator[None]:
    """Refuse new rows of a condition, e.g. `NEW.order_id = 7`; needs real transactions."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'secret of a listener'; END $$;
            CREATE TRIGGER refusing BEFORE INSERT ON {table}
                FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse();
            """
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER refusing ON {table}; DROP FUNCTION refuse()")
