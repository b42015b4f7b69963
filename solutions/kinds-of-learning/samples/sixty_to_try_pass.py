# /// sample
# ///

# %% task="head"
def build(kind, columns, k):
    kinds = {
        "number": (1, "linear", "mae"),
        "yes-no": (1, "sigmoid", "binary_focal_crossentropy"),
        "one-of": (k, "softmax", "sparse_categorical_crossentropy"),
        "any-of": (k, "sigmoid", "mse"),
        "count": (1, "exponential", "poisson"),
    }
    if kind not in kinds:
        raise ValueError(kind)
    units, activation, loss = kinds[kind]
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.SGD(0.1, momentum=0.9) if kind != "count" else "adam", loss)
    if kind == "count":
        model.optimizer.learning_rate = 0.03
    return model

# %% task="three-questions"
def ask_three(x, ask, rng):
    z = (x - np.median(x, axis=0)) / (np.quantile(x, 0.8, axis=0) - np.quantile(x, 0.2, axis=0) + 0.01 * np.ptp(x, axis=0))
    labels = np.array(find_groups(z, 3, rng)[1])
    names = {}
    for group in range(3):
        rows = np.flatnonzero(labels == group)
        # The row with the smallest sum of distances to its group.
        between = np.linalg.norm(z[rows][:, None] - z[rows], axis=2).sum(axis=1)
        names[group] = ask(np.int32(rows[between.argmin()]))
    return [names[group] for group in labels]

# %% task="reward"
def play(pull, arms, n, rng):
    tries = min(n, 20 * arms)
    pulled = [made % arms for made in range(tries)]
    coins = np.zeros(arms)
    for arm in pulled:
        coins[arm] += pull(arm)
    best = int(coins.argmax())
    for _ in range(n - tries):
        pull(best)
        pulled.append(best)
    return pulled
