"""Promises that many tasks make: a check declares them, and each is tried with the edges of its kind.

A promise is tried on a call that the task's contract allows:

    @pytest.mark.task("mask")
    @promises(
        LeavesAlone("x", tries="It is not changed"),
        Seeded("seed", tries="The same seed gives the same flips"),
    )
    def test_noise_keeps_its_promises(student, promise, seed):
        promise.keep(student, Call("add_label_noise", y=labels(seed), rate=0.5, seed=seed))
"""

from course.promises.callables import LetsErrorsTravel, TakesAnyCallable
from course.promises.here import Here
from course.promises.inputs import LeavesAlone, TakesAnyLayout, TakesOtherNumbers
from course.promises.iterables import TakesAnyIterable
from course.promises.promise import Call, Generator, Probe, Promise, expect_same, promises, same
from course.promises.refusals import Refuses
from course.promises.repetition import (
    GivesNewArrays,
    RemembersNothing,
    SameEachTime,
    SameInEveryProcess,
)
from course.promises.rows import RowByRow
from course.promises.seeds import DrawsFrom, Seeded
from course.promises.shapes import KeepsTheShape

__all__ = [
    "Call",
    "DrawsFrom",
    "Generator",
    "GivesNewArrays",
    "Here",
    "KeepsTheShape",
    "LeavesAlone",
    "LetsErrorsTravel",
    "Probe",
    "Promise",
    "Refuses",
    "RemembersNothing",
    "RowByRow",
    "SameEachTime",
    "SameInEveryProcess",
    "Seeded",
    "TakesAnyCallable",
    "TakesAnyIterable",
    "TakesAnyLayout",
    "TakesOtherNumbers",
    "expect_same",
    "promises",
    "same",
]
