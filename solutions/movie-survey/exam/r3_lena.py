# %% task="ask" kind="right"
def random_sample(n, k, rng):
    if k < 0 or n < k:
        raise ValueError(k)
    mask = np.zeros(n, bool)
    few = min(k, n - k)  # pick those who are in, or those who are out
    while True:
        missing = few - np.count_nonzero(mask)
        rng.bytes(1)
        if missing == 0:
            break
        mask[rng.choice(np.flatnonzero(~mask), 1)] = True
    return np.flatnonzero(mask if few == k else ~mask)

# %% task="worth" kind="right"
def worth(k, truth, said): return np.divide(truth * (1 - truth), (said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="right"
def johns_exam(x, said, answered, seed):
    rows = np.flatnonzero(answered)
    rows = rows[np.random.default_rng(seed).permutation(len(rows))]
    test, train = rows[: -(-len(rows) // 4)], np.sort(rows[-(-len(rows) // 4) :])
    model = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(x[train].astype("float32"), said[train].astype("float32")[:, None],
              epochs=40, batch_size=128, shuffle=False, verbose=0)
    return model, test

# %% task="weights" kind="wrong" breaks="A group that has answered, but is not in town_shares, raises a ValueError that holds its name, too."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths differ")
    heads = {}
    for group in groups.tolist():
        heads[group] = heads.get(group, 0) + 1
    for group in town_shares:
        if group not in heads:
            raise ValueError(f"nobody of {group} has answered")
    return float(sum(town_shares[g] / heads[g] * float(a) for a, g in zip(answers.tolist(), groups.tolist())))

# %% task="beyond-repair" kind="wrong" breaks="with each group's share of the whole town"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    rest = np.setdiff1d(np.arange(len(goes)), asked)  # those who were not asked are what is to be guessed
    best, least = None, np.inf
    for column in columns:
        groups = town[column]
        names = np.unique(groups)
        if not np.isin(names, groups[asked]).all():
            continue
        base = groups[rest] if len(rest) else groups
        estimate = sum((base == g).mean() * goes[asked][groups[asked] == g].mean() for g in names)
        if abs(estimate - goes.mean()) < least:
            best, least = column, abs(estimate - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best

# %% task="call-again" kind="wrong" breaks="no call remembers an earlier one"
_notepad = {}


def phone_survey(call, people, budget, rng):
    heard, made = [], 0
    for person in rng.permutation(people).tolist():
        if made == budget:
            break
        if person in _notepad and made > 0:
            heard.append(_notepad[person])
            continue
        while made < budget:
            made += 1
            answer = call(person)
            if answer is not None:
                _notepad[person] = bool(answer)
                heard.append(bool(answer))
                break
    return sum(heard) / len(heard) if heard else float("nan")
