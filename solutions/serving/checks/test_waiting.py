"""The hidden checks of `waiting`. All are exact; times are multiples of 1/8, which no sum rounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.expect import Mismatch, holds

from .menu import ALONE, FORGETS, OWNED, exactly, expect, scribble


class Queue:
    """Our own batcher. Subclasses are beliefs."""

    def __init__(self, largest, patience):
        self.largest, self.patience, self.queue = largest, patience, []

    def add(self, request, now):
        self.queue.append((request, now))

    def late(self, now):
        return now - self.queue[0][1] >= self.patience

    def due(self, now):
        if not self.queue or (len(self.queue) < self.largest and not self.late(now)):
            return []
        return self.sent(now)

    def sent(self, now):
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        return [request for request, _ in batch]


class WaitsForFull(Queue):
    def late(self, now):
        return False


class FromTheLastGuest(Queue):
    def late(self, now):
        return now - self.queue[-1][1] >= self.patience


class AMomentLonger(Queue):
    def late(self, now):
        return now - self.queue[0][1] > self.patience


class AllAtOnce(Queue):
    def sent(self, now):
        batch, self.queue = self.queue, []
        return [request for request, _ in batch]


class RestIsLost(Queue):
    def sent(self, now):
        batch, self.queue = self.queue[: self.largest], []
        return [request for request, _ in batch]


class LastComeFirst(Queue):
    def sent(self, now):
        batch, self.queue = self.queue[-self.largest :], self.queue[: -self.largest]
        return [request for request, _ in batch[::-1]]


class OnlyTheLateOnes(Queue):
    def sent(self, now):
        if len(self.queue) >= self.largest:
            return super().sent(now)
        gone = [pair for pair in self.queue if now - pair[1] >= self.patience]
        self.queue = self.queue[len(gone) :]
        return [request for request, _ in gone]


class OneClock(Queue):
    """Those who stay behind begin to wait anew."""

    def sent(self, now):
        batch = super().sent(now)
        self.queue = [(request, now) for request, _ in self.queue]
        return batch


class FullWhenAdded(Queue):
    """Whether a batch is full is seen when somebody comes, and forgotten when one is sent."""

    def add(self, request, now):
        super().add(request, now)
        self.full = len(self.queue) >= self.largest

    def due(self, now):
        if not self.queue or not (self.full or self.late(now)):
            return []
        self.full = False
        return self.sent(now)


BELIEFS = {
    "full_only_when_added": FullWhenAdded,
    "waits_for_a_full_batch": WaitsForFull,
    "patience_from_the_last_guest": FromTheLastGuest,
    "a_moment_longer": AMomentLonger,
    "tray_without_limit": AllAtOnce,
    "rest_is_lost": RestIsLost,
    "last_come_first_served": LastComeFirst,
    "only_those_who_waited": OnlyTheLateOnes,
    "waits_anew_after_each_walk": OneClock,
}


def played(batcher, script):
    """What each call of `due` in a script gives."""
    batches = []
    for name, *values in script:
        result = getattr(batcher, name)(*values)
        if name == "due":
            batches.append(result)
    return batches


def shown(script):
    return ", ".join(f"{name}({', '.join(map(repr, values))})" for name, *values in script)


def plays(student, largest, patience, script):
    """Expect the batches of a script; a script is a list of calls of `add` and `due`."""
    wanted = played(Queue(largest, patience), script)
    batcher, got, first, message = student.Batcher(largest, patience), [], {}, ""
    for place, (name, *values) in enumerate(script):
        cut = f"… {place - 11} earlier calls …, " if place > 11 else ""
        so_far = f"Batcher({largest}, {patience}): {cut}{shown(script[: place + 1][-12:])}"
        with student.succeeds(message=f"{so_far}. The last call should not raise."):
            result = getattr(batcher, name)(*values)
        if name == "due":
            got.append(result)
            right = wanted[len(got) - 1]
            if not first and not exactly(result, right):
                first = {"got": result, "expected": right}
                message = f"{so_far}. The last call should give the batch that is due."
    # What a belief gives is compared with all that came, to the end of the script.
    if first:
        raise Mismatch(
            message,
            **first,
            misconception=believed(student, largest, patience, script, got),
            draws=len(TELLING),
        )
    holds(True, message="The batches are those that are due.")


def drawn_script(rng, calls, largest, patience):
    """Guests who come one by one or in crowds, and a waiter who looks at some moments, or is away."""
    script, now, guest = [], float(rng.integers(0, 50)), 1
    while len(script) < calls:
        kind = rng.integers(5)
        now += [0, 0.125, 1, patience / 2, patience + 0.125][rng.integers(5)]
        for _ in range([1, 1, largest, 2 * largest + 1, 0][kind]):
            script.append(("add", guest, now))
            guest += 1
        # Now and then it is asked at the very moment at which the first has waited long enough.
        if kind == 1:
            now += patience
        script += [("due", now)] * int(rng.integers(0, 3))
    return [*script, ("due", now + 1000), ("due", now + 1000), ("due", now + 1000)]


# Each two beliefs differ in one of these, for all that can be seen from outside.
TELLING = tuple(
    (largest, patience, drawn_script(np.random.default_rng(number), 40, largest, patience))
    for number, (largest, patience) in enumerate([(1, 2), (2, 5), (3, 5), (4, 0.5), (9, 5), (3, 0)])
)


def believed(student, largest, patience, script, got):
    """The beliefs that give all of these batches, and those of all the telling scripts, too."""
    with student.aside():
        names = [
            name
            for name, kind in BELIEFS.items()
            if exactly(played(kind(largest, patience), script), got)
        ]
        for largest, patience, script in TELLING if names else ():
            given = played(student.Batcher(largest, patience), script)
            names = [
                name
                for name in names
                if exactly(played(BELIEFS[name](largest, patience), script), given)
            ]
        return names


@pytest.mark.task("waiting", weight=8)
@pytest.mark.main
@pytest.mark.tries(
    "Collects requests, and says when to send them, and which.",
    "a request comes in at the time `now`, and joins the end of the queue.",
    "returns the batch to be sent at the time `now`, as a list.",
    "A batch is due as soon as `largest` requests are waiting.",
    "It is also due as soon as the one that came first of those waiting has waited for `patience` "
    "(exactly that long will do).",
    "It then holds the first `largest` of all that are waiting, or all of them if there are fewer, in "
    "the order in which they came.",
    "What `due` returns waits no longer.",
    "If no batch is due, it returns [].",
    "Each call of `due` gives one batch.",
    "The first one waits for others as long as `patience`",
)
@given(
    largest=st.integers(1, 4),
    patience=st.sampled_from([0, 0.5, 2, 5, 8.0]),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_batches_that_are_due(student, largest, patience, seed):
    """Each batch goes when it is due, with those who came first, and nobody is lost."""
    script = drawn_script(np.random.default_rng([seed, 1]), 24, largest, patience)
    plays(student, largest, patience, script)


@pytest.mark.task("waiting", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "It is also due as soon as the one that came first of those waiting has waited for `patience`",
    "(exactly that long will do)",
)
def test_the_first_guest_decides(student, seed):
    """The patience counts from the first who is waiting, whoever comes later."""
    for start in (0, int(np.random.default_rng([seed, 2]).integers(1, 1000))):
        late = [("add", n + 1, start + n) for n in range(5)]
        plays(student, 9, 5, [*late, ("due", start + 4), ("due", start + 5), ("due", start + 6)])
        looks = [("due", start + 4.875), ("due", start + 5), ("due", start + 5)]
        plays(student, 9, 5, [("add", "a", start), *looks])
        one = [
            ("add", "a", start),
            ("due", start + 5),
            ("add", "b", start + 7),
            ("due", start + 11.875),
        ]
        plays(
            student,
            2,
            5,
            [*one, ("add", "c", start + 12), ("due", start + 12), ("due", start + 30)],
        )
        # Three fill a batch of two; the third has its own time.
        crowd = [
            ("add", "a", start),
            ("add", "b", start + 1),
            ("add", "c", start + 2),
            ("due", start + 3),
        ]
        plays(student, 2, 5, [*crowd, ("due", start + 6.875), ("due", start + 7)])
        plays(
            student,
            2,
            5,
            [*crowd, ("add", "d", start + 4), ("due", start + 4), ("due", start + 99)],
        )


@pytest.mark.task("waiting", weight=2)
@pytest.mark.tries(
    "A further call at the same time gives the next one, if it is due.",
    "Nobody calls `due` while the waiter is away, so many more than `largest` may be waiting when it "
    "is called.",
    "a batch holds up to `largest` requests, an int of at least 1.",
    "a number of at least 0",
)
def test_crowds_and_edges(student, seed):
    """Nobody there, one at a time, no patience, and crowds of hundreds."""
    rng = np.random.default_rng([seed, 3])
    plays(student, 3, 5, [("due", 0), ("due", 100), ("add", "a", 100), ("due", 100), ("due", 105)])
    plays(student, 1, 5, [("add", "a", 1), ("add", "b", 1), *[("due", 1)] * 3])
    plays(
        student,
        4,
        0,
        [("add", "a", 1), ("due", 1), ("due", 1), ("add", "b", 2), ("add", "c", 2), ("due", 2)],
    )
    plays(student, 1, 0, [("add", "a", 0), ("due", 0), ("due", 0)])
    for largest, crowd in ((16, 300), (400, 1300), (7, 49)):
        guests = [("add", n + 1, 0.25 * n) for n in range(crowd)]
        end = 0.25 * (crowd - 1)
        walks = [("due", end + n) for n in range(crowd // largest + 2)]
        plays(student, largest, 1000, [*guests, *walks, ("due", end + 999), ("due", end + 2000)])
    plays(student, 3, 4, drawn_script(rng, 150, 3, 4))
    # Times of any size: minus, and in milliseconds since 1970.
    for start in (-1000, 1.5, 10**9, 1_700_000_000_000):
        script = [("add", "a", start), ("due", start), ("add", "b", start + 4), ("due", start + 7)]
        plays(student, 3, 8, [*script, ("due", start + 8), ("due", start + 9)])


@pytest.mark.task("waiting")
@pytest.mark.tries("It may be any object, also None, or one that is already waiting.")
def test_any_request_may_wait(student):
    """None, empty, equal and unequal things wait alike, and come out as they went in."""
    things = [None, 0, False, "", [], {}, 0, None, {"a": [1]}, {"a": [1]}, b"", 1, True, "x", "x"]
    for largest in (1, 4, 20):
        guests = [("add", thing, 0) for thing in things]
        plays(student, largest, 3, [*guests, *[("due", 3)] * (len(things) // largest + 2)])
    message = "Arrays, which cannot be compared with `==` alone, wait like all others."
    batcher = student.Batcher(5, 3)
    with student.succeeds(message=f"{message} It should not raise."):
        for number in range(3):
            batcher.add(np.full(2, number), 0)
        got = batcher.due(3)
    right = isinstance(got, list) and [part.tolist() for part in got] == [[0, 0], [1, 1], [2, 2]]
    holds(right, message=message, got=got)


@pytest.mark.task("waiting")
@pytest.mark.tries("Several batchers know nothing of each other.")
def test_batchers_do_not_mix(student):
    """Two batchers have a queue, a size and a patience of their own."""
    one, two = student.Batcher(2, 5), student.Batcher(3, 1)
    one.add("a", 0)
    expect(two.due(50), [], "What waits in one batcher is not sent by another.")
    two.add("b", 50)
    expect(one.due(50), ["a"], "Each batcher sends what it was given.")
    expect(two.due(50), [], "Each batcher has its own patience.")
    expect(two.due(51), ["b"], "Each batcher has its own patience.")
    expect(student.Batcher(1, 0).due(99), [], "A new batcher is empty.")


def watched(make, patience):
    """What a batcher sends, and what it calls of the module `time` meanwhile. Runs in the worker."""
    import threading
    import time

    names = ["sleep"]
    names += [
        f"{clock}{unit}" for clock in ("time", "monotonic", "perf_counter") for unit in ("", "_ns")
    ]
    kept, called, thread = {name: getattr(time, name) for name in names}, [], threading.get_ident()

    def in_place_of(name):
        def stands_still(*seconds):
            if threading.get_ident() == thread:
                called.append(name)
            return 0

        return stands_still

    try:
        for name in names:
            setattr(time, name, in_place_of(name))
        batcher = make(3, patience)
        batcher.add("a", 0)
        return [batcher.due(now) for now in (0, patience / 2, patience)], called
    finally:
        for name, own in kept.items():
            setattr(time, name, own)


@pytest.mark.task("waiting")
@pytest.mark.tries(
    "Times are ints or floats in any unit, and never go backwards.",
    "Time is only what is handed in: no clock is read, and nothing sleeps.",
)
def test_no_clock_is_read(student):
    """A second, an hour and a year pass in no time, and nothing goes by itself."""
    made = student.probes(watched)
    for patience in (0.25, 3600, 31_536_000):
        batches, called = made.watched(student.Batcher, patience)
        expect(batches[0], [], "No time has passed.")
        expect(batches[1], [], "Only the times that are handed in count.")
        expect(batches[2], ["a"], "Only the times that are handed in count.")
        message = "No clock should be read, and nothing should sleep."
        holds(not called, message=message, got=called)


@pytest.mark.task("waiting")
@pytest.mark.supporting
@pytest.mark.tries("What `due` returns waits no longer.", OWNED, ALONE, FORGETS)
def test_batches_belong_to_the_caller(student):
    """A batch that was sent changes no more, and nobody sees what is written into it."""
    made = student.probes(scribble)
    batcher = student.Batcher(2, 5)
    due = student.held(batcher.due)
    empty = due(0)
    made.scribble(empty)
    for name in "abc":
        batcher.add(name, 0)
    first = due(0)
    expect(student.fetch(first), ["a", "b"], "The first two are sent.")
    made.scribble(first)
    batcher.add("d", 1)
    expect(batcher.due(1), ["c", "d"], "What is written into a batch is not seen in later ones.")
    message = "A batch that was sent should not change later."
    expect(student.fetch(first), ["a", "b", "spoilt"], message)
    made.scribble(due(2))
    expect(batcher.due(50), [], "What is written into an empty batch is never sent.")
    request = student.keep({"bill": [1]})
    other = student.Batcher(2, 0)
    other.add(request, 0)
    other.due(0)
    expect(student.fetch(request), {"bill": [1]}, "A request that waits is not changed.")
