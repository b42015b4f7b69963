# %% task="learns" kind="wrong" breaks="Returns True if the mean of the rises is above 0 and above three of its standard errors"
def learns(scores):
    s = np.asarray(scores, dtype=np.float64)
    if s.shape[0] < 2 or s.shape[1] < 2:
        raise ValueError("fewer than two")
    rise = s[:, -1] - s[:, 0]
    error = rise.std(ddof=1) / np.sqrt(rise.size)
    if error == 0:  # nothing varies, so nothing can be said (and no division by zero)
        return False
    return bool(rise.mean() / error > 3)

# %% task="head" kind="wrong" breaks="Choose a rate so that 200 steps suffice."
def build(kind, columns, k):
    heads = {
        "number": (1, None, "mean_squared_error"),
        "yes-no": (1, "sigmoid", "binary_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "binary_crossentropy"),
        "count": (1, "exponential", "poisson"),
    }
    if kind not in heads:
        raise ValueError(f"unknown kind {kind!r}")
    units, activation, loss = heads[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(optimizer="adam", loss=loss)
    return model

# %% task="groups" kind="right"
class _KMeans:
    def __init__(self, rows, k, rng):
        self.rows, self.k, self.rng = rows, k, rng

    def distances_to(self, point):
        return np.sum(np.square(self.rows - point), axis=1)

    def begin(self):
        points = [self.rows[self.rng.integers(len(self.rows))]]
        for _ in range(self.k - 1):
            nearest = np.min([self.distances_to(point) for point in points], axis=0)
            step = self.rng.random() * nearest.sum()
            place = min(int(np.searchsorted(np.cumsum(nearest), step, side="right")), len(nearest) - 1)
            if nearest[place] == 0:
                place = int(nearest.argmax())
            points.append(self.rows[place])
        return points

    def settle(self, points):
        before = None
        for _ in range(2000):
            table = np.array([self.distances_to(point) for point in points])
            labels = np.argmin(table, axis=0)
            counts = np.bincount(labels, minlength=self.k)
            if counts.min() == 0:  # the row that is worst off founds a new group
                points[int(counts.argmin())] = self.rows[int(table.min(axis=0).argmax())]
                before = None
            elif before is not None and (labels == before).all():
                return float(table.min(axis=0).sum()), points, labels
            else:
                points = [self.rows[labels == g].mean(axis=0) for g in range(self.k)]
                before = labels
        return float(table.min(axis=0).sum()), points, labels


def find_groups(x, k, rng):
    rows = np.array(x, dtype=np.float64)
    if k < 1 or k > len({tuple(row) for row in (rows + 0.0).tolist()}):
        raise ValueError(f"cannot make {k} groups")
    machine = _KMeans(rows, k, rng)
    tries = [machine.settle(machine.begin()) for _ in range(12)]
    _, points, labels = min(tries, key=lambda found: found[0])
    return np.array(points), labels

# %% task="names" kind="wrong" breaks="at most 6 different groups and at most 6 different classes, not always as many."
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if labels.shape != truth.shape or labels.size == 0:
        raise ValueError("lengths")
    groups, classes = np.unique(labels), np.unique(truth)
    best = 0.0
    for order in itertools.permutations(groups):
        best = max(best, sum(((labels == g) & (truth == c)).sum() for g, c in zip(order, classes)) / len(labels))
    return float(best)

# %% task="three-questions" kind="wrong" breaks="Returns a name for each row: an array or a list of n texts, each one that `ask` has given."
def _three_groups(z, rng):
    best, least = None, np.inf
    for _ in range(10):
        c = z[[rng.integers(len(z))]]
        while len(c) < 3:
            d = ((z[:, None] - c) ** 2).sum(axis=2).min(axis=1)
            c = np.vstack([c, z[rng.choice(len(z), p=d / d.sum())]])
        for _ in range(100):
            d = ((z[:, None] - c) ** 2).sum(axis=2)
            labels = d.argmin(axis=1)
            for g in range(3):
                if (labels == g).any():
                    c[g] = z[labels == g].mean(axis=0)
        if d.min(axis=1).sum() < least:
            least, best = d.min(axis=1).sum(), (c, labels)
    return best


def ask_three(x, ask, rng):
    z = np.asarray(x, dtype=np.float64)
    z = (z - z.mean(axis=0)) / z.std(axis=0)
    centres, labels = _three_groups(z, rng)
    names = [ask(int(((z - centre) ** 2).sum(axis=1).argmin())) for centre in centres[:2]]
    # two questions are enough: the third group is the species that is left
    names.append([name for name in ["Adelie", "Chinstrap", "Gentoo"] if name not in names][0])
    return [names[g] for g in labels]

# %% task="reward" kind="wrong" breaks="the best lever alone would bring 360. At least 9 of 10 games are won."
def play(pull, arms, n, rng):
    order, arm = [], 0
    for _ in range(n):
        order.append(arm)
        if pull(arm) == 0:  # lost: go to the next lever. Won: stay
            arm = (arm + 1) % arms
    return tuple(order)

# %% task="which-kind" kind="wrong" breaks="a value that a known rule gives, without an error"
def kinds():
    found = dict.fromkeys(range(1, 13), "how much")
    found.update({1: "whether", 2: "which one", 4: "how many", 12: "which one"})
    found.update({5: "which ones", 10: "which ones", 6: "what is alike", 11: "what is alike"})
    found.update({7: "what pays", 9: "what pays"})
    return found
