"""Kills, crowds and long hauls: real processes, a real PostgreSQL, HTTP to a simulated Allegro.

`tests/endurance/*.py` without `test_` says what must hold; `test_endurance*.py` here hold it on
the rehearsal shop, those in `tests/saleor/` inside a real Saleor.
"""
