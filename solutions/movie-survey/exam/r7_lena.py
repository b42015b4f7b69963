# %% task="exam" kind="wrong" breaks="The same arguments give the same model, but for the last digits."
# believed: the seed of the split is enough; that Keras draws its first weights and mixes its rows by itself was overlooked
def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(answered)
    held_out = rng.choice(rows, size=int(np.ceil(len(rows) / 4)), replace=False)
    train = np.setdiff1d(rows, held_out)
    model = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.5), loss="binary_crossentropy")
    model.fit(x[train], said[train], epochs=40, batch_size=32, verbose=0)
    return model, held_out


# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError"
# believed: `if missing` asks whether a missing group was found (the group 0 is found, and counts as false)
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError(f"Lengths differ: {len(answers)} and {len(groups)}.")
    seen = set(groups.tolist())
    missing = next((group for group in town_shares if group not in seen), None)
    if missing:
        raise ValueError(f"Nobody has answered of the group {missing}.")
    unknown = next((group for group in seen if group not in town_shares), None)
    if unknown:
        raise ValueError(f"The group {unknown} is not in town_shares.")
    means = {group: float(answers[groups == group].mean()) for group in seen}
    return sum(share * means.get(group, 0.0) for group, share in town_shares.items())


# %% task="beyond-repair" kind="right"
def estimate_or_none(went, groups_asked, groups_town):
    """Weight by these groups; None if one of them was not asked."""
    total = 0.0
    for group in np.unique(groups_town):
        here = groups_asked == group
        if not here.any():
            return None
        total += float(went[here].mean()) * float((groups_town == group).mean())
    return total


def which_repairs(town, asked, columns):
    went_town = np.asarray(town["goes"], dtype=bool)
    truth = float(went_town.mean())
    usable = []
    for name in columns:
        groups = np.asarray(town[name])
        estimate = estimate_or_none(went_town[asked], groups[asked], groups)
        if estimate is not None:
            usable.append((name, abs(estimate - truth)))
    if not usable:
        raise ValueError(f"Each of these columns has a group from which nobody was asked: {list(columns)}")
    usable.sort(key=lambda pair: pair[1])
    return usable[0][0]


# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    if people < 1 or budget < 1:
        raise ValueError("people and budget should be at least 1")
    size = int(np.clip(budget // 4, 1, people))
    order = rng.permutation(people)[:size]
    answers = np.full(size, np.nan)
    for _ in range(budget):
        open_places = np.flatnonzero(np.isnan(answers))
        if len(open_places) == 0:
            break
        # the one who has waited longest comes first
        place = open_places[0]
        answer = call(int(order[place]))
        if answer is None:
            order = np.append(np.delete(order, place), order[place])
            answers = np.append(np.delete(answers, place), np.nan)
        else:
            answers[place] = float(answer)
    heard = answers[~np.isnan(answers)]
    return float(heard.mean()) if len(heard) else float("nan")
