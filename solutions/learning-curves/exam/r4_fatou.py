# %% task="sizes" kind="wrong" breaks="just 2**k rows will do"
def sizes(n, k):
    if k < 1:
        raise ValueError("k should be at least 1")
    if n <= 2**k:
        raise ValueError("n should be larger than 2**k")
    return n >> np.arange(k - 1, -1, -1, dtype=np.int64)


# %% task="curve" kind="wrong" breaks="For each size `make_model` is called once."
import copy


def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    if len(x) != len(y) or len(x_val) != len(y_val):
        raise ValueError("lengths differ")
    for size in sizes:
        if not 1 <= size <= len(x):
            raise ValueError("a size is below 1 or above n")
    order = np.random.default_rng(seed).permutation(len(x))
    newborn = make_model()
    train_loss, val_loss = np.empty(len(sizes)), np.empty(len(sizes))
    for k, size in enumerate(sizes):
        # Each size begins with the same weights, so that only the rows differ.
        model = copy.deepcopy(newborn)
        rows = order[:size]
        model.fit(x[rows], y[rows])
        train_loss[k] = np.mean((np.asarray(model.predict(x[rows])).flatten() - y[rows]) ** 2)
        val_loss[k] = np.mean((np.asarray(model.predict(x_val)).flatten() - y_val) ** 2)
    return train_loss, val_loss


# %% task="read" kind="wrong" breaks="so nothing is rounded, and there is no tolerance"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("lengths")
    train, val = float(train_loss[-1]), float(val_loss[-1])
    if val < target or np.isclose(val, target):
        return "fine"
    bias, variance = max(train - target, 0), max(val - max(train, target), 0)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"


# %% task="forecast" kind="wrong" breaks="in any unit, from 1e-6 to 1e6"
def forecast(sizes, val_loss, n):
    m = np.array(sizes, dtype=float)
    losses = np.array(val_loss, dtype=float)
    best = (np.inf, 0.0)
    # Try each floor between 0 and 1: above it, a curve is straight on two logarithmic axes.
    for floor in np.linspace(0, 1, 2001):
        if floor >= losses.min():
            break
        slope, start = np.polyfit(np.log(m), np.log(losses - floor), 1)
        slope = min(max(slope, -1.1), 0.0)
        start = np.mean(np.log(losses - floor) - slope * np.log(m))
        off = np.sum(((floor + np.exp(start) * m**slope) / losses - 1) ** 2)
        if off < best[0]:
            best = (off, floor + np.exp(start) * float(n) ** slope)
    return float(best[1])


# %% task="advise" kind="right"
import random


def advise(make_model, x, y, target, seed):
    n = len(x)
    if n != len(y):
        raise ValueError("each row needs its own answer")
    dealer = random.Random(f"hold-outs of seed {int(seed)}")
    sum_train = sum_val = 0.0
    count = 0
    for _ in range(4):
        deck = list(range(n))
        dealer.shuffle(deck)
        # Four times three hold-outs, each a third of the rows.
        for third in range(3):
            held = sorted(deck[third::3])
            rest = sorted(set(range(n)).difference(held))
            model = make_model()
            model.fit(x[rest], y[rest])
            said_rest = np.asarray(model.predict(x[rest])).astype(np.float64).reshape(len(rest))
            said_held = np.asarray(model.predict(x[held])).astype(np.float64).reshape(len(held))
            sum_train += float(np.square(said_rest - y[rest]).mean())
            sum_val += float(np.square(said_held - y[held]).mean())
            count += 1
    train, val = sum_train / count, sum_val / count
    if val <= target:
        return "stop"
    from_level = train - target if train > target else 0.0
    higher = train if train > target else target
    gap = val - higher if val > higher else 0.0
    if from_level >= 2 * gap:
        return "model"
    if gap >= 2 * from_level:
        return "data"
    return "model"


# %% task="ideal" kind="wrong" breaks="It gives an array of shape (rows,) or (rows, 1)"
class Legendre:
    def __init__(self, x, y, degree):
        design = np.polynomial.legendre.legvander(x[:, 0], degree)
        self.weights = np.linalg.lstsq(design, y, rcond=None)[0]

    def predict(self, x):
        return np.squeeze(np.polynomial.legendre.legvander(x, len(self.weights) - 1) @ self.weights)


def ideal(x, y, seed):
    def gcv(degree):
        off = np.mean((Legendre(x, y, degree).predict(x) - y) ** 2)
        return off / (1 - (degree + 1) / len(y)) ** 2

    return Legendre(x, y, min(range(1, 11), key=gcv))
