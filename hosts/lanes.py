"""Commands side by side, whose outputs are shown one after another."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

Result = TypeVar("Result")
_LOOK_EVERY = 0.2  # seconds


class Lane:
    """Where a work says what it does and runs its commands: the terminal, or a file for a while."""

    def __init__(self, output: Path | None = None) -> None:
        self._output = output.open("wb", buffering=0) if output else None
        self._processes: list[subprocess.Popen[bytes]] = []
        self._is_stopped = False

    def say(self, text: str) -> None:
        if self._output:
            self._output.write(f"{text}\n".encode())
        else:
            print(text, flush=True)

    def run(self, command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
        """The exit status of a command."""
        written = {"stdout": self._output, "stderr": subprocess.STDOUT} if self._output else {}
        if self._output and sys.stdout.isatty():
            env = {**env, "FORCE_COLOR": "1"}
        return self.start(command, env=env, cwd=cwd, **written).wait()

    def start(self, command: Sequence[str | Path], **options: Any) -> "subprocess.Popen[bytes]":
        """A process that is killed when the lane is stopped; `options` are `Popen`'s."""
        process = subprocess.Popen(command, **options)
        self._processes.append(process)
        if self._is_stopped:  # meanwhile
            process.kill()
        return process

    def close(self) -> None:
        if self._output:
            self._output.close()

    def stop(self) -> None:
        self._is_stopped = True
        for process in self._processes:
            if process.poll() is None:
                process.kill()


def side_by_side(works: Sequence[Callable[[Lane], Result]]) -> list[Result]:
    """Do the works, as many at a time as there are cores, and show how each gets on.

    The first is seen as it goes on, the second from its beginning once the first is over.

    Returns:
        What the works returned, in their order.
    """
    if len(works) == 1:  # it may ask at the terminal: --pdb
        return [works[0](Lane())]
    with TemporaryDirectory(prefix="allegro-lanes-") as folder, ExitStack() as opened:
        outputs = [Path(folder, str(number)) for number in range(len(works))]
        lanes = [opened.enter_context(closing(Lane(output))) for output in outputs]
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            futures = [pool.submit(work, lane) for work, lane in zip(works, lanes, strict=True)]
            try:
                results = []
                for future, output in zip(futures, outputs, strict=True):
                    _show(output, future)
                    results.append(future.result())
                return results
            except BaseException:
                for future in futures:
                    future.cancel()
                for lane in lanes:
                    lane.stop()
                raise


def _show(output: Path, future: "Future[Result]") -> None:
    with output.open("rb") as written:
        is_over = False
        while not is_over:
            is_over = future.done()
            shutil.copyfileobj(written, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            if not is_over:
                time.sleep(_LOOK_EVERY)
