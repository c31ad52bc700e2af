"""Pythons on this machine that really run."""

import glob
import os
import shutil
import subprocess

VERSION_OF = "import sys; print('%d.%d' % sys.version_info[:2])"


def find_python(*versions):
    """Find an interpreter of the first version named that is there, e.g. `"3.12"`.

    A command on PATH may be a shim that only says where it would have been, so each
    candidate is run. Returns its path, or None.
    """
    for version in versions:
        name = "python" + version
        candidates = [shutil.which(name)]
        for pattern in (
            "~/.pyenv/versions/" + version + "*/bin/" + name,
            "~/.local/share/uv/python/cpython-" + version + "*/bin/" + name,
            "/usr/local/bin/" + name,
            "/opt/homebrew/bin/" + name,
        ):
            candidates += sorted(glob.glob(os.path.expanduser(pattern)))
        for candidate in candidates:
            if candidate and version_of(candidate) == version:
                return candidate
    return None


def version_of(python):
    """Ask an interpreter for its version, e.g. "3.12"; "" when it does not run."""
    try:
        answer = subprocess.run(
            [python, "-c", VERSION_OF],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""
