"""Promises about calls that are made again: later, after others, in another process."""

from dataclasses import dataclass, field
from typing import Any

from course.expect import Mismatch
from course.promises.promise import Call, Promise, expect_same


@dataclass(frozen=True)
class SameEachTime(Promise):
    """The same arguments give the same result, whatever NumPy's and Python's random states are."""

    comes_first = True
    rtol: float = 0.0

    @property
    def claim(self) -> str:
        return "The same arguments give the same result each time."

    def keep(self, student: Any, call: Call) -> None:
        numpy, python = student.module("numpy").random, student.module("random")
        first = call.on(student)
        for seed in (1, 2):
            numpy.seed(seed)
            python.seed(seed)
            message = "A second call with the same arguments gave something else."
            expect_same(call.on(student), first, rtol=self.rtol, message=message)


@dataclass(frozen=True)
class SameInEveryProcess(Promise):
    """Another process, in which texts have other hashes, gives the same result."""

    comes_first = True
    rtol: float = 0.0

    @property
    def claim(self) -> str:
        return "Another Python process gives the same result."

    def keep(self, student: Any, call: Call) -> None:
        here = call.on(student)
        with student.elsewhere() as other:
            there = call.on(other)
        message = (
            "Another process gave something else. Is anything taken from a set, or from `hash`? "
            "Their order differs from process to process."
        )
        expect_same(here, there, rtol=self.rtol, message=message)


# Not compared by its fields: `other` is a dict, which has no hash.
@dataclass(frozen=True, eq=False)
class RemembersNothing(Promise):
    """A call in between, with `other` arguments, changes no result.

    RemembersNothing({"x": another}, tries="Fitting again forgets all that was learnt before")
    """

    other: Any
    rtol: float = 0.0

    @property
    def claim(self) -> str:
        return "No call changes what a later call gives."

    def keep(self, student: Any, call: Call) -> None:
        first = call.on(student)
        call.on(student, **self.other)
        message = "After a call with other arguments, the first call gave something else."
        expect_same(call.on(student), first, rtol=self.rtol, message=message)


# Not compared by its fields: `other` is a dict, which has no hash.
@dataclass(frozen=True, eq=False)
class GivesNewArrays(Promise):
    """A result is its caller's alone: no later call changes it, and writing into it changes no call.

    A call in between has the `other` arguments, if there are any. Say `repeatable=False` if equal calls
    give unequal results: then nothing is written.

    GivesNewArrays({"seed": 8}, tries="Returns the pair (X, y) of new arrays")
    """

    other: dict[str, Any] = field(default_factory=dict)
    repeatable: bool = True

    @property
    def claim(self) -> str:
        return "Each call gives new arrays, which no other call changes."

    def keep(self, student: Any, call: Call) -> None:
        result = call.held(student)
        first = student.fetch(result)
        call.on(student, **self.other)
        message = "A later call changed the result of an earlier one."
        expect_same(student.fetch(result), first, message=message)
        if not self.repeatable:
            return
        # In one process `on` gives the very arrays that are written to below.
        before = call.read(student.fetch(call.held(student)))
        message = "The same call was made twice, with nothing in between, and gave two results."
        expect_same(call.on(student), before, message=message)
        student.probes(scribble).scribble(result)
        message = "Somebody wrote into an earlier result, and now the same call gives another."
        try:
            after = call.on(student)
        # `then` cannot read what was written.
        except Mismatch as error:
            raise Mismatch(message, got=error.got) from error
        expect_same(after, before, message=message)


def scribble(result):  # type: ignore[no-untyped-def]  # a worker defines it again, without our imports
    """Write other values into the arrays of a result, as their owner may do."""
    import numpy

    for one in result if isinstance(result, tuple | list) else [result]:
        if isinstance(one, numpy.ndarray) and one.flags.writeable:
            one[...] = one == 0
