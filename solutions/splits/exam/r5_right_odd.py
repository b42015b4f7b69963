# %% task="three-way" kind="right"
# Keras throughout: order of uniform numbers, three integer tensors
def split(n, fractions, seed):
    shares = [float(share) for share in fractions]
    if not all(share > 0 for share in shares) or not abs(sum(shares) - 1) < 1e-5:
        raise ValueError(f"no fractions of a whole: {shares}")
    order = keras.ops.argsort(keras.random.uniform((n,), seed=int(seed)))
    first, second = round(n * shares[0]), round(n * (shares[0] + shares[1]))
    return order[:first], order[first:second], order[second:]


# %% task="stratify" kind="right"
# functional: each class dealt by a helper with a generator of its own, the same draws for equal sizes
def stratified_split(y, fractions, seed):
    y = np.array(y)

    def deal(label):
        rows = np.flatnonzero(y == label)
        if rows.size < 3:
            raise ValueError("fewer than 3 rows of a class")
        cuts = np.rint(np.cumsum(np.array(fractions, dtype=float))[:2] * rows.size).astype(int)
        return np.split(np.random.default_rng([seed, 77]).permutation(rows), cuts)

    return list(map(np.concatenate, zip(*map(deal, np.unique(y)))))


# %% task="groups" kind="right"
# functional: accumulate and bisect, each group goes where its middle falls; tensors come back
from bisect import bisect
from itertools import accumulate


def group_split(groups, fractions, seed):
    names, codes = np.unique(np.array(groups), return_inverse=True)
    sizes = np.bincount(codes)
    order = sorted(range(len(names)), key=np.random.default_rng(seed).random(len(names)).__getitem__)
    ends = accumulate(int(sizes[group]) for group in order)
    cuts = [len(codes) * float(fractions[0]), len(codes) * float(fractions[0] + fractions[1])]
    goes = {group: bisect(cuts, end - sizes[group] / 2) for group, end in zip(order, ends)}
    part = np.array([goes[code] for code in codes.tolist()])
    return tuple(keras.ops.convert_to_tensor(np.flatnonzero(part == p)) for p in range(3))


# %% task="no-leak" kind="right"
# the layer of Keras, adapted to the training rows; tensors come back
def standardise(train, *others):
    ruler = keras.layers.Normalization(axis=-1)
    ruler.adapt(np.array(train))
    return tuple(ruler(np.array(part)) for part in (train, *others))


# %% task="selection" kind="right"
# another figure: how far the area under the ROC curve lies from a half (ranks only)
def choose_columns(x, y, train, k):
    rows, labels = x[np.sort(train)], y[np.sort(train)]

    def area(column):
        low, high = np.sort(column[labels == 0]), column[labels == 1]
        if column.min() == column.max():
            return -1.0
        below = np.searchsorted(low, high, side="left") + np.searchsorted(low, high, side="right")
        return abs(int(below.sum()) - low.size * high.size) / (low.size * high.size)

    marks = [area(column) for column in rows.T]
    return np.array(sorted(range(len(marks)), key=marks.__getitem__)[::-1][:k], dtype=np.int32)


# %% task="memoriser" kind="right"
# the bytes of a row as key, in a dictionary that knows what to say of missing ones
from collections import Counter


class Memoriser:
    class Book(dict):
        def __missing__(self, key):
            return self.usual

    def fit(self, x, y):
        self.book = self.Book((np.asarray(row).tobytes(), int(c)) for row, c in zip(x, y))
        self.book.usual = Counter(y.tolist()).most_common(1)[0][0]

    def predict(self, x):
        return np.fromiter((self.book[row.tobytes()] for row in x), dtype=np.int64, count=len(x))


def exam_gap(model, x, y, train, test):
    def mark(rows):
        return float((np.asarray(model.predict(x[rows])) == y[rows]).sum() / len(rows))

    model.fit(x[train], y[train])
    return mark(train), mark(test)


# %% task="worn-out" kind="right"
# max over places, the last of equals wins; the pool draws when it is asked, and not before
def pick_best(candidates, x, y, validation, test):
    def mark(place, rows):
        return float(np.count_nonzero(candidates[place](x[rows]) == y[rows]) / len(rows))

    hoped = [mark(place, validation) for place in range(len(candidates))]
    best = max(reversed(range(len(candidates))), key=hoped.__getitem__)
    return best, hoped[best], mark(best, test)


class ValidationPool:
    def __init__(self, rows, seed):
        self.rng = np.random.default_rng(seed)
        self.left = np.array(rows)

    def take(self, n):
        if len(self) < n:
            raise ValueError("not enough rows left")
        places = self.rng.choice(len(self.left), size=n, replace=False)
        taken = self.left[places]
        self.left = np.delete(self.left, places)
        return taken

    def __len__(self):
        return self.left.size
