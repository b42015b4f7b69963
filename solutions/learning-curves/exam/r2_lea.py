# %% task="sizes" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
from functools import lru_cache


@lru_cache(maxsize=None)
def sizes(n, k):
    if k < 1 or n < 2**k:
        raise ValueError("too few rows")
    return np.array([n // 2**i for i in range(k - 1, -1, -1)])

# %% task="curve" kind="right"
def learning_curve(make_model, x, y, x_val, y_val, sizes, seed):
    k = np.asarray(sizes)
    if len(x) != len(y) or len(x_val) != len(y_val) or (k < 1).any() or (k > len(x)).any():
        raise ValueError
    rank = np.argsort(np.argsort(np.random.RandomState(seed).random_sample(len(x))))
    mse = lambda m, a, b: np.square(np.ravel(np.asarray(m.predict(a), "f8")) - b).mean(dtype="f8")

    def point(size):
        m, r = make_model(), rank < size
        m.fit(x[r], y[r])
        return mse(m, x[r], y[r]), mse(m, x_val + 0, y_val)

    a = np.array([point(s) for s in k], float)
    return a[:, 0].copy(), a[:, 1].copy()

# The label was `wrong`: float32, or ints beyond 2**53. Since then the contract names neither.
# %% task="read" kind="right"
def read_curves(train_loss, val_loss, target):
    train_loss, val_loss = np.asarray(train_loss, np.float64), np.asarray(val_loss, np.float64)
    if train_loss.shape != val_loss.shape or not train_loss.size:
        raise ValueError("two curves of equal length, please")
    train, val = train_loss[-1], val_loss[-1]
    if val <= float(target):
        return "fine"
    bias = max(train - target, 0.0)
    variance = max(val - max(train, target), 0.0)
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"

# %% task="forecast" kind="wrong" breaks="and `c` is from 0.4 to 1.1"
def forecast(sizes, val_loss, n):
    # Errors sink with the square root of the rows, so c is 0.5.
    m, loss = np.array(sizes, float), np.array(val_loss, float)
    columns = np.stack([1 / loss, (m / m[-1]) ** -0.5 / loss], axis=1)
    pair = np.linalg.lstsq(columns, np.ones(len(m)), rcond=None)[0]
    return float(max(pair[0], 0) + pair[1] * (n / m[-1]) ** -0.5)

# %% task="advise" kind="wrong" breaks="the rule of `read_curves`, applied to the two mean losses, decides."
from collections import Counter


def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rng, votes, exam = np.random.default_rng(seed), [], []
    for _ in range(11):
        order = rng.permutation(len(x))
        out, kept = order[: len(x) // 5], order[len(x) // 5 :]
        model = make_model()
        model.fit(x[kept], y[kept])
        train = np.mean((np.ravel(model.predict(x[kept])) - y[kept]) ** 2)
        val = np.mean((np.ravel(model.predict(x[out])) - y[out]) ** 2)
        exam.append(val)
        bias, variance = max(train - target, 0), max(val - max(train, target), 0)
        votes.append("data" if variance >= 2 * bias and bias < 2 * variance else "model")
    if np.mean(exam) <= target:
        return "stop"
    return Counter(votes).most_common(1)[0][0]

# %% task="ideal" kind="wrong" breaks="what is handed in is not changed"
class Centred:
    def __init__(self, x, y, degree=9):
        self.mean = y.mean()
        y -= self.mean
        self.curve = np.polynomial.Polynomial.fit(x[:, 0], y, degree, domain=[-1, 1])

    def predict(self, x):
        return self.curve(x[:, 0]) + self.mean


def ideal(x, y, seed):
    return Centred(x, y)
