"""Arrays that their owner uses again: what was taught, asked or answered may be written over."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from course.expect import at_least, holds
from course.promises import Call, Promise, expect_same, same

from .answers import answers


def refill(array, numbers):
    """Write other numbers into an array, as its owner may do."""
    array[...] = numbers


def spoil(result):
    """Write other values into answers, as their owner may do."""
    import numpy

    if isinstance(result, list):
        result[:] = [int(one == 0) for one in result]
    elif isinstance(result, numpy.ndarray) and result.flags.writeable:
        result[...] = result == 0


def same_array_asked_again(student, ask, x, together):
    """Expect that an array may be refilled for the next question, and the answers written over.

    `ask` leaves its result in the worker. `together` are the answers that x got before.
    """
    probes = student.probes(refill, spoil)
    few = min(100, len(x) // 2)
    kept = student.keep(x[:few])
    probes.spoil(ask(kept))
    # Its ends, sum and length stay the same.
    middle = np.concatenate([[0], np.arange(few - 2, 0, -1), [few - 1]])
    for chosen, words in (
        (np.arange(few), "Somebody wrote into the answers. Each number should keep its answer."),
        (middle, "The array was put into another order. Each number should keep its answer."),
        (np.arange(few, 2 * few), "The array was filled with others. Each should keep its answer."),
    ):
        probes.refill(kept, x[chosen])
        got = answers(lambda _: student.fetch(ask(kept)), x[chosen])
        share = float((got == together[chosen]).mean())
        # A few answers may hang on a rounding that comes out another way in another batch.
        at_least(share, 0.97, message=words)


def answers_written_over(student, ask, numbers):
    """Expect that answers may be written over, to one number, to numbers in a row, to many.

    `ask` leaves its result in the worker. `numbers` is a row of numbers without a gap.
    """
    probes = student.probes(spoil)
    questions = [numbers[:1], numbers[1:2], numbers[1:3], numbers[99::-1], numbers]

    def given(x):
        return answers(lambda _: student.fetch(ask(student.keep(x))), x)

    before = [given(x) for x in questions]
    for x in questions:
        probes.spoil(ask(student.keep(x)))
    for x, wanted in zip(questions, before, strict=True):
        few = f"the {len(x)} numbers" if len(x) > 1 else "the one number"
        message = (
            f"Somebody wrote into the answers. Later {few} of a question should get the same again."
        )
        # A few answers may hang on a rounding.
        holds(float((given(x) == wanted).mean()) >= 0.97, message=message)


def taught_and_written_over(student, teach, lesson, another):
    """Teach by (X, y), and refill both arrays with another lesson before anything is asked."""
    kept = [student.keep(array) for array in lesson]
    taught = teach(*kept)
    for array, numbers in zip(kept, another, strict=True):
        student.probes(refill).refill(array, numbers)
    return taught


@dataclass(frozen=True)
class TakesItRefilled(Promise):
    """The array `argument`, of whole numbers, may be filled anew for the next call."""

    argument: str

    @property
    def claim(self) -> str:
        return f"`{self.argument}` may be the same array with other numbers in the next call."

    def keep(self, student: Any, call: Call) -> None:
        array = np.array(call.arguments[self.argument])
        kept = student.keep(array)
        old = call.on(student, **{self.argument: kept})
        for numbers in (array[::-1], array ^ 1):
            student.probes(refill).refill(kept, numbers)
            wanted = call.on(student, **{self.argument: numbers.copy()})
            got = call.on(student, **{self.argument: kept})
            message = f"`{self.argument}` was filled with other numbers: the result should be that of these."
            if same(got, old):
                message = f"`{self.argument}` was filled with other numbers, and got an old result."
            expect_same(got, wanted, message=message)
