# %% task="ask" kind="right"
def random_sample(n, k, rng):
    # Floyd: for the last k numbers in turn, take a random one up to it, or itself if that is taken
    if not 0 <= k <= n:
        raise ValueError("nobody can be picked twice, and no fewer than nobody")
    chosen = set()
    for top in range(n - k, n):
        one = int(rng.integers(0, top + 1))
        chosen.add(top if one in chosen else one)
    return np.fromiter(chosen, dtype=np.int64, count=k)

# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
def funnel(town):
    after = town["after"]
    shares = [after.mean()]
    here = town["goes"]
    shares.append(after[here].mean() if here.any() else np.nan)
    for step in ("middle", "tells"):
        here &= town[step]
        shares.append(after[here].mean() if here.any() else np.nan)
    shares.append(town["before"][here].mean() if here.any() else np.nan)
    return shares

# %% task="worth" kind="wrong" breaks="The two estimates, each a share of yes, have the same mean squared error"
import math


def worth(k, truth, said):
    if math.isclose(truth, said, rel_tol=1e-4):
        return float(k)  # no bias
    return truth * (1 - truth) / ((said - truth) ** 2 + said * (1 - said) / k)

# %% task="exam" kind="right"
def johns_exam(x, said, answered, seed):
    """Keras, from weights of 0 and with all rows in each step: nothing is left to chance but the split."""
    rows = np.flatnonzero(answered)
    order = np.random.default_rng([seed, 7]).permutation(len(rows))
    third = len(rows) // 3
    held_out, learn = rows[order[:third]], rows[order[third:]]
    dense = keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros")
    model = keras.Sequential([keras.Input((x.shape[1],)), dense])
    model.compile(keras.optimizers.SGD(1.0, momentum=0.9), "binary_crossentropy")
    inputs = np.asarray(x[learn], "float32")
    targets = np.asarray(said[learn], "float32")[:, None]
    model.fit(inputs, targets, batch_size=len(learn), epochs=100, shuffle=False, verbose=0)
    return [model, held_out]

# %% task="weights" kind="wrong" breaks="bools, ints or floats"
def poststratify(answers, groups, town_shares):
    if answers.shape != groups.shape:
        raise ValueError("the lengths differ")
    for group in groups.tolist():
        if group not in town_shares:
            raise ValueError(f"unknown group: {group}")
    total = 0.0
    for group, share in town_shares.items():
        members = groups == group
        if not np.any(members):
            raise ValueError(f"no answer from: {group}")
        total += share * (members @ answers) / members.sum()
    return float(total)

# %% task="beyond-repair" kind="wrong" breaks="what is handed in is not changed"
def which_repairs(town, asked, columns):
    town["goes"] = town["goes"].astype(float)
    goes, off = town["goes"], {}
    for name in columns:
        groups = np.unique(town[name]).tolist()
        masks = [town[name] == group for group in groups]
        if all(mask[asked].any() for mask in masks):
            off[name] = abs(sum(m.mean() * goes[asked][m[asked]].mean() for m in masks) - goes.mean())
    if off:
        return min(off, key=off.get)
    raise ValueError("none of the columns can be used")

# %% task="call-again" kind="right"
def phone_survey(call, people, budget, rng):
    yes = heard = 0
    queue = list(map(int, rng.permutation(people)))[: budget // 5 + 1][::-1]
    for _ in range(budget):
        if not queue:
            break
        said = call(queue[-1])
        if said is None:
            queue.insert(0, queue.pop())
            continue
        queue.pop()
        heard += 1
        yes += 1 if said else 0
    return yes / heard if heard else np.nan
