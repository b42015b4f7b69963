# /// sample
# ///

# %% task="ask"
def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("no such sample")
    return np.argsort(rng.random(n))[:k]

# %% task="funnel"
def funnel(town):
    masks = np.cumprod([np.ones(len(town["goes"])), town["goes"], town["middle"], town["tells"]], axis=0)
    yes = np.array([town["after"]] * 4 + [town["before"]], float)
    masks = np.vstack([masks, masks[-1:]])
    return (yes * masks).sum(axis=1) / masks.sum(axis=1)

# %% task="worth"
def worth(k, truth, said):
    with np.errstate(divide="ignore"):
        return np.float64(truth - truth**2) / (np.square(said - truth) + (said - said**2) / k)

# %% task="exam"
def johns_exam(x, said, answered, seed):
    keras.utils.set_random_seed(seed)
    rows = np.flatnonzero(answered)
    in_exam = np.zeros(len(rows), bool)
    in_exam[np.random.default_rng(seed).choice(len(rows), int(np.ceil(len(rows) / 4)), replace=False)] = True
    rest = rows[~in_exam]
    model = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(x[rest], said[rest].astype("float32"), batch_size=64, epochs=15, verbose=0)
    return model, rows[in_exam]

# %% task="weights"
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("not as many groups as answers")
    names, place, counts = np.unique(groups, return_inverse=True, return_counts=True)
    names = names.tolist()
    wrong = [n for n in names if n not in town_shares] + [n for n in town_shares if n not in names]
    if wrong:
        raise ValueError("no share or no answer: " + ", ".join(map(str, wrong)))
    weights = np.array([town_shares[name] for name in names]) / counts
    return keras.ops.sum(keras.ops.convert_to_tensor(weights[place] * answers.astype("float64")))

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    goes = town["goes"].astype(float)

    def off(name):
        names, place = np.unique(town[name], return_inverse=True)
        there = np.bincount(place[asked], minlength=len(names))
        if (there == 0).any():
            return np.inf
        means = np.bincount(place[asked], goes[asked], len(names)) / there
        return abs(means @ np.bincount(place) / len(goes) - goes.mean())

    distances = [off(name) for name in columns]
    if np.isinf(distances).all():
        raise ValueError("no column will do")
    return columns[int(np.argmin(distances))]

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    order = rng.permutation(people)[: max(1, int(0.22 * budget))]
    answers = np.full(len(order), np.nan)
    for _ in range(budget):
        open_places = np.flatnonzero(np.isnan(answers))
        if not open_places.size:
            break
        place = open_places[0] if rng.random() < 0.1 else rng.choice(open_places)
        answer = call(int(order[place]))
        answers[place] = np.nan if answer is None else answer
    return np.nanmean(answers) if not np.isnan(answers).all() else np.nan
