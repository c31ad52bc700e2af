"""Counting SQL statements."""

from collections import Counter
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


class StatementCounter(list[str]):
    """The SQL sent to the database inside a `with`, one text a statement, savepoints included."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__()
        self._wrapper = connection.execute_wrapper(self._note)

    def _note(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.append(str(sql))
        return execute(sql, params, many, context)

    def __enter__(self) -> "StatementCounter":
        self._wrapper.__enter__()
        return self

    def __exit__(self, *details: Any) -> None:
        self._wrapper.__exit__(*details)

    def most_frequent(self, count: int = 10) -> str:
        """The statements sent most often, shortened, for the message of a failed assertion."""
        heads = Counter(" ".join(sql.split())[:120] for sql in self)
        return "\n".join(f"{times:5d} {head}" for head, times in heads.most_common(count))
