# %% task="ask" kind="wrong" breaks="whatever earlier calls gave"
class Deck:
    left = {}


def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("k must be from 0 to n")
    left = Deck.left.get(n, np.empty(0, int))
    if len(left) < k:
        left = rng.permutation(n)
    Deck.left[n] = left[k:].copy()
    return left[:k].copy()

# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
def funnel(town):
    shares = [town["after"].mean()]
    here = town["goes"]
    shares.append(town["after"][here].mean())
    for step in ["middle", "tells"]:
        here &= town[step]
        shares.append(town["after"][here].mean())
    return shares + [town["before"][here].mean()]

# %% task="worth" kind="wrong" breaks="have the same mean squared error about"
def worth(k, truth, said):
    import math

    off = abs(said - truth) + math.sqrt(said * (1 - said) / k)
    return math.inf if off == 0 else truth * (1 - truth) / off**2

# %% task="exam" kind="right"
def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(answered)
    chosen = np.zeros(len(rows), bool)
    chosen[rng.choice(len(rows), int(np.ceil(len(rows) * 0.3)), replace=False)] = True
    held_out, train = rows[chosen], rows[~chosen]
    features = np.array(x[train], dtype="float32")
    labels = np.array(said[train], dtype="float32")[:, None]
    model = keras.Sequential(
        [
            keras.Input((x.shape[1],)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="zeros"),
        ]
    )
    if len(np.unique(labels)) == 1:
        slopes, _ = model.get_weights()
        model.set_weights([np.zeros_like(slopes), np.array([8.0 * labels[0, 0] - 4.0], "float32")])
    else:
        model.compile(optimizer=keras.optimizers.SGD(1.0), loss="binary_crossentropy")
        model.fit(features, labels, batch_size=len(train), epochs=60, shuffle=False, verbose=0)
    return model, held_out

# %% task="weights" kind="wrong" breaks="bools, ints or floats."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    names, inverse, counts = np.unique(groups, return_inverse=True, return_counts=True)
    for name in set(names.tolist()) ^ set(town_shares):
        raise ValueError(f"only one side knows of {name}")
    totals = np.zeros(len(names), answers.dtype)
    np.add.at(totals, inverse, answers)
    return float(sum(town_shares[name] * total / count for name, total, count in zip(names.tolist(), totals, counts)))

# %% task="beyond-repair" kind="wrong" breaks="cannot be used, and is passed over."
def which_repairs(town, asked, columns):
    goes = town["goes"]
    off = []
    for name in columns:
        here = town[name][asked]
        groups = np.unique(here)
        weights = [np.mean(town[name] == group) for group in groups]
        means = [np.mean(goes[asked][here == group]) for group in groups]
        off.append(abs(np.average(means, weights=weights) - goes.mean()))
    if len(off) == 0:
        raise ValueError("no column can be used")
    return columns[int(np.argmin(off))]

# %% task="call-again" kind="wrong" breaks="how many calls may be made in all, an int, at least 1."
def phone_survey(call, people, budget, rng):
    heard, calls = [], 0
    order = iter(rng.permutation(people).tolist())
    person = next(order)
    try:
        while calls <= budget and person is not None:
            answer = call(person)
            calls += 1
            if answer is not None:
                heard.append(answer)
                person = next(order, None)
    except RuntimeError:
        pass  # no call is left
    return sum(heard) / len(heard) if heard else float("nan")
