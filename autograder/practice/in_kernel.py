"""Runs hidden checks on a learner's own kernel. The checks stay in a grader process beside it.

The kernel answers as a worker does, over the same kind of socket. It holds no check. It is not
isolated: it runs its owner's code anyhow.
"""

import _thread
import atexit
import contextlib
import functools
import io
import logging
import os
import queue
import random
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.feedback import feedback
from autograder.feedback.looks import LOOKS
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.judge.child import WORKER
from autograder.judge.gpu_slots import GpuSlot
from autograder.judge.grading_session import ROLES, Resources
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.practice import answer_cells, data_folder
from autograder.process.channel import Channel, ChannelClosed
from autograder.process.messages import READY, ChildStart, Exit, SandboxedStart
from autograder.process.zygote import ChildProcess
from autograder.sandbox.sandbox import Level
from autograder.worker.respondent import Respondent
from course import cells
from course.card import CLAIM, Card, Fold, Row
from course.names import not_defined
from course.visible_check import not_run

# How long an answer may go on when nobody waits for it, and how long after an interrupt.
ANSWER_SECONDS = 1.0
STOP_SECONDS = 10.0


def check(slug: str, task: str, names: dict[str, Any]) -> Card | None:
    """Run the hidden checks of one task on `names`, and note the result.

    Gives `None` if the installed course has no such exercise, and in any thread but the main one:
    interrupts reach only that.
    """
    if threading.current_thread() is not threading.main_thread():
        return None
    catalogue = Catalogue.default()
    if slug not in catalogue or not (exercise := catalogue.load(slug)).checks.exists():
        return None
    with _starting:
        supervisor = _supervisor()
    outcome = supervisor.ask(exercise, task, names)
    judged = outcome.tasks[task]
    missed = cells.not_run(answer_cells.missed_names(judged), exercise.folder, names)
    if missed:
        # Nothing is known, as where a visible check misses a name.
        return not_run(task, map(not_defined, missed))
    data_folder.note(outcome)
    return Card(LOOKS[judged.verdict][2], feedback.headline(judged), _rows(judged, exercise))


def _rows(judged: TaskOutcome, exercise: Exercise) -> list[Row | Fold]:
    """Give the feedback with the signs of visible checks, and without a hint: here `hint` gives them."""
    return [
        Fold(row.words, tuple(map(_signed, row.rows))) if isinstance(row, Fold) else _signed(row)
        for row in feedback.lines(judged, exercise)
        if isinstance(row, Fold) or row[0] != feedback.HINT
    ]


def _signed(row: Row) -> Row:
    label, words = row
    return (label, f"✗ {label}: {words}") if label == CLAIM else row


def prepare() -> None:
    """Start what judges, from any thread: it takes seconds, and the first `check` need not wait so long.

    An error is not told here. `check` meets it again.
    """
    with contextlib.suppress(Exception), _starting:
        _supervisor().prepare()


# A `check` may come while `prepare` is at work in its thread.
_starting = threading.Lock()


@functools.cache
def _supervisor() -> "KernelSupervisor":
    supervisor = KernelSupervisor(HeldoutFolder(data_folder.folder()).secret(), Level.NONE)
    atexit.register(supervisor.close)
    return supervisor


