"""`python3 -m hosts VERB`: what the Makefile calls.

Kept readable for old Pythons: a `python3` that is too old hands over to a newer one.
"""

import os
import sys

OLDEST = (3, 11)


def main():
    if sys.version_info < OLDEST:
        from hosts.pythons import find_python

        newer = find_python("3.11", "3.12", "3.13", "3.14")
        if newer is None:
            sys.exit(
                "Python 3.11 or newer is needed; this one is "
                + sys.version.split()[0]
                + ". Install one, or name it: make PYTHON=/path/to/python3.12 test"
            )
        os.execv(newer, [newer, "-m", "hosts", *sys.argv[1:]])  # noqa: S606

    from hosts.verbs import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
