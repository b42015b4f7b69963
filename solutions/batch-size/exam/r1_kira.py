# %% task="steps" kind="right"
from decimal import ROUND_CEILING, Decimal, localcontext


class Pot:
    """So many rows, and a spoon for them."""

    def __init__(self, rows, spoon):
        if spoon < 1:
            raise ValueError(f"a spoon needs at least one row, and has {spoon}")
        self.rows, self.spoon = rows, spoon

    def spoonfuls(self):
        with localcontext() as context:
            context.prec = 60
            exact = Decimal(int(self.rows)) / Decimal(int(self.spoon))
            return int(exact.to_integral_value(rounding=ROUND_CEILING))


def count_steps(n, size, epochs):
    return Pot(n, size).spoonfuls() * epochs

# %% task="batches" kind="right"
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")
    order = np.argsort(rng.random(n))
    parts = np.split(order, np.arange(size, n, size)) if n else []
    return [part.copy() for part in parts]

# %% task="gradient" kind="right"
import numpy as np


def gradient(w, x, y):
    weights = [float(one) for one in np.asarray(w)]
    rows = [[float(one) for one in row] for row in np.asarray(x)]
    tastes = [float(one) for one in np.asarray(y)]
    if len(rows) != len(tastes) or any(len(row) != len(weights) for row in rows):
        raise ValueError("the lengths do not fit together")
    pulls = [0.0] * len(weights)
    for row, taste in zip(rows, tastes):
        off = -taste
        for number, weight in zip(row, weights):
            off += number * weight
        for place, number in enumerate(row):
            pulls[place] += 2.0 * off * number
    return np.array([pull / len(rows) for pull in pulls], dtype=np.float64)

# %% task="noise" kind="right"
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if not 1 <= size <= len(x):
        raise ValueError("size must be from 1 to n")
    if draws < 1:
        raise ValueError("draws must be at least 1")
    # One row says this; a batch says the mean of what its rows say.
    says = 2 * (x @ w - y)[:, None] * x
    says = says - says.mean(axis=0)
    total = 0.0
    for first in range(0, draws, 64):
        many = min(64, draws - first)
        chosen = np.argsort(rng.random((many, len(x))), axis=1)[:, :size]
        shares = np.zeros((many, len(x)))
        np.put_along_axis(shares, chosen, 1 / size, axis=1)
        total += float(((shares @ says) ** 2).sum())
    return (total / draws) ** 0.5

# %% task="descend" kind="right"
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    rows = [np.array(row, dtype=np.float64) for row in np.asarray(x)]
    tastes = [float(taste) for taste in np.asarray(y)]
    if len(rows) != len(tastes):
        raise ValueError("Each row needs one y.")
    if size < 1:
        raise ValueError("A batch needs at least one row.")
    places = np.zeros((1 + epochs * ((len(rows) + size - 1) // size), len(rows[0])))
    now = 0
    for _ in range(epochs):
        waiting = rng.permutation(len(rows)).tolist()
        while waiting:
            batch, waiting = waiting[:size], waiting[size:]
            pull = np.zeros(len(rows[0]))
            for row in batch:
                pull += 2.0 * (rows[row] @ places[now] - tastes[row]) * rows[row]
            places[now + 1] = places[now] - rate * (pull / len(batch))
            now += 1
    return places

# %% task="together" kind="right"
import numpy as np


def scaled_rate(rate, size, new_size):
    if min(size, new_size) < 1:
        raise ValueError
    return float(rate) * (new_size / size)


def largest_rate(x):
    x = np.asarray(x, np.float64)
    n, d = x.shape
    x = x if d <= n else x.T
    steepest = np.linalg.eigvalsh(x.T @ x)[-1]
    return n / steepest if x.any() else np.inf

# %% task="plan" kind="right"
class Cook:
    """Far at first with small spoons, then with spoons that grow, and steps that do not."""

    def __init__(self, n, largest):
        self.n, self.largest, self.left, self.steps = n, largest, 6 * n, []

    def take(self, share_of_all, size, rate):
        size = max(1, min(size, self.n))
        budget = int(share_of_all * 6 * self.n)
        while budget >= size and self.left >= size:
            self.steps.append([size, rate * self.largest])
            budget -= size
            self.left -= size

    def cook(self):
        self.take(0.25, 4, 0.15)
        self.take(0.25, 8, 0.15)
        self.take(0.25, 16, 0.12)
        self.take(0.25, 48, 0.12)
        return self.steps or [[1, 0.1 * self.largest]]


def plan(n, largest):
    return tuple(Cook(n, largest).cook())
