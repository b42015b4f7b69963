"""The call that a failed comparison is about, as feedback shows it."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from course.descriptions import describe

# So many results are kept, to find the call that a failed comparison is about.
MOST_RESULTS = 16
# A call with its values, and the same call with shapes and types alone.
Told = tuple[str, str]


class LastCall:
    """Remembers the latest calls of the student's code, and tells which one a failure is about."""

    def __init__(self) -> None:
        self.told: Told = ("", "")
        self.returned: object = None
        # The different calls that were made together: since a comparison passed, and a call came after it.
        self.together: set[str] = set()
        self.settled = False
        self.results: deque[tuple[object, Told]] = deque(maxlen=MOST_RESULTS)

    def begin(self, told: Told) -> None:
        """Remember that a call begins."""
        self.told, self.returned = told, None
        if self.settled:
            self.together, self.settled = set(), False
        self.together.add(told[0])

    def end(self, returned: object) -> None:
        """Remember what the call has returned."""
        self.returned = returned
        self.results.append((returned, self.told))

    def compared(self) -> None:
        """Note that a comparison has passed: what fails after a further call is not about those before."""
        self.settled = True

    def forget(self) -> None:
        """Forget the last call: what fails from now on is not about it. Earlier results stay known."""
        self.told, self.returned, self.together = ("", ""), None, set()

    def join(self, other: "LastCall") -> None:
        """Take over the calls that were made in another process."""
        self.told, self.returned = other.told, other.returned
        self.together |= other.together
        self.results.extend(other.results)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Forget the calls that are made inside the `with` block."""
        before = self.told, self.returned, set(self.together), self.settled
        try:
            yield
        finally:
            self.told, self.returned, self.together, self.settled = before

    def recall(self, got: object) -> None:
        """Take the call that has returned this very object for the last one, if it is known."""
        # Equal texts and small numbers are one object, whichever call has returned them.
        if isinstance(got, str | bytes | int | float | None):
            return
        for returned, told in reversed(self.results):
            if returned is got:
                self.told, self.returned = told, returned
                return

    def is_about(self, got: object) -> bool:
        """Tell whether a comparison that has failed is about the last call, as far as one can know.

        A check may call a function for many cases, and then compare them all.
        """
        own = not self.told[0].startswith("probes.")
        # `True` is the same object whichever call has returned it.
        same = got is self.returned and not isinstance(got, bool | None)
        return own and (len(self.together) < 2 or same)

    def describe_returned(self, *, values: bool) -> str:
        """Describe what the last call returned, with its values or without."""
        return "" if self.returned is None else describe(self.returned, values=values)
