"""Puts our steps into nbgrader's lists of steps, which a course may have set.

A step is one of the kinds that nbconvert takes: a class, its dotted name, an object or a function.
"""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence

from nbclient import NotebookClient
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.errors import StepError
from autograder.gradebook.resources import Resources

# Settings of a step that runs cells which our sandbox follows, too. Others concern a kernel.
KEPT = {"timeout"}


Step = Callable[[NotebookNode, Resources], tuple[NotebookNode, Resources]]


class Notices:
    """Reports settings that cannot be met: each once, on stderr."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def say(self, notice: str) -> None:
        """Print a notice, unless it was printed before."""
        if notice not in self.told:
            self.told.add(notice)
            print(f"heldout: {notice}", file=sys.stderr, flush=True)


notices = Notices()


def kind_of(step: object) -> type | None:
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


def made(kinds: Sequence[object], exporter: NotebookExporter) -> list[Step]:
    """Make steps as nbconvert does: of a class, a dotted name, an object or a function."""
    exporter._preprocessors = []
    for kind in kinds:
        exporter.register_preprocessor(kind)
    found: list[Step] = exporter._preprocessors
    return found


def runs_cells(step: object) -> bool:
    """Tell whether a step runs a notebook's cells in a kernel."""
    kind = kind_of(step)
    return kind is not None and issubclass(kind, NotebookClient)


def with_ours(steps: Sequence[object], ours: Mapping[type, type]) -> list[object]:
    """Replace nbgrader's steps by our steps. A course's own subclass becomes a subclass of both."""
    return [_with_ours(step, ours) for step in steps]


def _with_ours(step: object, ours: Mapping[type, type]) -> object:
    kind = kind_of(step)
    for stock, our in ours.items():
        derived = kind is not None and issubclass(kind, stock)
        if kind is None or not (derived or (runs_cells(kind) and issubclass(our, NotebookClient))):
            continue
        if issubclass(kind, our):
            return step
        if not isinstance(step, (type, str)):
            notices.say(
                f"The step `{kind.__name__}` was given as an object. Our step replaces it, and the "
                "object's settings are lost. Give the class instead, and configure it by `c`."
            )
            return our
        # Our class may be a subclass of this one already.
        return our if issubclass(our, kind) else _both(our, kind, stock)
    return step


def _both(our: type, kind: type, stock: type) -> type:
    """Make a subclass of our class and of the course's own, whose name and settings it has."""
    if issubclass(our, NotebookClient):
        notices.say(
            f"`{kind.__module__}.{kind.__name__}` would run students' code in a kernel. Our sandbox "
            "runs the code instead. The settings of that class are kept."
        )
    try:
        return type(kind.__name__, (our, kind), {"__module__": kind.__module__})
    except TypeError as error:
        raise StepError(
            f"The step `{kind.__name__}` of `nbgrader_config.py` cannot be combined with our step for "
            f"`{stock.__name__}`: {error}. Leave it out, or make it a subclass of `{stock.__name__}`."
        ) from None


def with_missing(steps: Sequence[object], needed: type, at: int, where: str) -> list[object]:
    """Add a step at position `at` if the list has none of its kind, and report that."""
    if any((kind := kind_of(step)) is not None and issubclass(kind, needed) for step in steps):
        return list(steps)
    notices.say(f"`{where}` lacks the step `{needed.__name__}`, which grading needs. It was added.")
    index = len(steps) if at < 0 else at
    return [*steps[:index], needed, *steps[index:]]


def without_kernels(steps: Sequence[object], where: str) -> list[object]:
    """Remove steps that would run students' code where none should run, and report that."""
    kept = []
    for step in steps:
        if runs_cells(step):
            notices.say(
                f"`{where}` has the step `{getattr(kind_of(step), '__name__', step)}`, which would run "
                "students' code outside our sandbox. It was removed."
            )
        else:
            kept.append(step)
    return kept


def report_unused(config: Config, kinds: Collection[type], ours: type) -> None:
    """Report settings for a kernel: they have no effect, since none is started."""
    own = set(ours.class_own_traits(config=True))  # type: ignore[attr-defined]
    sections = {
        base.__name__ for kind in kinds for base in kind.__mro__ if issubclass(base, NotebookClient)
    }
    unused = [
        f"c.{section}.{name}"
        for section in sorted(sections & set(config))
        for name in config[section]
        if name not in KEPT | own
    ]
    if unused:
        notices.say(
            f"{', '.join(unused)}: no effect, since our sandbox runs each cell once and starts no "
            "kernel."
        )
