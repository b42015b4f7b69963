"""The hidden checks of `fare-each`. All of them are exact, to the digits of float32."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.data import titanic
from course.expect import holds
from course.layouts import LAYOUTS
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    SameInEveryProcess,
    TakesAnyLayout,
    promises,
)

from .ships import (
    NAN,
    OWNED,
    UNCHANGED,
    Texts,
    differ,
    floats,
    generator,
    named_alike,
    refuses,
    seeds,
    texts,
    whole,
)


def shared(tickets):
    """How many have each row's ticket, from the definition."""
    counts = {}
    for ticket in tickets:
        counts[ticket] = counts.get(ticket, 0) + 1
    return np.array([counts[ticket] for ticket in tickets])


def in_runs(tickets):
    """How many neighbours in a row have the same ticket."""
    tickets = np.asarray(tickets)
    run = np.append(0, np.cumsum(tickets[1:] != tickets[:-1]))
    return np.bincount(run)[run]


def drawn(n, seed):
    """Tickets with their fares: of a ticket some rows state other fares, and some state none."""
    rng = generator(seed, n)
    named = ["LINE", "17", "017", "A 5", "a 5", "A5", "", "PC 9", "9", "CA. 2343"]
    named += [str(number) for number in range(100, 100 + n // 3)]
    tickets = rng.choice(named, n).tolist()
    fare = np.round(rng.uniform(4, 90, n), 2)
    fare[rng.random(n) < 0.15], fare[rng.random(n) < 0.1] = NAN, 0
    return tickets, fare


def counted(student, tickets, words=""):
    """Expect the number of companions of each row."""
    right = shared(tickets)
    with student.succeeds(message=f"It should not raise.{words}"):
        got = student.companions(texts(student, tickets))
    found = whole(got, len(tickets), "`companions`")
    mistakes = {"neighbours_only": in_runs(tickets), "without_oneself": right - 1}
    digits = ["".join(c for c in ticket if c.isdigit()) or ticket for ticket in tickets]
    mistakes["prefix_dropped"] = shared(digits)
    mistakes = {name: value for name, value in mistakes.items() if not np.array_equal(value, right)}
    differ(found, right, f"It should count who has the same ticket.{words}", mistakes)


def each(student, fare, tickets, words=""):
    """Expect what each passenger paid."""
    fare = np.asarray(fare)
    with student.succeeds(message=f"It should not raise.{words}"):
        got = student.fare_each(fare, texts(student, tickets))
    found = floats(got, (len(tickets),), "`fare_each`")
    count = shared(tickets)
    right = fare.astype("float64") / count
    totals = {}
    for ticket, paid in zip(tickets, fare.tolist(), strict=True):
        totals.setdefault(ticket, []).append(paid)
    means = np.array(
        [
            np.nanmean([*totals[t], 0][: len(totals[t])]) if not np.isnan(totals[t]).all() else NAN
            for t in tickets
        ]
    )
    mistakes = {
        "not_shared": fare,
        "gap_becomes_zero": np.nan_to_num(right),
        "mean_fare_of_the_ticket": means / count,
    }
    message = f"Each row's own fare is shared by its companions.{words}"
    differ(found, right, message, mistakes, rtol=1e-5, atol=1e-9)


@pytest.mark.task("fare-each", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "How many passengers in these rows have the same ticket, each of them included.",
    "texts of shape (n,), n at least 1, in any order.",
    "Returns an array of integers of shape (n,).",
)
@given(n=integers(12, 60), seed=seeds)
def test_companions_are_counted(student, n, seed):
    """Each row gets the number of rows with its ticket."""
    counted(student, drawn(n, seed)[0])


@pytest.mark.task("fare-each", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The price each passenger paid: the fare in their own row, shared by all who have the same ticket.",
    "The rows of a ticket may state different fares: each keeps to its own.",
    "the fare of each row over its number of companions",
    "A missing fare stays NaN, and its row counts as a companion all the same.",
    "It is NaN where it is missing, and may be 0.",
)
@given(n=integers(12, 60), seed=seeds)
def test_fares_are_shared(student, n, seed):
    """Each row's fare is divided by the number of rows with its ticket; NaN stays NaN."""
    tickets, fare = drawn(n, seed)
    each(student, fare, tickets)


@pytest.mark.task("fare-each")
@pytest.mark.tries(
    "Tickets are the same if their texts are the same, character by character.",
    'So "LINE", "17" and "017" are three tickets, and capitals and blanks count.',
    "An empty text is a ticket like any other.",
)
def test_like_tickets_are_different_tickets(student, seed):
    """Tickets that differ in a blank, a zero, a capital or a stop are different."""
    for what, names in named_alike(7).items():
        place = generator(seed).permutation(np.repeat(np.arange(7), [1, 1, 2, 3, 4, 2, 5]))
        tickets = [names[one] for one in place]
        counted(student, tickets, f" (Their tickets {what}.)")
        each(student, np.linspace(1, 9, 18), tickets, f" (Their tickets {what}.)")


@pytest.mark.task("fare-each")
@pytest.mark.tries("tickets: as for `companions`.", "float32 or float64 array of shape (n,)")
def test_one_ticket_and_thousands(student, seed):
    """One row is enough, all may share one ticket, and there may be thousands."""
    ship = titanic()
    lists = {"one row": ["LINE"], "one ticket": ["A 5"] * 7, "an empty text": ["", "", "1"]}
    lists |= {"all differ": [str(n) for n in range(9)], "the list": ship["ticket"].tolist()}
    lists["many rows"] = drawn(6000, seed)[0]
    lists["a ticket for 300"] = ["PC 1"] * 300 + ["PC 2"]
    for words, tickets in lists.items():
        counted(student, tickets, f" (Rows: {words}.)")
        fare = np.linspace(0, 500, len(tickets)) if words != "the list" else ship["fare"]
        for dtype in ("float32", "float64"):
            each(student, fare.astype(dtype), tickets, f" (Rows: {words}, fares: {dtype}.)")
    for unit in (1e-4, 1e-3, 1e3, 1e6):
        # Rounded to some digits, or summed up in few, such fares are others.
        scaled = generator(seed).uniform(1, 9, 7) * unit
        each(student, scaled, list("ABABAAC"), f" (Fares are about {unit}.)")
    for fare in ([NAN], [0.0], [NAN, NAN], [NAN, 0.0]):
        each(student, fare, ["x"] * len(fare), f" (Fares are {fare}.)")


@pytest.mark.task("fare-each")
@pytest.mark.tries("Two arrays of different lengths raise a ValueError.")
def test_fares_of_other_lengths_are_refused(student):
    """Fares and tickets of different lengths raise a ValueError."""

    def call(fares, tickets):
        return student.fare_each(
            np.arange(1.0, fares + 1), texts(student, ["A", "B", "A", "C", "D", "E"][:tickets])
        )

    refuses(student, call)


SHARED, ALONE = list("ABACABDE"), list("12345678")


@pytest.mark.task("fare-each")
@pytest.mark.supporting
@promises(
    LeavesAlone("fare", tries=UNCHANGED),
    TakesAnyLayout("fare", tries="float32 or float64 array of shape (n,)"),
    GivesNewArrays({"tickets": Texts(ALONE)}, tries=OWNED),
)
def test_fare_each_keeps_its_promises(student, promise, seed):
    """The general promises of `fare_each`."""
    for names in (SHARED, ALONE):
        for dtype in ("float32", "float64"):
            fare = generator(seed).uniform(4, 90, 8).astype(dtype)
            if isinstance(promise, LeavesAlone):
                fare[:2] = NAN, 0
            promise.keep(student, Call("fare_each", fare=fare, tickets=Texts(names)))


@pytest.mark.task("fare-each")
@pytest.mark.supporting
@promises(
    GivesNewArrays({"tickets": Texts(ALONE)}, tries=OWNED),
    SameInEveryProcess(tries="Returns an array of integers of shape (n,)."),
)
def test_companions_keeps_its_promises(student, promise, seed):
    """The general promises of `companions`."""
    promise.keep(student, Call("companions", tickets=Texts(SHARED)))
    for layout, what in LAYOUTS.items():
        tickets = drawn(20, seed)[0]
        given = student.module("course.layouts").laid_out(texts(student, tickets), layout)
        message = f"The tickets are {what}: the numbers should be the same."
        with student.succeeds(message=message):
            got = whole(student.companions(given), 20, "`companions`")
        holds(np.array_equal(got, shared(tickets)), message=message)
        holds(given.tolist() == tickets, message="The tickets should not be changed.")
        # Another list in the same array is another question.
        if layout != "read-only":
            student.probes(renamed).renamed(given)
            got = whole(student.companions(given), 20, "`companions`")
            wanted = shared(given.tolist())
            holds(np.array_equal(got, wanted), message="Other tickets have other companions.")


def renamed(tickets):
    """Write other tickets into an array; runs in the worker."""
    tickets[: len(tickets) // 2] = "LINE"
