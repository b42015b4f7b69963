"""Held-out's engine. It grades, and knows no exercise. These names are what a course's settings use."""

import importlib
from typing import TYPE_CHECKING, Any

from autograder import renamed

if TYPE_CHECKING:
    from autograder.errors import HeldoutError
    from autograder.gradebook.export import CanvasExporter, MoodleExporter
    from autograder.gradebook.nbgrader_plugins import plug_in

__all__ = ["CanvasExporter", "HeldoutError", "MoodleExporter", "plug_in"]

_HOMES = {
    "CanvasExporter": "autograder.gradebook.export",
    "HeldoutError": "autograder.errors",
    "MoodleExporter": "autograder.gradebook.export",
    "plug_in": "autograder.gradebook.nbgrader_plugins",
}

renamed.install()


def __getattr__(name: str) -> Any:
    # Lazily: a worker imports this package, and must not import nbgrader.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
