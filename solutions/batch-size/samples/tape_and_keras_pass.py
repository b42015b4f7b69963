# /// sample
# ///

# %% task="steps"
import math
from fractions import Fraction

import tensorflow as tf


def count_steps(n, size, epochs):
    if size <= 0:
        raise ValueError("a batch has a row at least")
    return math.ceil(Fraction(n, size)) * epochs

# %% task="batches"
def batches(n, size, rng):
    if size <= 0:
        raise ValueError("a batch has a row at least")
    order = np.arange(n)
    rng.shuffle(order)
    return tuple(tf.constant(order[a:a + size]) for a in range(0, n, size))

# %% task="gradient"
def gradient(w, x, y):
    if w.shape[0] != x.shape[1] or y.shape[0] != x.shape[0]:
        raise ValueError("lengths do not fit together")
    w, x, y = (tf.constant(np.array(array, "float64")) for array in (w, x, y))
    with tf.GradientTape() as tape:
        tape.watch(w)
        error = tf.reduce_mean(tf.square(tf.linalg.matvec(x, w) - y))
    return tape.gradient(error, w)

# %% task="noise"
def gradient_noise(w, x, y, size, draws, rng):
    n = len(x)
    if size < 1 or size > n or draws < 1:
        raise ValueError("no such batches")
    if len(y) != n or len(w) != x.shape[1]:
        raise ValueError("lengths do not fit together")
    x, y = x.astype("float64"), y.astype("float64")
    each = 2 * (x @ w - y)[:, None] * x
    # All draws at once: the first `size` rows of many shuffled packs.
    packs = rng.permuted(np.tile(np.arange(n), (draws, 1)), axis=1)[:, :size]
    distances = each[packs].mean(axis=1) - each.mean(axis=0)
    return float(np.sqrt((distances**2).sum(axis=1).mean()))

# %% task="descend"
def sgd(x, y, size, rate, epochs, rng):
    if size < 1 or x.shape[0] != y.shape[0]:
        raise ValueError("no such batches")
    w = tf.Variable(np.zeros(x.shape[1]))
    path = [w.numpy().copy()]
    for _ in range(epochs):
        order = np.argsort(rng.random(len(x)))
        for start in range(0, len(x), size):
            rows = order[start:start + size]
            w.assign_sub(rate * gradient(w.numpy(), x[rows], y[rows]))
            path.append(w.numpy().copy())
    return tf.stack(path)

# %% task="together"
def scaled_rate(rate, size, new_size):
    if min(size, new_size) < 1:
        raise ValueError("a batch has a row at least")
    return float(Fraction(rate) * new_size / size)


def largest_rate(x):
    x = np.asarray(x, "float64")
    curve = np.linalg.eigvalsh(2 / len(x) * x.T @ x)[-1]
    return 2 / float(curve) if x.any() else math.inf

# %% task="plan"
def plan(n, largest):
    schedule = keras.optimizers.schedules.CosineDecay(0.3, 6 * n // min(8, n))
    size = min(8, n)
    return [(size, largest * max(0.0, float(schedule(k)))) for k in range(6 * n // size)]
