"""Questions of each kind, with answers that follow from weighted sums, and models that were built for them."""

from functools import cached_property

import numpy as np

from course.expect import Mismatch, as_array

from .tables import generator

KINDS = ("number", "yes-no", "one-of", "any-of", "count")
SEVERAL = ("one-of", "any-of")


class Question:
    """One question: `columns`, `k`, and rows with answers, with some luck or without."""

    def __init__(self, kind, seed):
        self.kind = kind
        self.rng = generator(seed, KINDS.index(kind))
        self.columns, self.k = int(self.rng.integers(3, 7)), int(self.rng.integers(3, 6))
        weights = self.rng.standard_normal((self.columns, self.k))
        self.weights = weights / np.linalg.norm(weights, axis=0)

    def rows(self, n):
        """Rows, answers with luck, and answers without it."""
        x = self.rng.standard_normal((n, self.columns)).astype("float32")
        sums = x @ self.weights
        if self.kind in SEVERAL:
            return x, *self._several(3 * sums)
        return x, *self._single(sums[:, 0])

    def _single(self, sums):
        n = len(sums)
        if self.kind == "number":
            plain = 2 * sums - 1
            return (plain + 0.3 * self.rng.standard_normal(n)).astype("float32"), plain
        if self.kind == "count":
            rate = np.exp(0.8 + 0.6 * sums)
            return self.rng.poisson(rate), rate
        return tuple(
            (3 * sums + luck > 0.3).astype("int64") for luck in (0.3 * self.rng.logistic(size=n), 0)
        )

    def _several(self, sums):
        if self.kind == "one-of":
            return (sums + 0.3 * self.rng.gumbel(size=sums.shape)).argmax(axis=1), sums.argmax(
                axis=1
            )
        luck = 0.3 * self.rng.logistic(size=sums.shape)
        return (sums + luck > -0.5).astype("int64"), (sums > -0.5).astype("int64")

    def score(self, says, plain):
        """The share of the variance that is explained, or the share of answers that are right."""
        if self.kind in ("number", "count"):
            return float(1 - ((says[:, 0] - plain) ** 2).mean() / plain.var())
        if self.kind == "one-of":
            return float((says.argmax(axis=1) == plain).mean())
        chosen = says > 0.5
        return float(((chosen[:, 0] if self.kind == "yes-no" else chosen) == plain).mean())


class Built:
    """What `build` gives for one question: before training, and after it."""

    def __init__(self, student, kind, seed):
        self.student, self.question = student, Question(kind, seed)
        # It is built and fitted once, and judged in several checks: no call there is the last one.
        with student.aside():
            self.model = student.build(kind, self.question.columns, self.question.k)
        self.untrained = student.rebuild(self.model)

    @cached_property
    def trained(self):
        """The model after 20 rounds through 300 rows."""
        x, y, _ = self.question.rows(300)
        message = (
            f"A model for {self.question.kind!r} should be compiled, and learn from such answers."
        )
        with self.student.succeeds(message=message), self.student.aside():
            self.model.fit(x, y, batch_size=30, epochs=20, verbose=0)
        return self.student.rebuild(self.model)

    def says(self, model, x):
        """The outputs for rows, in float64."""
        kind, width = self.question.kind, self.question.k if self.question.kind in SEVERAL else 1
        message = f"For {kind!r} {len(x)} rows should give an array of shape ({len(x)}, {width})."
        return as_array(model.predict(x), shape=(len(x), width), message=message).astype("float64")

    @cached_property
    def wild(self):
        """Outputs for ordinary rows and for rows far from all others: before training, and after."""
        rng = generator(self.question.columns, 5)
        far = rng.choice([-5.0, 0.0, 5.0], (300, self.question.columns))
        near = rng.standard_normal((300, self.question.columns))
        rows = np.concatenate([far, near]).astype("float32")
        says = [self.says(model, rows) for model in (self.untrained, self.trained)]
        if any(np.isnan(one).any() for one in says):
            message = f"For {self.question.kind!r} no output should be NaN."
            raise Mismatch(message, names_mistake=False)
        return says
