"""Bounds Hypothesis's search for a simpler example, and notes what explains each failing draw."""

import functools
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import hypothesis
import pytest

from autograder.judge.outcome import ENOUGH_DRAWS
from course.expect import Mismatch

# After an example has failed, Hypothesis may look this long for a simpler one.
SHRINK_SECONDS = 2.0

hypothesis.settings.register_profile(
    "heldout",
    max_examples=20,
    deadline=None,
    database=None,
    print_blob=False,
    report_multiple_bugs=False,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink],
    # A slow student or a wide strategy is no error of the check.
    suppress_health_check=list(hypothesis.HealthCheck),
)


def use_profile() -> None:
    """Use our settings of Hypothesis from now on."""
    hypothesis.settings.load_profile("heldout")


class SimplestFailure(BaseException):
    """Ends Hypothesis's search for simpler or further examples. Carries the latest failure."""

    def __init__(self, failure: Exception) -> None:
        super().__init__(str(failure))
        self.failure = failure


class Seen:
    """The failures of a check: the latest, the time of the first, and what explains each.

    A misconception explains the check's failure if it explains each draw that failed.
    """

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.since = 0.0
        self.common: tuple[str, ...] = ()
        self.further = False
        self._by_draw: dict[str, int] = {}

    @property
    def draws(self) -> int:
        """So many draws have failed. Hypothesis tries the same one several times: it counts once."""
        return sum(self._by_draw.values())

    def add(self, failure: Exception, given: Mapping[str, object]) -> None:
        """Take one more failing draw into account, which had these arguments."""
        self.since = self.since or time.monotonic()
        self.failure = failure
        names = getattr(failure, "misconceptions", ())
        self.common = tuple(n for n in self.common if n in names) if self._by_draw else tuple(names)
        # A long array is cut short in its `repr`. Two of them may then count as one draw: that is safe.
        self._by_draw[repr(given)] = getattr(failure, "draws", 1)

    @contextmanager
    def further_draws(self) -> Iterator[None]:
        """Note failing draws, until there are enough: none of them ends the property test."""
        last, self.since, self.further = self.failure, time.monotonic(), True
        try:
            yield
        except SimplestFailure:
            pass
        finally:
            self.failure, self.further = last, False


def watch(item: pytest.Item) -> None:
    """Keep a property test's latest failure, and end its shrinking after `SHRINK_SECONDS`."""
    handle = getattr(item.obj, "hypothesis", None)  # type: ignore[attr-defined]
    if handle is None:
        return
    # The same file may run again, to confirm. Then watch the check itself, not its first watcher.
    inner = getattr(handle.inner_test, "watches", handle.inner_test)
    seen = Seen()

    @functools.wraps(inner)
    def watched(*positional: object, **named: object) -> None:
        if seen.failure is not None and time.monotonic() - seen.since > SHRINK_SECONDS:
            raise SimplestFailure(seen.failure)
        try:
            inner(*positional, **named)
        except Exception as failure:
            # Hypothesis uses exceptions of its own to steer. They are no failures.
            if not type(failure).__module__.startswith("hypothesis"):
                seen.add(failure, named)
            if not (seen.further and isinstance(failure, Mismatch)):
                raise
            if seen.draws >= ENOUGH_DRAWS:
                raise SimplestFailure(failure) from failure

    watched.watches = inner  # type: ignore[attr-defined]
    handle.inner_test = watched
    item.obj.seen = seen  # type: ignore[attr-defined]
