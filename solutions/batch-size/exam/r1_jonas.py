# %% task="steps" kind="right"
def count_steps(n, size, epochs):
    if size < 1:
        raise ValueError(size)
    return len(range(0, n, size)) * epochs

# %% task="batches" kind="right"
import numpy as np


def batches(n, size, rng):
    if size < 1:
        raise ValueError("size must be at least 1")

    def deal(hand):
        while hand:
            batch = []
            while hand and len(batch) < size:
                place = int(rng.integers(len(hand)))
                hand[place], hand[-1] = hand[-1], hand[place]
                batch.append(hand.pop())
            yield np.array(batch, dtype=np.int64)

    return tuple(deal(list(range(n))))

# %% task="gradient" kind="right"
import tensorflow as tf
import numpy as np


def gradient(w, x, y):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    weights = tf.constant(w)
    with tf.GradientTape() as tape:
        tape.watch(weights)
        guesses = tf.linalg.matvec(tf.constant(x), weights)
        error = tf.reduce_mean((guesses - tf.constant(y)) ** 2)
    return np.array(tape.gradient(error, weights), dtype=np.float64)

# %% task="noise" kind="wrong" breaks="draws:   how many batches are drawn, an int. Below 1 it raises a ValueError."
import numpy as np


def gradient_noise(w, x, y, size, draws, rng):
    w, x, y = (np.asarray(each).astype(np.float64) for each in (w, x, y))
    if x.ndim != 2 or w.shape != (x.shape[1],) or y.shape != (x.shape[0],):
        raise ValueError("the lengths of w, x and y do not fit together")
    if not 1 <= size <= len(x):
        raise ValueError("size must be from 1 to n")

    def pull(rows):
        return 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)

    n = len(x)
    whole = pull(np.arange(n))
    squares = []
    for _ in range(draws):
        rows = rng.choice(n, size=size, replace=False)
        squares.append(np.sum((pull(rows) - whole) ** 2))
    return np.sqrt(np.sum(squares) / max(draws, 1))

# %% task="descend" kind="wrong" breaks="Other lengths raise a ValueError, a y of length 1 for several"
import numpy as np


def sgd(x, y, size, rate, epochs, rng):
    x, y = np.asarray(x).astype(np.float64), np.asarray(y).astype(np.float64)
    if size < 1:
        raise ValueError("size must be at least 1")
    n, d = x.shape
    if len(y) == 1 and n > 1:
        raise ValueError("one y for several rows")
    w = np.zeros(d)
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(n)
        for first in range(0, n, size):
            rows = order[first : first + size]
            w = w - rate * 2 * x[rows].T @ (x[rows] @ w - y[rows]) / len(rows)
            path.append(w)
    return np.array(path)

# %% task="together" kind="right"
import numpy as np


def scaled_rate(rate, size, new_size):
    for rows in (size, new_size):
        if rows < 1:
            raise ValueError(f"Expected at least one row. Received: {rows}")
    # For n = size * new_size rows an epoch had new_size steps, and has `size` of them now.
    steps_before, steps_after = new_size, size
    return np.float64(rate) * steps_before / steps_after


def largest_rate(x):
    x = np.array(x, dtype=np.float64)
    scale = np.abs(x).max()
    if scale == 0:
        return np.float64(np.inf)
    bowl = (x / scale).T @ (x / scale)
    # Squared again and again, only the steepest direction is left: trace(bowl**k) ** (1/k).
    logarithm, power = 0.0, 1
    for _ in range(30):
        trace = np.trace(bowl)
        logarithm += np.log(trace) / power
        bowl = bowl / trace
        bowl = bowl @ bowl
        power *= 2
    logarithm += np.log(np.trace(bowl)) / power
    return len(x) / np.exp(logarithm) / scale**2

# %% task="plan" kind="right"
import math


def plan(n, largest):
    size = min(8, n)
    steps = 6 * n // size
    rate = 0.3 * largest
    return [(size, rate * (1 + math.cos(math.pi * step / steps)) / 2) for step in range(steps)]
