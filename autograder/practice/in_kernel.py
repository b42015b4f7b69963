"""Hidden checks asked of a learner's own kernel: they stay in a grader beside it.

The kernel answers as a worker does, over the same socket; it holds no check and is walled in by
nothing, as it runs its owner's code already.
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
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.judge.gpu_slots import GpuSlot
from autograder.judge.grading_session import ROLES, WORKER, ChildProcess, Resources
from autograder.judge.outcome import TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.practice import data_folder
from autograder.process.channel import Channel, ChannelClosed
from autograder.process.zygote import Exit
from autograder.sandbox.sandbox import Level
from autograder.worker.worker import Respondent
from course.card import Card

# How long an answer that is no longer waited for may take, and then what was interrupted.
ANSWER_SECONDS = 1.0
STOP_SECONDS = 10.0


def check(slug: str, task: str, names: dict[str, Any]) -> Card | None:
    """Try the hidden checks of one task on `names`, and note what came of it.

    `None` where the installed course has no such exercise, and in a thread that no interrupt reaches.
    """
    if threading.current_thread() is not threading.main_thread():
        return None
    catalogue = Catalogue.default()
    if slug not in catalogue or not (exercise := catalogue.load(slug)).checks.is_file():
        return None
    judged = _supervisor().ask(exercise, task, names)
    colour = feedback.LOOKS[judged.verdict][2]
    return Card(colour, feedback.headline(judged), feedback.lines(judged, exercise))


@functools.cache
def _supervisor() -> "KernelSupervisor":
    supervisor = KernelSupervisor(HeldoutFolder(data_folder.folder()).secret(), Level.NONE)
    atexit.register(supervisor.close)
    return supervisor


class KernelSupervisor(Supervisor):
    """A supervisor whose first worker is the process that it runs in."""

    def __init__(self, secret: bytes, level: Level) -> None:
        # The learner's GPU is the learner's to use.
        super().__init__(secret, level, gpus=())
        self.asked: queue.SimpleQueue[Kernel | None] = queue.SimpleQueue()

    def resources_for(self, exercise: Exercise, slot: GpuSlot | None = None) -> Resources:
        with self.lock:
            graders = self._grader_zygote()
        # Most tasks need no other child, which would import Keras once more.
        others = functools.partial(super().resources_for, exercise)
        first = KernelFirst(others, self.asked.put)
        return Resources(first, first, graders, self.scratch, None)

    def ask(self, exercise: Exercise, task: str, names: dict[str, Any]) -> TaskOutcome:
        """Judge one task; questions are answered in this thread, as a cell is run."""
        with ThreadPoolExecutor(1) as pool:
            sitting = pool.submit(self.grade, exercise, {}, [task])
            sitting.add_done_callback(lambda _: self.asked.put(None))
            try:
                with _aside():
                    while kernel := self.asked.get():
                        kernel.answer(names)
            except (Interrupted, KeyboardInterrupt):
                # Whoever interrupts the cell wants all of it to end.
                self.close()
                _supervisor.cache_clear()
                raise KeyboardInterrupt from None
        outcome = sitting.result()
        data_folder.note(outcome)
        return outcome.tasks[task]


class Interrupted(BaseException):
    """What an interrupt raises here: a check may have an answer raise `KeyboardInterrupt`."""


class KernelFirst:
    """Gives this process as the first worker; every other child is a real one, from `others`."""

    def __init__(self, others: Callable[[], Resources], found: "Callable[[Kernel], None]") -> None:
        self.others = others
        self.found = found
        self.given = False

    def fork(self, role: str, config: dict[str, Any], sock: socket.socket) -> ChildProcess:
        if self.given or role != ROLES[WORKER]:
            return self.others().workers.fork(role, config, sock)
        self.given = True
        kernel = Kernel(sock, config["seed"])
        self.found(kernel)
        return kernel

    def await_imports(self) -> None:
        """There is nothing to wait for: the kernel has imported what it needs."""


class Kernel:
    """This process in the place of a worker: it cannot be killed, only interrupted."""

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
            self.channel.send({"ready": True})
            Respondent(self.channel, names, (), self.seed, ends=(Interrupted,)).serve()
        except ChannelClosed:
            pass
        except Interrupted:
            # Else it is the learner's, who wants the cell to end.
            if not self.late:
                raise
        finally:
            self.channel.close()
            self.gone.set()

    def interrupt(self) -> None:
        """No cell is run here."""

    def end(self, grace: float = 0.0) -> Exit:
        """Stop what still runs after a second, and tell nothing: this process goes on."""
        if not self.gone.wait(max(grace, ANSWER_SECONDS)):
            self.late = True
            _thread.interrupt_main()
            self.gone.wait(STOP_SECONDS)
        return Exit(signal=0, status=0, cpu_seconds=0.0, peak_mib=0.0, unasked=False)


@contextlib.contextmanager
def _aside() -> Iterator[None]:
    """Keep what answers print, log, write and draw out of the notebook, its folder and its chances.

    Keras's own seed cannot be put back. Interrupts raise `Interrupted`.
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
