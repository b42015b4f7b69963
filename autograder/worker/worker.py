"""The process that runs one submission: first its cells, then the questions asked of it.

Everything here may be changed by the student's code; nothing that it sends is a score.
"""

import functools
import itertools
import linecache
import os
import signal
import socket
import traceback
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from autograder.process.channel import Channel, ChannelClosed
from autograder.process.wire import DTYPES, Handle, WireError
from autograder.worker import model_host, prelude, written_files
from autograder.worker.captured_output import FdCapture
from autograder.worker.ipython import CellShell
from autograder.worker.startup import enter_and_report
from autograder.worker.surroundings import Surroundings
from autograder.worker.task_names import TaskNames
from autograder.worker.test_shell import PristineShell

MESSAGE_CHARACTERS = 4000
# Of an error's way, and of those that it came of.
MOST_STEPS, MOST_ERRORS = 12, 4
# Names of array types of the backends; their values cross as plain arrays.
TENSOR_MODULES = ("tensorflow", "keras", "jax", "jaxlib", "torch")


@functools.cache
def warm_up() -> tuple[CellShell, PristineShell]:
    """Make the shells once, in the zygote: they read and write IPython's folder."""
    # The last one made is `__main__`.
    tests, shell = CellShell(), CellShell.instance()
    return shell, PristineShell(tests)


def main(config: dict[str, Any], sock: socket.socket) -> None:
    """Shut this process in, say so, then answer requests until the grader closes its end."""
    channel = Channel(sock)
    if not enter_and_report(config, channel):
        return
    shell, guard = warm_up()
    signal.signal(getattr(signal, "SIGBREAK", signal.SIGINT), shell.interrupt)
    shell.programs = guard.shell.programs = config["programs"]
    below = {name: FdCapture(number) for name, number in _below(config["logs"])}
    try:
        Worker(channel, shell, guard, below, config["output_characters"], config["seed"]).serve()
    except ChannelClosed:
        return


def _below(logs: bool) -> list[tuple[str, int]]:
    # Windows cannot read a file beside whoever writes it.
    if not hasattr(os, "pread"):
        return []
    return [("stdout", 1), *([("stderr", 2)] if logs else [])]


class Respondent:
    """Answers questions about a notebook's names: a dict with `op` and that verb's arguments.

    An exception is an answer, unless it is one that `ends` it.
    """

    def __init__(
        self,
        channel: Channel,
        names: dict[str, Any],
        hidden: Container[str],
        seed: int,
        ends: tuple[type[BaseException], ...] = (),
    ) -> None:
        self.channel = channel
        self.names = names
        self.hidden = hidden
        self.seed = seed
        self.ends = ends
        self.kept: dict[int, Any] = {}
        self.numbers = itertools.count(1)

    def serve(self) -> None:
        """Answer until the other side closes."""
        while True:
            request = self.channel.receive()
            try:
                answer = {"value": self._perform(**request)}
            except self.ends:
                raise
            # A student's code may raise anything, SystemExit and KeyboardInterrupt too.
            except BaseException as error:
                answer = {"error": _describe(error)}
            try:
                self.channel.send(answer, keep=self._keep)
            except WireError as error:
                told = ValueError(f"What came back is too large to be looked at: {error}.")
                self.channel.send({"error": _describe(told)})
            except (RecursionError, ValueError, MemoryError) as error:
                self.channel.send({"error": _describe(error)})

    def _perform(self, op: str, **arguments: Any) -> Any:
        return getattr(self, f"do_{op}")(**self._restore(arguments))

    def do_name(self, name: str) -> Any:
        if name not in self.names:
            raise NameError(f"name '{name}' is not defined")
        # Behind a handle whatever it is, so that calling a number fails here and not in the check.
        return Whole(self.names[name])

    def do_names(self) -> Any:
        return [n for n in self.names if n not in self.hidden and not n.startswith("_")]

    def do_make(self, name: str, argument: Any) -> Any:
        return Whole(getattr(prelude, name)(argument))

    def do_keep(self, value: Any) -> Any:
        return Whole(value)

    def do_fetch(self, value: Any) -> Any:
        return value

    def do_call(self, target: Any, positional: list[Any], named: dict[str, Any]) -> Any:
        return target(*positional, **named)

    def do_attribute(self, target: Any, name: str) -> Any:
        return getattr(target, name)

    def do_item(self, target: Any, key: Any) -> Any:
        return target[key]

    def do_length(self, target: Any) -> Any:
        return len(target)

    def do_take(self, target: Any, most: int) -> Any:
        return list(itertools.islice(iter(target), most))

    def do_describe(self, target: Any) -> Any:
        return model_host.describe(target)

    def do_begin(self, task: str) -> None:
        """Start a task as if it were the first: what it gives must not depend on those before it."""
        self.kept.clear()
        prelude.seed_everything(self.seed)

    def _restore(self, value: Any) -> Any:
        kind = type(value)
        if kind is Handle:
            return self.kept[value.id]
        if kind in (list, tuple):
            return kind(self._restore(item) for item in value)
        if kind is dict:
            return {self._restore(key): self._restore(item) for key, item in value.items()}
        return value

    def _keep(self, value: Any) -> Any:
        """Turn what is not plain data into plain data where that loses nothing, else into a handle."""
        if type(value) is not Whole:
            plain = _plain(value)
            if plain is not None:
                return plain
        else:
            value = value.value
        number = next(self.numbers)
        self.kept[number] = value
        return Handle(number, type(value).__name__)


