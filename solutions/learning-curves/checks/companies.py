"""Companies that need data, another model, or nothing; drawn again until each case is clear."""

import numpy as np

from .pupils import Least

KINDS = ("data", "model", "stop")
# Columns and rows. The noise has variance 1; the last column is 1 in each row.
SHAPES = {"data": (30, 70), "model": (3, 150), "stop": (5, 400)}
TARGET = 1.3


class Company:
    """Rows x, y of one kind, and what hold-outs say of least squares on them.

    `train` and `val` are mean losses of 40 hold-outs; `bought` is the loss with eight times the rows.
    """

    def __init__(self, kind, rng):
        self.columns, self.rows = SHAPES[kind]
        self.curved = kind == "model"
        while True:
            self.weights = rng.choice([-1, 1], self.columns) * rng.uniform(0.5, 1, self.columns)
            self.x, self.y = self.draw(self.rows, rng)
            self.train, self.val = self.hold_outs(rng)
            if self.clear(kind):
                break
        new_x, new_y = self.draw(2000, rng)
        model = Least()
        model.fit(*self.draw(8 * self.rows, rng))
        self.bought = float(np.mean((model.predict(new_x) - new_y) ** 2))

    def draw(self, n, rng):
        """Draw n rows of this company's world."""
        x = rng.uniform(-1.7, 1.7, (n, self.columns))
        x[:, -1] = 1
        y = x @ self.weights + rng.standard_normal(n)
        return x, y + 4 * x[:, 0] ** 2 if self.curved else y

    def hold_outs(self, rng):
        """The mean losses of forty hold-outs of a fifth."""
        losses, model = [], Least()
        for _ in range(40):
            out, rest = np.split(rng.permutation(self.rows), [self.rows // 5])
            model.fit(self.x[rest], self.y[rest])
            both = [np.mean((model.predict(self.x[r]) - self.y[r]) ** 2) for r in (rest, out)]
            losses.append(both)
        return map(float, np.mean(losses, axis=0))

    def clear(self, kind):
        """Whether this case is clear: luck in ten hold-outs, or a tenth held out, changes nothing."""
        if kind == "stop":
            return self.val < 0.8 * TARGET
        bias = max(self.train - TARGET, 0)
        variance = self.val - max(self.train, TARGET)
        if kind == "data":
            return self.val > 1.5 * TARGET and bias == 0
        return bias > 6 * max(variance, 0)
