"""Lists of nbgrader's steps, as a course has set them, with our steps in place of some.

A step is what nbconvert takes: a class, the dotted name of one, an object or a function.
"""

import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nbclient import NotebookClient
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.errors import StepError

# What a step that runs cells is told and we keep to; the rest is for a kernel.
HEARD = {"timeout"}


class Notices:
    """What a course asked for and does not get: each is told once, on the other stream."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def say(self, notice: str) -> None:
        if notice not in self.told:
            self.told.add(notice)
            print(f"heldout: {notice}", file=sys.stderr, flush=True)


notices = Notices()


def kind_of(step: Any) -> type | None:
    """Find the class of a step; `None` for a function. Raises `StepError`."""
    if isinstance(step, str):
        try:
            step = import_item(step)
        except (ImportError, ValueError) as error:
            raise StepError(
                f"`nbgrader_config.py` names the step `{step}`, which cannot be imported: {error}. "
                "Correct the name, or install what it is in."
            ) from None
    if isinstance(step, type):
        return step
    return None if callable(step) and not hasattr(step, "preprocess") else type(step)


def runs_cells(step: Any) -> bool:
    """Tell whether a step runs a notebook's cells by a kernel."""
    kind = kind_of(step)
    return kind is not None and issubclass(kind, NotebookClient)


def with_ours(steps: Sequence[Any], ours: Mapping[type, type]) -> list[Any]:
    """Put our steps in place of nbgrader's; a course's own class becomes a class of both."""
    return [_with_ours(step, ours) for step in steps]


def _with_ours(step: Any, ours: Mapping[type, type]) -> Any:
    kind = kind_of(step)
    for stock, our in ours.items():
        of_it = kind is not None and issubclass(kind, stock)
        if kind is None or not (of_it or (runs_cells(kind) and issubclass(our, NotebookClient))):
            continue
        if issubclass(kind, our):
            return step
        if not isinstance(step, (type, str)):
            notices.say(
                f"the step `{kind.__name__}` was given as an object; ours takes its place, and what "
                "that object was set to is lost. Give the class, and set it by `c`."
            )
            return our
        # A class that ours is made of is not to be mixed in again.
        return our if issubclass(our, kind) else _both(our, kind, stock)
    return step


def _both(our: type, kind: type, stock: type) -> type:
    """Make a class that is ours first, and has the name and the settings of a course's own."""
    if issubclass(our, NotebookClient):
        notices.say(
            f"`{kind.__module__}.{kind.__name__}` would run students' code by a kernel. Our sandbox "
            "runs it; the settings of that class are kept, its own way to run cells is not."
        )
    try:
        return type(kind.__name__, (our, kind), {"__module__": kind.__module__})
    except TypeError as error:
        raise StepError(
            f"The step `{kind.__name__}` of `nbgrader_config.py` cannot stand with ours in place of "
            f"`{stock.__name__}`: {error}. Leave it out, or make it a subclass of `{stock.__name__}`."
        ) from None


def with_missing(steps: Sequence[Any], needed: type, at: int, where: str) -> list[Any]:
    """Put a step in where none of its kind is left, and say so."""
    if any((kind := kind_of(step)) is not None and issubclass(kind, needed) for step in steps):
        return list(steps)
    notices.say(
        f"`{where}` has no step like `{needed.__name__}`, which grading needs: it is added."
    )
    place = len(steps) if at < 0 else at
    return [*steps[:place], needed, *steps[place:]]


def without_kernels(steps: Sequence[Any], where: str) -> list[Any]:
    """Leave out steps that would run students' code where nothing is to be run, and say so."""
    kept = []
    for step in steps:
        if runs_cells(step):
            notices.say(
                f"`{where}` has the step `{getattr(kind_of(step), '__name__', step)}`, which would run "
                "students' code outside our sandbox: it is left out."
            )
        else:
            kept.append(step)
    return kept


def say_unheard(config: Config, kinds: Collection[type], ours: type) -> None:
    """Name the settings for running cells that have no effect, since no kernel is started."""
    own = set(ours.class_own_traits(config=True))  # type: ignore[attr-defined]
    sections = {
        each.__name__ for kind in kinds for each in kind.__mro__ if issubclass(each, NotebookClient)
    }
    unheard = [
        f"c.{section}.{name}"
        for section in sorted(sections & set(config))
        for name in config[section]
        if name not in HEARD | own
    ]
    if unheard:
        notices.say(
            f"{', '.join(unheard)}: this has no effect, since our sandbox runs the cells, once, and "
            "starts no kernel."
        )