class Worker(Respondent):
    """Runs a notebook's cells as well, up to `most` characters of output each."""

    def __init__(
        self,
        channel: Channel,
        shell: CellShell,
        guard: PristineShell,
        below: dict[str, FdCapture],
        most: int,
        seed: int,
    ) -> None:
        super().__init__(channel, shell.user_ns, shell.user_ns_hidden, seed)
        self.shell = shell
        self.guard = guard
        self.below = below
        self.most = most
        self.home = Path.cwd()
        self.own = TaskNames()
        self.surroundings = Surroundings()

    def do_begin(self, task: str) -> None:
        """Start a task: what cells and other tasks have changed around it is as it was."""
        self.surroundings.put_back()
        # A notebook may have left something odd in the place of what seeds.
        with suppress(Exception):
            super().do_begin(task)
        self.own.task = task
        self.own.mend(self.names)

    def do_written(self, given: str) -> Any:
        return written_files.written(self.home, Path(given))

    def do_name(self, name: str) -> Any:
        own = self.own.find(name, self)
        return super().do_name(name) if own is self else Whole(own)

    def do_cell(self, source: str, test: bool, own: tuple[str, list[str]] | None) -> Any:
        """Run one cell; `own` says of which task it makes which names for good."""
        run = functools.partial(self.guard.run, self.shell) if test else self.shell.run
        before = dict(self.names) if own else {}
        run(source, self.most)
        if own:
            stopped = any(one["output_type"] == "error" for one in self.shell.outputs.items)
            self.own.keep(*own, before, self.names, whole=not stopped)
        for name, descriptor in self.below.items():
            self.shell.outputs.stream(name, descriptor.read_new(self.most))
        return self.shell.outputs.items


class Whole:
    """Marks a value that must stay here behind a handle, though it could cross by copy."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.name in DTYPES:
        return np.asarray(value).view(np.ndarray)
    if type(value).__module__.partition(".")[0] in TENSOR_MODULES and hasattr(value, "__array__"):
        return _array_of(value)
    kinds: tuple[Any, ...] = (str, bytes, tuple, list, dict)
    for kind in kinds:
        if isinstance(value, kind):
            return kind(value)
    return None


def _array_of(tensor: Any) -> np.ndarray | None:
    import keras

    try:
        array = np.asarray(keras.ops.convert_to_numpy(tensor))
    # A symbolic tensor has no values; each backend says so with an exception of its own.
    except Exception:
        return None
    return array if array.dtype.name in DTYPES else None


def _describe(error: BaseException) -> dict[str, Any]:
    number, line = _own_line(error)
    return {
        "type": type(error).__name__[:100],
        "bases": [kind.__name__[:100] for kind in type(error).__mro__][:20],
        "message": _message(error),
        "line": line[:300],
        "line_number": number,
        "trail": _trail(error),
    }


def _trail(error: BaseException) -> str:
    """Where an error has come through, and those that it came of: who reads it looks for walls."""
    lines: list[str] = []
    seen: BaseException | None = error
    for _ in range(MOST_ERRORS):
        if seen is None:
            break
        lines += [f"{type(seen).__name__[:100]}: {_message(seen)[:300]}", _own_line(seen)[1][:300]]
        frames = [frame for frame, _ in traceback.walk_tb(seen.__traceback__)]
        lines += [frame.f_code.co_filename[-100:] for frame in frames[-MOST_STEPS:]]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)[:MESSAGE_CHARACTERS]


def _message(error: BaseException) -> str:
    try:
        return str(error)[:MESSAGE_CHARACTERS]
    # The student's own `__str__` runs here.
    except BaseException as another:
        return f"(its message could not be read: {type(another).__name__})"


def _own_line(error: BaseException) -> tuple[int, str]:
    """Find the last line of the student's own cells that the error passed through."""
    for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
        name = frame.f_code.co_filename
        if "ipykernel" in name or "ipython-input" in name:
            return number, linecache.getline(name, number).strip()
    return 0, ""
