"""Everything a database holds, to prove that something wrote nothing."""

from django.db import connection

_DIGEST = """
SELECT count(*), md5(string_agg(row::text, chr(10) ORDER BY row::text)) FROM {table} row
"""

State = dict[str, tuple[object, ...]]


def database_state() -> State:
    """Table -> its number of rows and a digest of them; sequence -> its last value.

    Every table and sequence of the schema counts, whoever made it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for (name,) in cursor.fetchall()]
        state: State = {}
        for table in tables:
            cursor.execute(_DIGEST.format(table=connection.ops.quote_name(table)))
            state[table] = cursor.fetchone()
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
        )
        state |= {f"sequence {name}": (value,) for name, value in cursor.fetchall()}
    return state


def changed(before: State, after: State) -> set[str]:
    """The tables and sequences that differ."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
