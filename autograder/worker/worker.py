"""The process that runs one submission: first its cells, then the questions about its names.

Student code can change everything here. Nothing that this process sends is a score.
"""

import functools
import os
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from autograder.process.channel import Channel, ChannelClosed
from autograder.process.messages import CellOutput, SandboxedStart, WireDict
from autograder.worker import written_files
from autograder.worker.captured_output import FdCapture
from autograder.worker.ipython import CellShell
from autograder.worker.respondent import Respondent, Whole
from autograder.worker.startup import enter_and_report
from autograder.worker.surroundings import Surroundings
from autograder.worker.task_names import TaskNames
from autograder.worker.test_shell import PristineShell


@functools.cache
def warm_up() -> tuple[CellShell, PristineShell]:
    """Make the shells once, in the zygote, since they read and write IPython's folder."""
    # The shell that is made last becomes `__main__`.
    tests, shell = CellShell(), CellShell.instance()
    return shell, PristineShell(tests)


def main(config: WireDict, sock: socket.socket) -> None:
    """Shut this process in, report it, then answer requests until the grader closes its end."""
    start = SandboxedStart.from_wire(config)
    channel = Channel(sock)
    if not enter_and_report(start, channel):
        return
    shell, pristine = warm_up()
    signal.signal(getattr(signal, "SIGBREAK", signal.SIGINT), shell.interrupt)
    shell.programs = pristine.shell.programs = start.programs
    captures = {name: FdCapture(number) for name, number in _captured(start.logs)}
    try:
        Worker(channel, shell, pristine, captures, start.output_characters, start.seed).serve()
    except ChannelClosed:
        return


def _captured(logs: bool) -> list[tuple[str, int]]:
    """List the file descriptors to capture, by the stream that a cell shows them as."""
    # Windows cannot read a file while another process writes to it.
    if not hasattr(os, "pread"):
        return []
    return [("stdout", 1), *([("stderr", 2)] if logs else [])]


class Worker(Respondent):
    """Also runs a notebook's cells; each shows at most `most` characters."""

    def __init__(
        self,
        channel: Channel,
        shell: CellShell,
        pristine: PristineShell,
        captures: Mapping[str, FdCapture],
        most: int,
        seed: int,
    ) -> None:
        super().__init__(channel, shell.user_ns, shell.user_ns_hidden, seed)
        self.shell = shell
        self.pristine = pristine
        self.captures = captures
        self.most = most
        self.home = Path.cwd()
        self.task_names = TaskNames()
        self.surroundings = Surroundings()

    def do_begin(self, task: str) -> None:
        """Start a task, after undoing what cells and other tasks have changed around it."""
        self.surroundings.put_back()
        # A notebook may have replaced a function that seeds.
        with suppress(Exception):
            super().do_begin(task)
        self.task_names.task = task
        self.task_names.mend(self.names)

    def do_written(self, given: str) -> list[tuple[str, bytes]]:
        """List what the cells have written besides the files of the folder `given`."""
        return written_files.written(self.home, Path(given))

    def do_name(self, name: str) -> object:
        """Look up what a task's own cell has bound a name to, or else what it means now."""
        value = self.task_names.find(name, self)
        return super().do_name(name) if value is self else Whole(value)

    def do_cell(
        self, source: str, test: bool, own: tuple[str, list[str]] | None
    ) -> list[CellOutput]:
        """Run one cell and give its outputs. `own` names a task, and what the cell makes for it."""
        run = functools.partial(self.pristine.run, self.shell) if test else self.shell.run
        before = dict(self.names) if own else {}
        run(source, self.most)
        if own:
            outputs = self.shell.outputs.items
            stopped = any(output["output_type"] == "error" for output in outputs)
            self.task_names.keep(*own, before, self.names, whole=not stopped)
        for name, capture in self.captures.items():
            self.shell.outputs.stream(name, capture.read_new(self.most))
        return self.shell.outputs.items
