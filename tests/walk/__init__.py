"""A random walk: orders live on a simulated Allegro, workers are killed, and a shop must follow.

`walk.py` says how a walk goes, `steps.py` what happens to orders on Allegro, `wanted.py` what
the shop must hold in the end. `python -m tests.walk` (`make soak`) walks on the rehearsal shop and
inside each Saleor found, seed after seed.
"""
