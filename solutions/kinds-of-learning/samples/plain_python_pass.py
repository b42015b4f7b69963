# /// sample
# ///

# %% task="learns"
from statistics import fmean, stdev


def learns(scores):
    lines = scores.tolist()
    if len(lines) < 2 or len(lines[0]) < 2:
        raise ValueError("too small")
    rises = [float(line[-1]) - float(line[0]) for line in lines]
    mean = fmean(rises)
    return mean > 0 and mean > 3 * stdev(rises) / len(rises) ** 0.5

# %% task="head"
def build(kind, columns, k):
    layers = keras.layers
    inputs = keras.Input((columns,))
    hidden = layers.Dense(16, "relu")(inputs)
    if kind == "number":
        outputs, loss = layers.Dense(1)(hidden), "mean_squared_error"
    elif kind == "yes-no":
        outputs, loss = layers.Dense(1, "sigmoid")(hidden), "binary_crossentropy"
    elif kind == "one-of":
        outputs, loss = layers.Dense(k, "softmax")(hidden), "sparse_categorical_crossentropy"
    elif kind == "any-of":
        outputs, loss = layers.Dense(k, "sigmoid")(hidden), "binary_crossentropy"
    elif kind == "count":
        outputs, loss = layers.Dense(1, "softplus")(hidden), "poisson"
    else:
        raise ValueError(kind)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss=loss)
    return model

# %% task="groups"
def find_groups(x, k, rng):
    rows = [tuple(map(float, row)) for row in x.tolist()]
    if k < 1 or k > len(set(rows)):
        raise ValueError("k")
    best = None
    for _ in range(4):
        centres = spread_out(rows, k, rng)
        labels = None
        while True:
            squares = [[sum((a - b) ** 2 for a, b in zip(row, centre)) for centre in centres] for row in rows]
            found = [line.index(min(line)) for line in squares]
            missing = [group for group in range(k) if group not in found]
            for group in missing:
                lonely = [row for row in range(len(rows)) if found.count(found[row]) > 1]
                found[max(lonely, key=lambda row: squares[row][found[row]])] = group
            if found == labels:
                break
            labels = found
            for group in range(k):
                members = [row for row, label in zip(rows, labels) if label == group]
                centres[group] = tuple(sum(column) / len(members) for column in zip(*members))
        total = sum(squares[row][label] for row, label in enumerate(labels))
        if best is None or total < best[0]:
            best = total, [list(centre) for centre in centres], labels
    return np.array(best[1]), np.array(best[2])


def spread_out(rows, k, rng):
    """Draw k rows, each the more likely the further it is from those drawn before."""
    centres = [rows[int(rng.integers(len(rows)))]]
    while len(centres) < k:
        far = [min(sum((a - b) ** 2 for a, b in zip(row, centre)) for centre in centres) for row in rows]
        point, place = float(rng.random()) * sum(far), 0
        while place < len(rows) - 1 and point >= far[place]:
            point -= far[place]
            place += 1
        if far[place] > 0:
            centres.append(rows[place])
    return centres

# %% task="names"
def agreement(labels, truth):
    labels, truth = labels.tolist(), truth.tolist()
    if len(labels) != len(truth) or not labels:
        raise ValueError("lengths")
    groups, classes = sorted(set(labels)), set(truth)

    def most(place, free):
        """The most right rows in the groups from this place on, with these names still free."""
        if place == len(groups):
            return 0
        members = [name for label, name in zip(labels, truth) if label == groups[place]]
        ways = [most(place + 1, free)]
        ways += [members.count(name) + most(place + 1, free - {name}) for name in free]
        return max(ways)

    return most(0, classes) / len(labels) if len(labels) < 500 else by_counts(labels, truth)


def by_counts(labels, truth):
    from collections import Counter
    from functools import lru_cache

    counts = Counter(zip(labels, truth))
    groups = sorted(set(labels))

    @lru_cache(None)
    def most(place, free):
        if place == len(groups):
            return 0
        ways = [most(place + 1, free)]
        return max(ways + [counts[groups[place], name] + most(place + 1, free - {name}) for name in free])

    return most(0, frozenset(truth)) / len(labels)

# %% task="three-questions"
def ask_three(x, ask, rng):
    # Min and max instead of mean and spread.
    low, high = np.quantile(x, [0.02, 0.98], axis=0)
    z = (x - low) / (high - low)
    centres, labels = find_groups(z, 3, rng)
    answers = {}
    for group in set(np.array(labels).tolist()):
        members = np.flatnonzero(labels == group)
        middle = members[((z[members] - centres[group]) ** 2).sum(axis=1).argmin()]
        answers[group] = ask(middle)
    return [answers[group] for group in np.array(labels).tolist()]

# %% task="reward"
def play(pull, arms, n, rng):
    # A tenth of the pulls at random.
    coins, pulls, order = [0] * arms, [0] * arms, []
    for number in range(n):
        if number < arms:
            arm = number
        elif rng.random() < 0.12:
            arm = int(rng.integers(arms))
        else:
            arm = max(range(arms), key=lambda one: coins[one] / pulls[one])
        coins[arm] += pull(arm)
        pulls[arm] += 1
        order.append(arm)
    return tuple(order)

# %% task="which-kind"
def kinds():
    words = ["whether", "which one", "how much", "how many", "which ones", "what is alike", "what pays"]
    order = [0, 1, 2, 3, 4, 5, 6, None, 6, 4, 5, 1]
    return {n + 1: "nothing to learn" if w is None else words[w] for n, w in enumerate(order)}
