"""Kills, crowds and long hauls: real processes, a real PostgreSQL, HTTP to a simulated Allegro.

What must hold stands in `kills.py`, `crowd.py` and `memory.py`; `test_*.py` beside them hold it
on the rehearsal shop, `tests/saleor/test_endurance_*.py` inside a real Saleor.
"""