class KernelSupervisor(Supervisor):
    """A supervisor whose first worker is its own process."""

    def __init__(self, secret: bytes, level: Level) -> None:
        # No GPU: the learner's own code may be using it.
        super().__init__(secret, level, gpus=())
        self.asked: queue.SimpleQueue[Kernel | None] = queue.SimpleQueue()

    def resources_for(self, exercise: Exercise, slot: GpuSlot | None = None) -> Resources:
        with self.lock:
            graders = self._grader_zygote()
        # Most tasks need no other child. Another child would import Keras once more.
        others = functools.partial(super().resources_for, exercise)
        first = KernelFirst(others, self.asked.put)
        return Resources(first, lambda: first, first, graders, self.scratch, None)

    def prepare(self) -> None:
        """Start the process that graders are forked from, and wait for its imports."""
        with self.lock:
            graders = self._grader_zygote()
        graders.await_imports()

    def ask(self, exercise: Exercise, task: str, names: dict[str, Any]) -> Outcome:
        """Judge one task. This thread answers the questions, as it would run a cell."""
        with ThreadPoolExecutor(1) as pool:
            session = pool.submit(self.grade, exercise, {}, [task])
            session.add_done_callback(lambda _: self.asked.put(None))
            try:
                with _aside():
                    while kernel := self.asked.get():
                        kernel.answer(names)
            except (Interrupted, KeyboardInterrupt) as error:
                # A learner who interrupts the cell wants all of it to end.
                self.close()
                _supervisor.cache_clear()
                # The frames tell which function was running.
                raise KeyboardInterrupt().with_traceback(error.__traceback__) from None
        return session.result()


class Interrupted(BaseException):
    """Raised by an interrupt here: an answer under a check may raise `KeyboardInterrupt` itself."""


class KernelFirst:
    """Gives this process as the first worker. Every other child is a real one, from `others`."""

    def __init__(
        self, others: Callable[[], Resources], on_kernel: "Callable[[Kernel], None]"
    ) -> None:
        self.others = others
        self.on_kernel = on_kernel
        self.used = False

    def fork(self, role: str, start: ChildStart, sock: socket.socket) -> ChildProcess:
        if self.used or role != ROLES[WORKER] or not isinstance(start, SandboxedStart):
            return self.others().workers.fork(role, start, sock)
        self.used = True
        kernel = Kernel(sock, start.seed)
        self.on_kernel(kernel)
        return kernel

    def await_imports(self) -> None:
        """Nothing to wait for: the kernel has imported what it needs."""


class Kernel:
    """This process in the role of a worker. It cannot be killed, only interrupted."""

    def __init__(self, sock: socket.socket, seed: int) -> None:
        self.pid = os.getpid()
        self.base_mib = 0.0
        self.channel = Channel(sock)
        self.seed = seed
        self.late = False
        self.gone = threading.Event()

    def answer(self, names: dict[str, Any]) -> None:
        """Answer questions until the grader has no more."""
        try:
            self.channel.send(READY)
            Respondent(self.channel, names, (), self.seed, ends=(Interrupted,)).serve()
        except ChannelClosed:
            pass
        except Interrupted:
            # Otherwise the learner has interrupted, to end the cell.
            if not self.late:
                raise
        finally:
            self.channel.close()
            self.gone.set()

    def interrupt(self) -> None:
        """Nothing to interrupt: no cell runs here."""

    def end(self, grace: float = 0.0) -> Exit:
        """Stop an answer that still runs after a second. This process goes on, so it reports no usage."""
        if not self.gone.wait(max(grace, ANSWER_SECONDS)):
            self.late = True
            _thread.interrupt_main()
            self.gone.wait(STOP_SECONDS)
        return Exit(signal=0, status=0, cpu_seconds=0.0, peak_mib=0.0, unasked=False)


@contextlib.contextmanager
def _aside() -> Iterator[None]:
    """Keep prints, logs, files and random draws of answers out of the notebook.

    Random states are restored, but Keras's own seed cannot be. Interrupts raise `Interrupted`.
    """
    logged = logging.root.manager.disable
    states = random.getstate(), np.random.get_state()
    handler = signal.getsignal(signal.SIGINT)
    before = Path.cwd()
    with (
        tempfile.TemporaryDirectory(prefix="heldout-check-") as folder,
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        try:
            os.chdir(folder)
            logging.disable()
            signal.signal(signal.SIGINT, _interrupt)
            yield
        finally:
            signal.signal(signal.SIGINT, handler)
            logging.disable(logged)
            os.chdir(before)
            random.setstate(states[0])
            np.random.set_state(states[1])


def _interrupt(*_: object) -> None:
    raise Interrupted
