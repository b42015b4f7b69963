"""Promises of the functions that look at a model: they remember nothing, and skip no row."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from course.expect import holds
from course.promises import Call, Promise, expect_same, same
from course.promises.promise import Made


def refill(array, numbers):
    """Write other numbers into an array, as its owner may do."""
    array[...] = numbers


@dataclass(frozen=True)
class ForgetsEarlierCalls(Promise):
    """Other rows, other weights in the same model or other numbers in the same array: nothing old is left.

    `argument` is the model that gets other weights. The call's `x` has at least three rows.
    """

    argument: str
    rtol: float = 1e-4

    @property
    def claim(self) -> str:
        return "A second call knows nothing of the first."

    def keep(self, student: Any, call: Call) -> None:
        models = {
            name: made.make(student)
            for name, made in call.arguments.items()
            if isinstance(made, Made)
        }
        x = np.array(call.arguments["x"])
        # The first row, the shape and the sum stay: what is kept by one of these is found.
        other = np.concatenate([x[:1], 2 * x[1:-1]]).astype(x.dtype)
        last = x.sum(axis=0) - other.sum(axis=0)
        other = np.concatenate([other, last[None].astype(x.dtype)])
        # Another model of the same weights each time: nothing is known of it.
        fresh = [call.on(student, x=rows) for rows in (x, other)]
        kept = student.keep(x)
        holds(
            same(call.on(student, **models, x=kept), fresh[0], rtol=self.rtol), message=self.claim
        )
        student.probes(refill).refill(kept, other)
        message = "The array of the first call holds other rows now, and the result is the old one."
        expect_same(call.on(student, **models, x=kept), fresh[1], rtol=self.rtol, message=message)
        message = "The same model on other rows gives another result than a new model like it."
        expect_same(call.on(student, **models, x=x), fresh[0], rtol=self.rtol, message=message)
        model = models[self.argument]
        weights = [1.5 * np.asarray(each) for each in model.get_weights()]
        changed = student.module("keras").models.clone_model(model)
        for each in (model, changed):
            each.set_weights(weights)
        wanted = call.on(student, **{**models, self.argument: changed}, x=x.copy())
        message = "The model has other weights now, and the result is that of the old ones."
        expect_same(call.on(student, **models, x=x), wanted, rtol=self.rtol, message=message)
