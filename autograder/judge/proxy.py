"""Stands in a check for an object that stays in the worker."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from autograder.process.wire import Handle
from course.descriptions import describe, with_article
from course.expect import Mismatch

if TYPE_CHECKING:
    from autograder.judge.student import Student

ITERATION_CAP = 10_000


class Proxy:
    """An object that stays in the worker.

    Calls, attributes, items, `len` and iteration are asked there. The student's code answers, so an
    answer is never a fact about the object: `model.count_params()` is what the student says.

        model = student.build(8)
        equal(len(model.layers), 3, message="The model has three layers.")
    """

    def __init__(
        self, student: "Student", handle: Handle, label: str, *, kept: bool = False, told: str = ""
    ) -> None:
        self._student = student
        self._handle = handle
        self._label = label
        # With the values that it was made from: feedback has it where a check reveals its inputs.
        self._told = told or label
        self._kept = kept

    def __call__(self, *positional: Any, **named: Any) -> Any:
        return self._called(*positional, **named)

    def _called(self, *positional: Any, whole: bool = False, **named: Any) -> Any:
        """Call it there. With `whole` the result stays there, too."""
        runner = self._student._runner
        parts = [_argument(item) for item in positional]
        parts += [f"{name}={_argument(item)}" for name, item in named.items()]
        shapes = [_argument(item, values=False) for item in positional]
        shapes += [f"{name}={_argument(item, values=False)}" for name, item in named.items()]
        told = f"{self._label}({', '.join(parts)})"
        # A check's call of a library is no call of the student's code.
        own = re.split(r"\W", self._label, maxsplit=1)[0] not in self._student._modules
        if own:
            runner.last_call.begin((told, f"{self._label}({', '.join(shapes)})"))
        value = runner.ask(
            "call",
            target=self._handle,
            positional=unwrap(list(positional)),
            named=unwrap(named),
            whole=whole,
        )
        if own:
            runner.last_call.end(value)
        return self._student._wrap(value, f"{self._label}(…)", told.removeprefix("probes."))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._student._runner.ask("attribute", target=self._handle, name=name)
        return self._student._wrap(value, f"{self._label}.{name}")

    def __getitem__(self, key: Any) -> Any:
        value = self._student._runner.ask("item", target=self._handle, key=unwrap(key))
        return self._student._wrap(value, f"{self._label}[{key!r}]")

    def __len__(self) -> int:
        length = self._student._runner.ask("length", target=self._handle)
        if type(length) is not int or length < 0:
            raise Mismatch(f"`len` of `{self._label}` should be a whole number.", got=length)
        return length

    def __iter__(self) -> Iterator[Any]:
        items = self._student._runner.ask("take", target=self._handle, most=ITERATION_CAP)
        return iter(self._student._wrap(items, f"{self._label}[…]"))

    def __repr__(self) -> str:
        return f"<{self._handle.kind} object>"

    # A proxy is neither true nor a number. Without these methods `if proxy` would always hold, and
    # NumPy would call the student's own `__array__`.
    def __bool__(self) -> bool:
        raise self._not_data()

    def __float__(self) -> float:
        raise self._not_data()

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise self._not_data()

    def _not_data(self) -> Mismatch:
        return Mismatch(
            f"`{self._label}` gave an object of class `{self._handle.kind}` where a number, an "
            "array or another plain value is expected.",
            names_mistake=False,
        )


class Probes(Proxy):
    """The classes and functions of a check's file that are defined again in the worker.

    A name that the check has not handed over is a slip of the check, and no student's fault.
    """

    def __init__(self, student: "Student", handle: Handle, names: Sequence[str]) -> None:
        super().__init__(student, handle, "probes")
        self._names = names

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(f"`probes` got no `{name}`, but {', '.join(self._names)}.")
        return super().__getattr__(name)


def _argument(value: Any, *, values: bool = True) -> str:
    if isinstance(value, Proxy):
        if values:
            return value._told
        return value._label if value._kept else with_article(value._handle.kind)
    return describe(value, values=values)


def unwrap(value: Any) -> Any:
    """Put handles in the place of proxies, inside containers too."""
    kind = type(value)
    if isinstance(value, Proxy):
        return value._handle
    if kind in (list, tuple):
        return kind(unwrap(item) for item in value)
    if kind is dict:
        return {key: unwrap(item) for key, item in value.items()}
    return value
