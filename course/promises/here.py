"""Tries promises in this process: in a learner's own notebook, or in a test."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from course.expect import Mismatch
from course.layouts import laid_out
from course.stub import raised_by_stub


class Here:
    """Stands for `student` in a visible check: it has the methods that promises need.

    promise.keep(Here(student), Call("scale", x=x, factor=2.0))
    """

    def __init__(self, names: Any) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Any:
        return getattr(self._names, name)

    def rng(self, seed: int) -> np.random.Generator:
        """Make NumPy's default generator."""
        return np.random.default_rng(seed)

    def module(self, name: str) -> ModuleType:
        """Import a module."""
        return importlib.import_module(name)

    def probes(self, *things: Callable[..., Any]) -> SimpleNamespace:
        """Give classes and functions of a check's file as they are."""
        return SimpleNamespace(**{thing.__name__: thing for thing in things})

    def keep(self, value: Any) -> Any:
        """Copy arrays, in a list or tuple too, to see later whether they were changed."""
        if type(value) in (list, tuple):
            return type(value)(map(self.keep, value))
        return np.array(value) if isinstance(value, np.ndarray) else value

    def fetch(self, kept: Any) -> Any:
        """Copy arrays as they are now."""
        return self.keep(kept)

    def held(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give the function itself: its result is here already."""
        return function

    def overwrite(self, kept: Any, value: float) -> None:
        """Set every number of an array to `value`."""
        kept[...] = value

    def laid_out(self, array: np.ndarray, layout: str) -> np.ndarray:
        """Give the same numbers in an array that lies in memory in another way."""
        return laid_out(array, layout)

    @contextmanager
    def raises(self, kind: type[Exception], *, message: str) -> Iterator[None]:
        """Expect that the code raises `kind` here."""
        try:
            yield
        except kind:
            return
        except (Mismatch, NameError):
            raise
        except Exception as error:
            if raised_by_stub(error):
                raise
            raised = f"{message} Instead it raised `{type(error).__name__}`."
            raise Mismatch(raised, names_mistake=False) from error
        raise Mismatch(message)

    @contextmanager
    def succeeds(
        self, kind: type[BaseException] = Exception, *, message: str, misconception: str = ""
    ) -> Iterator[None]:
        """Expect that the code does not raise `kind` here."""
        try:
            yield
        except (Mismatch, NameError):
            raise
        except kind as error:
            if raised_by_stub(error):
                raise
            raised = f"{message} It raised `{type(error).__name__}`."
            raise Mismatch(raised, misconception=misconception) from error

    @contextmanager
    def elsewhere(self) -> Iterator["Here"]:
        """Give this process: there is no other one."""
        yield self
