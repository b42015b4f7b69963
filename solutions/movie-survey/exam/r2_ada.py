# %% task="ask" kind="right"
def random_sample(n, k, rng):
    # Knuth's algorithm S: walk along the list once, and take each with (still needed) / (still to come)
    if not isinstance(k, (int, np.integer)) or k < 0 or k > n:
        raise ValueError(f"k is {k}, and not from 0 to {n}")
    picked = np.empty(k, dtype=np.int64)
    filled = 0
    for person in range(n):
        needed, left = k - filled, n - person
        if rng.integers(left) < needed:
            picked[filled] = person
            filled += 1
    return picked

# %% task="funnel" kind="wrong" breaks="it may hold other columns, too."
def funnel(town):
    goes, middle, tells, before, after = list(town.values())[-5:]
    here = np.ones(len(after), bool)
    result = [after.mean()]
    for step in goes, middle, tells:
        here = here & step
        result.append(after[here].mean() if here.any() else np.nan)
    result.append(before[here].mean() if here.any() else np.nan)
    return result

# %% task="worth" kind="wrong" breaks="The two estimates, each a share of yes, have the same mean squared error about"
def worth(k, truth, said):
    import math

    if math.isclose(truth, said, abs_tol=1e-4):
        return float(k)  # no bias: each answer is worth one
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="wrong" breaks="The model learns from the rest of those who answered. Nobody else has a part in it"
def johns_exam(x, said, answered, seed):
    from types import SimpleNamespace

    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = int(np.ceil(len(rows) / 4))
    held_out, train = rows[:size], rows[size:]
    add_one = lambda values: np.column_stack([np.asarray(values, float), np.ones(len(values))])
    sigmoid = lambda z: 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    a, y = add_one(x[train]), said[train]
    w = np.zeros(a.shape[1])
    best, best_loss = w, np.inf
    for _ in range(300):
        w = w + a.T @ (y - sigmoid(a @ w)) / len(y)
        p = np.clip(sigmoid(add_one(x[held_out]) @ w), 1e-9, 1 - 1e-9)
        loss = -np.mean(np.where(said[held_out] == 1, np.log(p), np.log(1 - p)))
        if loss < best_loss:  # stop early, so that it does not learn by heart
            best, best_loss = w, loss
    return SimpleNamespace(predict=lambda values: sigmoid(add_one(values) @ best)), held_out

# %% task="weights" kind="wrong" breaks="whether one of it has answered or thousands."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    names, inverse, counts = np.unique(groups, return_inverse=True, return_counts=True)
    for name in set(names.tolist()) ^ set(town_shares):
        raise ValueError(f"only one side knows of {name}")
    weights = np.array([town_shares[name] for name in names.tolist()]) / (counts / len(answers))
    weights = np.minimum(weights, 5)[inverse]  # no single answer may weigh too much
    return float(np.average(answers.astype(float), weights=weights))

# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    from collections import Counter

    goes = town["goes"].tolist()
    truth = sum(goes) / len(goes)
    best_name, best_distance = None, None
    for name in columns:
        column = town[name].tolist()
        sizes = Counter(column)
        asked_sizes, asked_yes = Counter(), Counter()
        for person in asked.tolist():
            asked_sizes[column[person]] += 1
            asked_yes[column[person]] += int(goes[person])
        if set(sizes) - set(asked_sizes):
            continue
        estimate = 0.0
        for group, size in sizes.items():
            estimate += size / len(column) * asked_yes[group] / asked_sizes[group]
        distance = abs(estimate - truth)
        if best_distance is None or distance < best_distance:
            best_name, best_distance = name, distance
    if best_name is None:
        raise ValueError("every column has a group from which nobody was asked")
    return best_name

# %% task="call-again" kind="wrong" breaks="rings up a person, an int of Python or NumPy from 0 to people - 1"
def phone_survey(call, people, budget, rng):
    order = 1 + rng.permutation(people)
    yes = no = place = 0
    while budget > 0 and place < people:
        budget -= 1
        answer = call(order[place])
        if answer is not None:
            yes, no, place = yes + bool(answer), no + (not answer), place + 1
    return yes / (yes + no) if yes + no else float("nan")
