"""Reads from a path which rows each of its steps was made of."""

import numpy as np

from course.expect import holds

from .rows import apart, generator, sizes_of_batches


def told_apart(n, seed):
    """Rows that no others add up to: each step shows which rows it was made of."""
    mixed = np.eye(n) + 0.4 * generator(seed, n, 2).standard_normal((n, n)) / np.sqrt(n)
    x = mixed @ apart(n, n + 2, seed)
    y = generator(seed, n).uniform(1, 2, n) * generator(seed, n, 3).choice([-1, 1], n)
    return x, y


def shares_of(path, x, y, rate):
    """For each step, the weight of each row in its gradient: one over the size, or 0."""
    return made_of(path, x) / (-2 * rate * (path[:-1] @ x.T - y))


def made_of(path, x):
    """How much of each row is in each step."""
    return np.diff(path, axis=0) @ np.linalg.pinv(x)


def stale(path, x, y, rate, per_epoch):
    """Whether each epoch's steps are those of the weights at its beginning."""
    errors = np.repeat((path[:-1] @ x.T - y)[::per_epoch], per_epoch, axis=0)
    return per_epoch > 1 and even(made_of(path, x) / (-2 * rate * errors))


def rests_count_less(shares, n, size):
    """Whether the short batches, and these alone, are divided by the full size."""
    sizes = np.array(sizes_of_batches(n, size))
    wanted = np.resize(sizes, len(shares)) / sizes[0]
    return np.allclose(shares.sum(axis=1), wanted, atol=1e-6) and even(shares / wanted[:, None])


def summed(shares, sizes):
    """Whether each row of a batch has a whole share: all of them add up to the batch's size."""
    total, whole = shares.sum(axis=1), np.allclose(shares, np.rint(shares), atol=1e-7)
    right = np.allclose(total, np.resize(sizes, len(total)), atol=1e-6)
    return whole and right and total.max() > 1.5


def even(shares):
    """Whether all rows of each step have one share, and these add up to 1."""
    most = shares.max(axis=1, keepdims=True)
    even = (np.abs(shares) < 1e-7) | (np.abs(shares - most) < 1e-7)
    return bool(even.all() and np.allclose(shares.sum(axis=1), 1, atol=1e-6))


def batches_of(path, x, y, rate, size):
    """The rows of each step. Expects that each step is that of some rows, each with its share."""
    shares = shares_of(path, x, y, rate)
    sizes = sizes_of_batches(len(x), size)
    name = ""
    if not even(shares):
        # Weights that never move are the same everywhere, too.
        if (path == path[-1]).all() and path.any() and len(path) > 1:
            name = "one_array_many_times"
        elif stale(path, x, y, rate, len(sizes)):
            name = "asked_where_the_epoch_began"
        elif even(-shares):
            name = "uphill"
        elif summed(shares, sizes):
            name = "summed_over_the_batch"
        elif rests_count_less(shares, len(x), size):
            name = "short_batch_divided_by_the_size"
    message = "Each step should be the rate times the mean gradient of some rows, at that place."
    holds(even(shares), message=message, misconception=name)
    return [np.flatnonzero(share > 1e-7) for share in shares]
