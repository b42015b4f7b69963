"""Bounds the time in which Hypothesis looks for a simpler example of a failure."""

import functools
import time

import hypothesis
import pytest

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
    """Ends Hypothesis's search for simpler examples. Carries the simplest failure so far."""

    def __init__(self, failure: Exception) -> None:
        super().__init__(str(failure))
        self.failure = failure


class Seen:
    """The failures of a property test: the latest, the time of the first, and what explains each.

    A misconception explains the check's failure if it explains each draw that failed.
    """

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.since = 0.0
        self.draws = 0
        self.common: tuple[str, ...] = ()

    def add(self, failure: Exception) -> None:
        """Take one more failing draw into account."""
        self.since = self.since or time.monotonic()
        self.failure = failure
        names = getattr(failure, "misconceptions", ())
        self.common = tuple(n for n in self.common if n in names) if self.draws else tuple(names)
        self.draws += getattr(failure, "draws", 1)


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
                seen.add(failure)
            raise

    watched.watches = inner  # type: ignore[attr-defined]
    handle.inner_test = watched
    item.obj.seen = seen  # type: ignore[attr-defined]
