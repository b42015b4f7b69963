# %% task="sizes" kind="wrong" breaks="writing into it changes no later result"
import functools


@functools.lru_cache(maxsize=None)
def sizes(n, k):
    if k < 1:
        raise ValueError("k is below 1")
    if n < 2**k:
        raise ValueError("there are fewer than 2**k rows")
    return np.array([n // 2**j for j in range(k - 1, -1, -1)], dtype=np.int64)


# %% task="curve" kind="wrong" breaks="each is as likely as any other"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    n = len(x)
    if n != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    if min(sizes) < 1 or max(sizes) > n:
        raise ValueError("sizes are from 1 to n")
    rng = np.random.default_rng(seed)
    order = list(range(n))
    # The shuffle of Fisher and Yates.
    for last in range(n - 1, 0, -1):
        other = int(rng.integers(0, last))
        order[last], order[other] = order[other], order[last]
    train, val = [], []
    for size in sizes:
        rows = order[: int(size)]
        model = make_model()
        model.fit(x[rows], y[rows])
        train.append(np.mean((np.ravel(model.predict(x[rows])) - y[rows]) ** 2))
        val.append(np.mean((np.ravel(model.predict(x_val)) - y_val) ** 2))
    return np.array(train), np.array(val)


# %% task="read" kind="wrong" breaks="of 64 bits each"
def read_curves(train_loss, val_loss, target):
    train_loss = np.asarray(train_loss, dtype=np.float32)
    val_loss = np.asarray(val_loss, dtype=np.float32)
    if train_loss.shape != val_loss.shape or not train_loss.size:
        raise ValueError("two curves of the same length, of one point or more")
    train, val, target = train_loss[-1], val_loss[-1], np.float32(target)
    if val <= target:
        return "fine"
    bias = max(train - target, np.float32(0))
    variance = max(val - max(train, target), np.float32(0))
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"


# %% task="forecast" kind="right"
def forecast(sizes, val_loss, n):
    rows = [float(m) for m in sizes]
    losses = [float(loss) for loss in val_loss]

    def with_power(c):
        """Give the squared error (as shares), the floor, and b, of the best curve with this power."""
        falls = [(m / rows[-1]) ** -c for m in rows]
        w = [1 / loss**2 for loss in losses]
        s0 = sum(w)
        s1 = sum(wi * f for wi, f in zip(w, falls))
        s2 = sum(wi * f * f for wi, f in zip(w, falls))
        t0 = sum(wi * loss for wi, loss in zip(w, losses))
        t1 = sum(wi * f * loss for wi, f, loss in zip(w, falls, losses))
        candidates = [(t0 / s0, 0.0), (0.0, t1 / s2)]
        det = s0 * s2 - s1 * s1
        if det > 0:
            both = (s2 * t0 - s1 * t1) / det, (s0 * t1 - s1 * t0) / det
            if min(both) >= 0:
                candidates.append(both)
        return min(
            (sum(((floor + b * f) / loss - 1) ** 2 for f, loss in zip(falls, losses)), floor, b)
            for floor, b in candidates
        )

    low, high = 0.4, 1.1
    for _ in range(4):
        step = (high - low) / 30
        powers = [min(low + step * i, 1.1) for i in range(31)]
        best = min(powers, key=with_power)
        low, high = max(best - step, 0.4), min(best + step, 1.1)
    _, floor, b = with_power(best)
    return floor + b * (float(n) / rows[-1]) ** -best


# %% task="advise" kind="wrong" breaks="applied to the two mean losses, decides"
from collections import Counter


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    rng = np.random.default_rng(seed)
    votes, all_val = Counter(), []
    for _ in range(15):
        held = rng.choice(len(x), len(x) // 5, replace=False)
        rest = np.delete(np.arange(len(x)), held)
        model = make_model()
        model.fit(x[rest], y[rest])
        train = np.mean((np.ravel(model.predict(x[rest])) - y[rest]) ** 2)
        val = np.mean((np.ravel(model.predict(x[held])) - y[held]) ** 2)
        all_val.append(val)
        bias, variance = max(train - target, 0), max(val - max(train, target), 0)
        votes["data" if variance >= 2 * bias else "model"] += 1
    if np.mean(all_val) <= target:
        return "stop"
    return votes.most_common(1)[0][0]


# %% task="ideal" kind="wrong" breaks="any order, and may be sorted"
def ideal(x, y, seed):
    learn = len(x) * 4 // 5
    best, lowest = None, np.inf
    for degree in range(1, 11):
        model = Polynomial(degree)
        model.fit(x[:learn], y[:learn])
        loss = np.mean((model.predict(x[learn:]) - y[learn:]) ** 2)
        if loss < lowest:
            best, lowest = model, loss
    return best
