"""The marks of a hidden check, and what they say of it."""

import pytest

from autograder.errors import ChecksError
from course import renamed
from course.promises import Promise

MARKS = (
    "task(name, weight=1): the task that a check belongs to, and its weight in partial credit",
    "reveal: feedback may show the inputs and results of this check",
    "random: the check draws at random; a failure is confirmed on our own answer",
    *(f"{old}: the name of `{new}` before 0.2.0" for old, new in renamed.MARKS.items()),
    "supporting: the check is about how an answer comes about; it counts once another one passes",
    "main: what the task is about; without it at most half of the points count",
    "tries(words, ...): words of the contract that the check tries",
    "mistake(name): a known mistake that fails this check; named if another check agrees",
)


def task_of(item: pytest.Item) -> str:
    """Give the task that a check is marked with. Raises `ChecksError` if there is none."""
    mark = item.get_closest_marker("task")
    if mark is None:
        raise ChecksError(f'`{item.nodeid}` has no `@pytest.mark.task("…")`.')
    return str(mark.args[0])


def description_of(item: pytest.Item) -> str:
    """Give the sentence that says what a check asks: its promise's, or its docstring's first line."""
    promise = promise_of(item)
    if promise is not None:
        return promise.claim
    lines = (item.obj.__doc__ or "").strip().splitlines()  # type: ignore[attr-defined]
    return lines[0] if lines else ""


def promise_of(item: pytest.Item) -> Promise | None:
    """Give the general promise that a check tries; `None` if it tries another thing."""
    call = getattr(item, "callspec", None)
    promise = call.params.get("promise") if call else None
    return promise if isinstance(promise, Promise) else None


def is_random(item: pytest.Item) -> bool:
    """Tell whether draws decide about a check."""
    return any(item.get_closest_marker(name) for name in ("random", *renamed.MARKS))


def weight_of(item: pytest.Item) -> float:
    """Give a check's share in its task's points. The promises of one check share its weight."""
    mark = item.get_closest_marker("task")
    weight = mark.kwargs.get("weight", 1) if mark else 1
    if type(weight) is not int or weight < 1:
        raise ChecksError(f"`{item.nodeid}`: expected a weight of 1 or more. Received: {weight!r}.")
    call = getattr(item, "callspec", None)
    if call is None or promise_of(item) is None:
        return float(weight)
    declared = next(m for m in item.iter_markers("parametrize") if m.args[0] == "promise")
    return float(weight / len(declared.args[1]))


def mistake_of(item: pytest.Item) -> str:
    """Name the known mistake that fails a check; empty for none."""
    mark = item.get_closest_marker("mistake")
    return str(mark.args[0]) if mark else ""
