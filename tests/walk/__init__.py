"""A random walk: orders live on a simulated Allegro, workers are killed, and a shop must follow.

`walk.py` says how a walk goes, `steps.py` what happens to orders on Allegro, `wanted.py` what
the shop must hold in the end. `test_*.py` walk on the rehearsal shop, `tests/saleor/test_walk.py`
inside a real Saleor; `python -m tests.walk` (`make soak`) walks on and on.
"""
