# %% task="ask" kind="wrong" breaks="the numbers of k different people"
def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    return rng.permutation(n)[:k].astype(np.int16)  # saves memory


# %% task="funnel" kind="wrong" breaks="it may hold other columns, too"
def funnel(town):
    goes, middle, tells, before, after = list(town.values())[-5:]
    asked = goes & middle
    told = asked & tells
    return [group.mean() if len(group) else np.nan
            for group in (after, after[goes], after[asked], after[told], before[told])]


# %% task="worth" kind="right"
def worth(k, truth, said):
    bias = np.float64(said) - np.float64(truth)
    chance = np.float64(said) * (1.0 - np.float64(said)) * np.reciprocal(np.float64(k))
    return np.divide(np.float64(truth) * (1.0 - truth), np.square(bias) + chance)


# %% task="exam" kind="wrong" breaks="said of people who are held out or who did not answer changes its answers"
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


class Logistic:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def predict(self, rows):
        return sigmoid(rows @ self.w + self.b)


def johns_exam(x, said, answered, seed):
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = (len(rows) + 3) // 4
    held_out, train = rows[:cut], rows[cut:]
    w, b = np.zeros(x.shape[1]), 0.0
    best = (np.inf, w, b)
    for _ in range(300):
        error = sigmoid(x[train] @ w + b) - said[train]
        w, b = w - 0.5 * x[train].T @ error / len(train), b - 0.5 * error.mean()
        # early stopping: keep the epoch that does best on rows the model has not seen
        p = np.clip(sigmoid(x[held_out] @ w + b), 1e-7, 1 - 1e-7)
        loss = -np.mean(np.where(said[held_out] == 1, np.log(p), np.log(1 - p)))
        if loss < best[0]:
            best = (loss, w, b)
    return Logistic(*best[1:]), held_out


# %% task="weights" kind="wrong" breaks="Returns a float, the estimated mean answer of the whole town."
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    unknown = sorted(set(groups.tolist()) - set(town_shares))
    if unknown:
        raise ValueError(f"not in the town: {unknown}")
    means = np.zeros(len(town_shares), dtype=answers.dtype if answers.dtype != bool else float)
    for place, group in enumerate(town_shares):
        inside = groups == group
        if not inside.any():
            raise ValueError(f"no answer from {group}")
        means[place] = answers[inside].mean()
    return float(means @ np.array(list(town_shares.values())))


# %% task="beyond-repair" kind="wrong" breaks="and is passed over"
def which_repairs(town, asked, columns):
    goes, best = town["goes"], (2, None)
    for column in columns:
        names, counts = np.unique(town[column], return_counts=True)
        sample = town[column][asked]
        if len(np.unique(sample)) < len(names):
            break
        estimate = sum(c / len(goes) * goes[asked][sample == g].mean() for g, c in zip(names, counts))
        best = min(best, (abs(estimate - goes.mean()), column))
    if best[1] is None:
        raise ValueError("no column can be used")
    return best[1]


# %% task="call-again" kind="wrong" breaks="It decides which people are called."
def phone_survey(call, people, budget, rng):
    order = np.random.default_rng(people).permutation(people)
    heard, left = [], budget
    for person in order:
        while left:
            left -= 1
            answer = call(person)
            if answer is not None:
                heard.append(bool(answer))
                break
        if not left:
            break
    return sum(heard) / len(heard) if heard else float("nan")
