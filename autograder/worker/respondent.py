"""Answers the grader's questions about a notebook's names. It runs in the student's process.

Student code can change everything here. Nothing that this sends is a score.
"""

import itertools
from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Sized
from typing import Any

import numpy as np

from autograder.process.channel import Channel
from autograder.process.messages import WireDict, as_dict
from autograder.process.wire import DTYPES, Handle, WireError
from autograder.worker import error_report, model_description, prelude
from course import tensors


class Respondent:
    """Answers requests, each a dict with `op`, which is a verb, and the verb's arguments.

    A verb `name` is the method `do_name`. An exception is an answer, too, unless it is of a type in
    `ends`: such an exception ends `serve`.
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
        self.kept: dict[int, object] = {}
        self.numbers = itertools.count(1)

    def serve(self) -> None:
        """Answer until the other side closes; then `ChannelClosed` is raised."""
        while True:
            request = as_dict(self.channel.receive())
            try:
                answer: WireDict = {"value": self._perform(request)}
            except self.ends:
                raise
            # Student code may raise anything, SystemExit and KeyboardInterrupt too.
            except BaseException as error:
                answer = {"error": error_report.describe(error)}
            try:
                self.channel.send(answer, keep=self._keep)
            except WireError as error:
                too_large = ValueError(f"What came back is too large to be looked at: {error}.")
                self.channel.send({"error": error_report.describe(too_large)})
            except (RecursionError, ValueError, MemoryError) as error:
                self.channel.send({"error": error_report.describe(error)})

    def _perform(self, request: WireDict) -> object:
        arguments = {name: self._restore(value) for name, value in request.items() if name != "op"}
        return getattr(self, f"do_{request['op']}")(**arguments)

    def do_name(self, name: str) -> object:
        """Look up a name of the notebook."""
        if name not in self.names:
            raise NameError(f"name '{name}' is not defined")
        # Plain data stays behind a handle, too: then calling a number fails here, not in the check.
        return Whole(self.names[name])

    def do_names(self) -> list[str]:
        """List the names that the notebook has defined."""
        return [n for n in self.names if n not in self.hidden and not n.startswith("_")]

    def do_make(self, name: str, argument: object) -> object:
        """Call a function of the prelude."""
        return Whole(getattr(prelude, name)(argument))

    def do_keep(self, value: object) -> object:
        """Keep a value here."""
        return Whole(value)

    def do_fetch(self, value: object) -> object:
        """Copy a value that was kept here."""
        return value

    def do_call(
        self,
        target: Callable[..., object],
        positional: Sequence[object],
        named: dict[str, object],
        whole: bool = False,
    ) -> object:
        """Call a function or an object. With `whole` the result stays here."""
        result = target(*positional, **named)
        return Whole(result) if whole else result

    def do_attribute(self, target: object, name: str) -> object:
        """Look up an attribute."""
        return getattr(target, name)

    def do_item(self, target: Mapping[object, object], key: object) -> object:
        """Look up an item."""
        return target[key]

    def do_length(self, target: Sized) -> int:
        """Ask for a length."""
        return len(target)

    def do_take(self, target: Iterable[object], most: int) -> list[object]:
        """Iterate over at most so many items."""
        return list(itertools.islice(iter(target), most))

    def do_describe(self, target: object) -> object:
        """Describe a Keras model, so that the model host can rebuild it."""
        return model_description.describe(target)

    def do_begin(self, task: str) -> None:
        """Start a task as if it were the first, so that no earlier task changes its result."""
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

    def _keep(self, value: object) -> object:
        """Turn a value into plain data if nothing is lost by that, and into a handle if not."""
        if type(value) is not Whole:
            plain = _plain(value)
            if plain is not None:
                return plain
        else:
            value = value.value
        number = next(self.numbers)
        self.kept[number] = value
        return Handle(number, type(value).__name__)


class Whole:
    """Marks a value that must stay here behind a handle, though it could cross by copy."""

    def __init__(self, value: object) -> None:
        self.value = value


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray) and value.dtype.name in DTYPES:
        return np.asarray(value).view(np.ndarray)
    array = tensors.as_array(value)
    if array is not None:
        return array if array.dtype.name in DTYPES else None
    kinds: tuple[Callable[[Any], object], ...] = (str, bytes, tuple, list, dict)
    for kind in kinds:
        if isinstance(value, kind):  # type: ignore[arg-type]
            return kind(value)
    return None
