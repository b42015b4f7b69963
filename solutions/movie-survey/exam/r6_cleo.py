# %% task="ask" kind="wrong" breaks="All sets"
def random_sample(n, k, rng):
    # Fisher and Yates, stopped after k steps
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    people = np.arange(n)
    for place in range(k):
        other = rng.integers(place + 1, n) if place + 1 < n else place
        people[[place, other]] = people[[other, place]]
    return people[:k].copy()


# %% task="funnel" kind="right"
from itertools import accumulate


def funnel(town):
    masks = list(accumulate((town[c] for c in ("goes", "middle", "tells")), np.logical_and, initial=np.full(len(town["goes"]), True)))
    return np.array([*(town["after"][m].mean() for m in masks), town["before"][masks[-1]].mean()])


# %% task="worth" kind="wrong" breaks="it may be below 1, above k, or infinite."
def worth(k, truth, said):
    bias, variance = said - truth, said * (1 - said) / k
    return float(truth) * (1 - float(truth)) / float(bias**2 + variance)


# %% task="exam" kind="right"
def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng([seed, 99])
    lots = rng.random(answered.shape[0])
    lots[~answered] = 2.0
    held_out = np.argsort(lots)[: int(np.ceil(0.3 * answered.sum()))]
    learners = answered.copy()
    learners[held_out] = False

    inputs = keras.Input((x.shape[1],))
    unit = keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros")
    model = keras.Model(inputs, unit(inputs))
    model.compile(optimizer=keras.optimizers.SGD(0.7, momentum=0.8), loss="binary_crossentropy")
    rows, yes = x[learners].astype("float32"), said[learners].astype("float32")
    # sixty steps, each with all rows: one long epoch in which the same batch comes again and again
    model.fit(np.tile(rows, (60, 1)), np.tile(yes, 60)[:, None], batch_size=len(rows), shuffle=False, verbose=0)
    return model, held_out


# %% task="weights" kind="wrong" breaks="or other finite numbers"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError(f"{len(answers)} answers and {len(groups)} groups")
    groups = groups.tolist()
    unknown = [group for group in groups if group not in town_shares]
    if unknown:
        raise ValueError(f"{unknown[0]} is not in the town")
    total = 0.0
    for name, share in town_shares.items():
        inside = np.array([group == name for group in groups])
        if inside.sum() == 0:
            raise ValueError(f"{name} is missing")
        total += share * np.count_nonzero(answers[inside]) / inside.sum()
    return float(total)


# %% task="beyond-repair" kind="right"
from collections import Counter
from fractions import Fraction


def which_repairs(town, asked, columns):
    """With exact fractions, so that a tie is a tie."""
    goes = [bool(g) for g in town["goes"].tolist()]
    rows = [int(row) for row in asked]
    truth = Fraction(sum(goes), len(goes))
    best_name, best_gap = None, None
    for name in columns:
        labels = town[name].tolist()
        of_town = Counter(labels)
        of_asked = Counter(labels[row] for row in rows)
        of_goers = Counter(labels[row] for row in rows if goes[row])
        if len(of_asked) < len(of_town):
            continue
        estimate = sum(
            (Fraction(heads, len(labels)) * Fraction(of_goers[label], of_asked[label]) for label, heads in of_town.items()),
            Fraction(0),
        )
        gap = abs(estimate - truth)
        if best_gap is None or gap < best_gap:
            best_name, best_gap = name, gap
    if best_gap is None:
        raise ValueError("no column can be used")
    return best_name


# %% task="call-again" kind="wrong" breaks="answered, it is NaN"
def phone_survey(call, people, budget, rng):
    share, told = 0.0, 0
    queue = iter(rng.permutation(people))
    person = next(queue)
    while budget > 0 and person is not None:
        budget -= 1
        answer = call(person)
        if answer is not None:
            told += 1
            share += (float(answer) - share) / told  # a running mean
            person = next(queue, None)
    return share
