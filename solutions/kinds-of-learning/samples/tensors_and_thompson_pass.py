# /// sample
# ///

# %% task="learns"
def learns(scores):
    repeats, sizes = scores.shape
    if min(repeats, sizes) < 2:
        raise ValueError("too small")
    rises = np.subtract(scores[:, -1], scores[:, 0], dtype="float64")
    mean = rises.sum() / repeats
    squared_error = ((rises - mean) ** 2).sum() / (repeats - 1) / repeats
    return (mean > 0) & (mean**2 > 9 * squared_error)

# %% task="head"
def build(kind, columns, k):
    last = {
        "number": [keras.layers.Dense(1)],
        "yes-no": [keras.layers.Dense(1), keras.layers.Activation("sigmoid")],
        "one-of": [keras.layers.Dense(k or 1), keras.layers.Softmax()],
        "any-of": [keras.layers.Dense(k or 1, activation="sigmoid")],
        "count": [keras.layers.Dense(1, activation="softplus")],
    }
    losses = {
        "number": keras.losses.Huber(delta=3.0),
        "yes-no": keras.losses.MeanSquaredError(),
        "one-of": keras.losses.SparseCategoricalCrossentropy(),
        "any-of": keras.losses.BinaryCrossentropy(),
        "count": keras.losses.MeanSquaredError(),
    }
    if kind not in last:
        raise ValueError(kind)
    hidden = [keras.layers.Dense(24, activation="tanh")] if kind in ("yes-no", "one-of") else []
    model = keras.Sequential([keras.layers.Input(shape=(columns,)), *hidden, *last[kind]])
    model.compile(optimizer=keras.optimizers.RMSprop(0.03), loss=losses[kind])
    return model

# %% task="groups"
import tensorflow as tf


def find_groups(x, k, rng):
    rows = x.astype("float64")
    different = np.unique(rows, axis=0)
    if not 1 <= k <= len(different):
        raise ValueError("k")
    tries = []
    for child in rng.spawn(12):
        centres = different[child.choice(len(different), k, replace=False)]
        tries.append(at_rest(rows, centres))
    rng.random()
    _, centres, labels = min(tries, key=lambda one: one[0])
    return [tf.constant(centres, tf.float32), tf.constant(labels, tf.int32)]


def at_rest(rows, centres):
    """Move centres until the sum of squares no longer falls."""
    before = np.inf
    while True:
        far = np.linalg.norm(rows[:, None, :] - centres[None], axis=-1)
        labels = np.argmin(far, axis=1)
        sizes = np.bincount(labels, minlength=len(centres))
        if (sizes == 0).any():
            # Its centre moves to the row that is furthest from all centres.
            centres = centres.copy()
            centres[np.flatnonzero(sizes == 0)[0]] = rows[far.min(axis=1).argmax()]
            before = np.inf
            continue
        total = (far.min(axis=1) ** 2).sum()
        means = np.stack([np.bincount(labels, column, len(centres)) / sizes for column in rows.T], axis=1)
        if np.array_equal(means, centres) or total >= before:
            return total, means, labels
        before, centres = total, means

# %% task="names"
def agreement(labels, truth):
    from scipy.optimize import linear_sum_assignment

    if labels.shape != truth.shape or labels.size == 0:
        raise ValueError("lengths")
    groups, places = np.unique(labels, return_inverse=True)
    classes, names = np.unique(truth, return_inverse=True)
    counts = np.zeros((len(groups), len(classes)))
    np.add.at(counts, (places, names), 1)
    pairs = linear_sum_assignment(counts, maximize=True)
    return counts[pairs].sum() / labels.size

# %% task="three-questions"
def ask_three(x, ask, rng):
    # All directions in equal units: principal components, each with variance 1.
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    u = np.linalg.svd(z, full_matrices=False)[0] * np.sqrt(len(x))
    u = u if x.shape[1] > 2 and len(x) > 100 else z
    centres, labels = (np.array(one) for one in find_groups(u, 3, rng))
    asked = [int(((u - centre) ** 2).sum(axis=1).argmin()) for centre in centres]
    return np.array([str(ask(row)) for row in asked])[labels]

# %% task="reward"
def play(pull, arms, n, rng):
    coins, blanks = np.ones(arms), np.ones(arms)
    pulled = np.zeros(n, dtype="int32")
    for turn_number in range(n):
        arm = rng.beta(coins, blanks).argmax()
        if pull(arm):
            coins[arm] += 1
        else:
            blanks[arm] += 1
        pulled[turn_number] = arm
    return pulled
