# %% task="three-way" kind="right"
import math
import random


def check_fractions(fractions):
    """Raise a ValueError unless the fractions are all above 0 and add up to 1."""
    if len(fractions) != 3:
        raise ValueError("three fractions, please")
    for fraction in fractions:
        if not fraction > 0:
            raise ValueError(f"{fraction} is not above 0")
    if not math.isclose(math.fsum(fractions), 1, abs_tol=1e-5):
        raise ValueError(f"{math.fsum(fractions)} is not 1")


def split(n, fractions, seed):
    check_fractions(fractions)
    rows = list(range(n))
    random.Random(int(seed)).shuffle(rows)
    piles = []
    for fraction in fractions[:2]:
        size = math.floor(n * fraction)
        pile, rows = rows[:size], rows[size:]
        piles.append(np.array(pile, dtype=int))
    piles.append(np.array(rows, dtype=int))
    return tuple(piles)


# %% task="stratify" kind="right"
def rows_of_each(y):
    found = {}
    for row, name in enumerate(y.tolist()):
        found.setdefault(name, []).append(row)
    return {name: np.array(rows) for name, rows in found.items()}


def stratified_split(y, fractions, seed):
    pieces = []
    for place, (name, rows) in enumerate(rows_of_each(y).items()):
        if len(rows) < 3:
            raise ValueError(f"{name} has {len(rows)} rows, fewer than 3")
        pieces.append([rows[part] for part in split(len(rows), fractions, seed + place)])
    return tuple(np.concatenate([piece[part] for piece in pieces]) for part in range(3))


# %% task="groups" kind="right"
class Pile:
    """A part that is being filled with whole groups."""

    def __init__(self, wanted):
        self.wanted = wanted
        self.rows = []

    def room(self):
        return self.wanted - len(self.rows)


def group_split(groups, fractions, seed):
    piles = [Pile(len(groups) * fraction) for fraction in fractions]
    names = np.unique(groups)
    for place in np.random.default_rng(seed).permutation(len(names)):
        emptiest = max(piles, key=Pile.room)
        emptiest.rows.extend(np.flatnonzero(groups == names[place]))
    return [np.array(pile.rows, dtype=int) for pile in piles]


# %% task="no-leak" kind="wrong" breaks="others: any number of arrays with the same columns, or none. Each has one row or more. They may"
# believed: there is always at least one other array to be measured
def standardise(train, *others):
    mean = train.mean(axis=0, dtype="float64")
    spread = train.std(axis=0, dtype="float64")
    spread = np.where(spread == 0, 1, spread)
    # all others in one go, and cut apart again
    together = (np.concatenate(others) - mean) / spread
    ends = np.cumsum([len(other) for other in others])[:-1]
    return [(train - mean) / spread, *np.split(together, ends)]


# %% task="selection" kind="wrong" breaks="what is handed in is not changed: no array has other values after a call"
# believed: x -= ... inside the function changes only my own x
def choose_columns(x, y, train, k):
    low = x[train].min(axis=0)
    width = x[train].max(axis=0) - low
    width[width == 0] = 1
    x -= low
    x /= width
    known, labels = x[train], y[train]
    gap = abs(known[labels == 0].mean(axis=0) - known[labels == 1].mean(axis=0))
    return np.argsort(gap)[::-1][:k].copy()


# %% task="memoriser" kind="wrong" breaks="that was most frequent in y (any of them, where several were)."
# believed: the median is the most frequent class
class Memoriser:
    def fit(self, x, y):
        self.heart = {row.tobytes(): int(label) for row, label in zip(x, y)}
        self.guess = int(np.median(y))

    def predict(self, x):
        return np.array([self.heart.get(row.tobytes(), self.guess) for row in x])


def share_right(model, x, y):
    return float(np.mean(model.predict(x) == y))


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])
    return share_right(model, x[train], y[train]), share_right(model, x[test], y[test])


# %% task="worn-out" kind="wrong" breaks="The winner is the best on the validation rows"
# believed: an accuracy is a number with two decimals
def pick_best(candidates, x, y, validation, test):
    hoped = [round(float(np.mean(each(x[validation]) == y[validation])), 2) for each in candidates]
    best = hoped.index(max(hoped))
    honest = float(np.mean(candidates[best](x[test]) == y[test]))
    return best, float(np.mean(candidates[best](x[validation]) == y[validation])), honest


class ValidationPool:
    def __init__(self, rows, seed):
        self.deck = np.random.default_rng(seed).permutation(rows).tolist()

    def take(self, n):
        if len(self.deck) < n:
            raise ValueError("too few rows left")
        return np.array([self.deck.pop() for _ in range(n)])

    def __len__(self):
        return len(self.deck)
