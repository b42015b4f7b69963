# %% task="ask" kind="right"
def random_sample(n, k, rng):
    # Fisher and Yates, as in java.util.Collections.shuffle, but only the first k steps
    if k < 0 or k > n:
        raise ValueError("k out of range: " + str(k))
    numbers = list(range(n))
    for i in range(k):
        j = int(rng.integers(i, n))
        temp = numbers[i]
        numbers[i] = numbers[j]
        numbers[j] = temp
    return np.asarray(numbers[:k], dtype=np.int64)


# %% task="funnel" kind="right"
def funnel(town):
    result = []
    remaining = [i for i in range(len(town["after"]))]

    def share(column):
        if len(remaining) == 0:
            return float("nan")
        count = 0
        for i in remaining:
            if town[column][i]:
                count += 1
        return count / len(remaining)

    result.append(share("after"))
    for step in ("goes", "middle", "tells"):
        remaining = [i for i in remaining if town[step][i]]
        result.append(share("after"))
    result.append(share("before"))
    return result


# %% task="worth" kind="right"
def mean_squared_error(size, share, truth):
    return (share - truth) ** 2 + share * (1 - share) / size


def worth(k, truth, said):
    try:
        # One person at random has the error e1, and m of them e1 / m.
        return mean_squared_error(1, truth, truth) / mean_squared_error(k, said, truth)
    except ZeroDivisionError:
        return float("inf")


# %% task="exam" kind="right"
def johns_exam(x, said, answered, seed):
    keras.utils.set_random_seed(seed)
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    size = int(np.ceil(len(rows) / 4))
    held_out, train = rows[:size], rows[size:]
    model = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros"),
    ])
    model.compile(optimizer=keras.optimizers.SGD(0.5), loss="binary_crossentropy")
    model.fit(x[train].astype("float32"), said[train].astype("float32"), batch_size=32, epochs=30, verbose=0)
    return model, held_out


# %% task="weights" kind="wrong" breaks="Different lengths of answers and groups raise a ValueError as well"
# believed: NumPy complains by itself if the lengths differ (it does, but with an IndexError)
def poststratify(answers, groups, town_shares):
    present = set(groups.tolist())
    for group in present | set(town_shares):
        if group not in present:
            raise ValueError(f"group {group} has no answers")
        if group not in town_shares:
            raise ValueError(f"group {group} is unknown in the town")
    estimate = 0.0
    for group, share in town_shares.items():
        estimate += share * float(answers[groups == group].mean())
    return estimate


# %% task="beyond-repair" kind="right"
def shares_of_groups(column):
    shares = {}
    for group in column.tolist():
        shares[group] = shares.get(group, 0) + 1
    return {group: count / len(column) for group, count in shares.items()}


def which_repairs(town, asked, columns):
    goes = town["goes"]
    truth = goes.mean()
    best = None
    best_difference = None
    for name in columns:
        column = town[name]
        shares = shares_of_groups(column)
        if set(column[asked].tolist()) != set(shares):
            continue
        estimate = poststratify(goes[asked], column[asked], shares)
        difference = abs(estimate - truth)
        if best is None or difference < best_difference:
            best = name
            best_difference = difference
    if best is None:
        raise ValueError("none of these columns can be used: " + ", ".join(columns))
    return best


# %% task="call-again" kind="wrong" breaks="an int of Python or NumPy from 0 to people - 1"
# believed: the people are numbered from 1 to people
def phone_survey(call, people, budget, rng):
    count = max(1, min(people, budget // 4))
    queue = [int(p) + 1 for p in rng.permutation(people)[:count]]
    yes = 0
    no = 0
    calls = 0
    while len(queue) > 0 and calls < budget:
        person = queue.pop(0)
        answer = call(person)
        calls += 1
        if answer is None:
            queue.append(person)
        elif answer:
            yes += 1
        else:
            no += 1
    if yes + no == 0:
        return float("nan")
    return yes / (yes + no)
