"""Restores, before each task, the surroundings that a notebook may have changed.

This runs in the student's process. It protects nothing, and it never raises for what was changed.
Settings that a notebook has changed are restored. For example, a task is judged under the dtype
policy float32, and in the folder where the notebook began. Additions stay, such as variables,
folders to import from, and a deeper recursion limit: a task's own function may need them. Seeds that
a cell has set do not last, since each task begins with its own seeds.
"""

import asyncio
import builtins
import decimal
import gc
import locale
import logging
import os
import random
import signal
import sys
import tempfile
import threading
import warnings
from contextlib import suppress
from typing import Any

from autograder.worker import library_settings
from autograder.worker.library_settings import Look, PutBack, fill

STREAMS = ("stdin", "stdout", "stderr", "displayhook", "excepthook")


class Surroundings:
    """The surroundings as they are now; make it before the notebook's first cell."""

    def __init__(self) -> None:
        self.kept: list[PutBack] = []
        for module, look in (*LOOKS, *library_settings.LOOKS):
            if module in sys.modules:
                # The next version of a library may differ. Then one setting stays changed.
                with suppress(Exception):
                    self.kept.append(look())

    def put_back(self) -> None:
        """Restore everything."""
        for put_back in self.kept:
            try:
                put_back()
            # Student code may run here, and may raise anything.
            except BaseException:
                continue


def _folder() -> PutBack:
    chdir, here = os.chdir, os.getcwd()
    return lambda: chdir(here)


def _umask() -> PutBack:
    umask = os.umask
    before = umask(0o022)
    umask(before)
    return lambda: umask(before)


def _environment() -> PutBack:
    mapping, before = os.environ, dict(os.environ)

    def put_back() -> None:
        os.environ = mapping  # noqa: B003 - a notebook may have bound it again
        for name, value in before.items():
            if mapping.get(name) != value:
                mapping[name] = value

    return put_back


def _import_path() -> PutBack:
    paths, before = sys.path, list(sys.path)

    def put_back() -> None:
        now = sys.path
        added = [path for path in now if path not in before]
        sys.path = paths
        paths[:] = before + added

    return put_back


def _interpreter() -> PutBack:
    deepest, switch = sys.getrecursionlimit(), sys.getswitchinterval()
    set_depth, set_switch = sys.setrecursionlimit, sys.setswitchinterval
    depth, set_trace, set_profile = sys.getrecursionlimit, sys.settrace, sys.setprofile

    def put_back() -> None:
        # A notebook that has raised the limit needs it. A lower limit is undone.
        if depth() < deepest:
            set_depth(deepest)
        set_switch(switch)
        set_trace(None)
        set_profile(None)

    return put_back


def _streams() -> PutBack:
    before = {name: getattr(sys, name) for name in STREAMS}
    return lambda: fill(vars(sys), before)


def _builtins() -> PutBack:
    names = vars(builtins)
    # A display hook stores the last result as `_`.
    before = {name: value for name, value in names.items() if name != "_"}
    return lambda: fill(names, before)


def _collector() -> PutBack:
    enabled, thresholds = gc.isenabled(), gc.get_threshold()
    turn, set_thresholds = gc.enable if enabled else gc.disable, gc.set_threshold

    def put_back() -> None:
        turn()
        set_thresholds(*thresholds)

    return put_back


def _signals() -> PutBack:
    handle, handler = signal.signal, signal.getsignal
    before = {number: handler(number) for number in signal.valid_signals()}
    # Windows has no timers.
    stop = getattr(signal, "setitimer", lambda *_: None)

    def put_back() -> None:
        # 0 is `ITIMER_REAL`: its alarm would end a task.
        stop(0, 0)
        for number, was in before.items():
            # `None` stands for a handler that Python has not set, and cannot set.
            if was is not None and handler(number) is not was:
                handle(number, was)

    return put_back


def _warnings() -> PutBack:
    filters, before = warnings.filters, list(warnings.filters)
    show, changed = warnings.showwarning, warnings._filters_mutated  # type: ignore[attr-defined]

    def put_back() -> None:
        warnings.filters = filters
        warnings.showwarning = show
        if list(filters) != before:
            filters[:] = before  # type: ignore[index]
            changed()

    return put_back


def _logging() -> PutBack:
    disable, root = logging.disable, logging.root
    disabled, level = root.manager.disable, root.level

    def put_back() -> None:
        disable(disabled)
        root.setLevel(level)

    return put_back


def _locale() -> PutBack:
    set_locale, before = locale.setlocale, locale.setlocale(locale.LC_ALL)
    return lambda: set_locale(locale.LC_ALL, before)


def _decimal() -> PutBack:
    set_context, before = decimal.setcontext, decimal.getcontext().copy()
    return lambda: set_context(before.copy())


def _scratch_folder() -> PutBack:
    before = tempfile.tempdir

    def put_back() -> None:
        tempfile.tempdir = before

    return put_back


def _threads() -> PutBack:
    set_size, before = threading.stack_size, threading.stack_size()
    set_trace, set_profile = threading.settrace, threading.setprofile

    def put_back() -> None:
        set_size(before)
        set_trace(None)
        set_profile(None)

    return put_back


def _event_loops() -> PutBack:
    set_policy, before = asyncio.set_event_loop_policy, asyncio.get_event_loop_policy()
    return lambda: set_policy(before)


def _limits() -> PutBack:
    resource: Any = sys.modules["resource"]
    get, set_one = resource.getrlimit, resource.setrlimit
    kinds = {value for name, value in vars(resource).items() if name.startswith("RLIMIT_")}
    before = {kind: get(kind) for kind in kinds}

    def put_back() -> None:
        for kind, was in before.items():
            if get(kind) != was:
                # A lowered hard limit stays lowered. The soft limit can be raised up to it.
                set_one(kind, (min(was[0], get(kind)[1]), get(kind)[1]))

    return put_back


def _random() -> PutBack:
    # Each task begins with `random.seed`, which a notebook may have replaced.
    before = {name: getattr(random, name) for name in ("seed", "random", "_inst")}
    return lambda: fill(vars(random), before)


LOOKS: tuple[tuple[str, Look], ...] = (
    ("builtins", _builtins),
    ("os", _folder),
    ("os", _umask),
    ("os", _environment),
    ("sys", _import_path),
    ("sys", _interpreter),
    ("sys", _streams),
    ("gc", _collector),
    ("signal", _signals),
    ("warnings", _warnings),
    ("logging", _logging),
    ("locale", _locale),
    ("decimal", _decimal),
    ("tempfile", _scratch_folder),
    ("threading", _threads),
    ("asyncio", _event_loops),
    ("resource", _limits),
    ("random", _random),
)
