# %% task="ask" kind="right"
def random_sample(n, k, rng):
    """Walk along the list once. Each person is taken with (still needed) / (still to come)."""
    if not isinstance(k, (int, np.integer)) or k < 0 or k > n:
        raise ValueError("k has to be a whole number from 0 to n")
    taken = np.empty(k, dtype=int)
    have = 0
    for person in range(n):
        still_to_come = n - person
        still_needed = k - have
        if rng.random() * still_to_come < still_needed:
            taken[have] = person
            have += 1
    return taken


# %% task="funnel" kind="right"
def funnel(town):
    a, b = town["after"], town["before"]
    g = town["goes"]
    m = g & town["middle"]
    t = m & town["tells"]
    f = lambda v: v.mean() if v.size else np.nan
    return f(a), f(a[g]), f(a[m]), f(a[t]), f(b[t])


# %% task="worth" kind="right"
class Estimate:
    """A share of yes, from answers that are yes with probability p."""

    def __init__(self, p):
        self.p = p

    def variance_of_one(self):
        return self.p * (1 - self.p)

    def squared_error(self, truth, answers):
        return (self.p - truth) ** 2 + self.variance_of_one() / answers


def worth(k, truth, said):
    goal = Estimate(said).squared_error(truth, k)
    try:
        return float(Estimate(truth).variance_of_one()) / float(goal)
    except ZeroDivisionError:
        return float("inf")


# %% task="exam" kind="right"
import keras


def johns_exam(x, said, answered, seed):
    who = np.flatnonzero(answered)
    dice = np.random.default_rng(seed).random(len(who)).argsort()
    size = int(np.ceil(0.3 * len(who)))
    held_out, fit_on = who[dice[:size]], who[dice[size:]]
    model = keras.Sequential(
        [keras.Input((x.shape[1],)), keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros")]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss="binary_crossentropy")
    inputs, targets = x[fit_on].astype("float32"), said[fit_on].astype("float32")[:, None]
    model.fit(inputs, targets, batch_size=len(fit_on), epochs=80, shuffle=False, verbose=0)
    return model, held_out


# %% task="weights" kind="right"
import math


class Group:
    def __init__(self):
        self.values = []

    def mean(self):
        return math.fsum(self.values) / len(self.values)


def poststratify(answers, groups, town_shares):
    answers, groups = answers.tolist(), groups.tolist()
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    heard = {name: Group() for name in town_shares}
    for answer, name in zip(answers, groups):
        try:
            heard[name].values.append(float(answer))
        except KeyError:
            raise ValueError(f"unknown group: {name}") from None
    silent = [name for name, group in heard.items() if not group.values]
    if silent:
        raise ValueError(f"silent: {silent}")
    return math.fsum(town_shares[name] * group.mean() for name, group in heard.items())


# %% task="beyond-repair" kind="right"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    best, least = None, np.inf
    for column in columns:
        everybody = town[column]
        names, counts = np.unique(everybody, return_counts=True)
        shares = dict(zip(names.tolist(), (counts / len(everybody)).tolist()))
        try:
            estimate = float(poststratify(goes[asked], everybody[asked], shares))
        except ValueError:
            continue
        if abs(estimate - goes.mean()) < least:
            best, least = column, abs(estimate - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="wrong" breaks="people: how many people the town has, an int, at least 1."
def phone_survey(call, people, budget, rng):
    waiting = list(rng.choice(people, 120, replace=False))
    heard = []
    for _ in range(budget):
        if not waiting:
            break
        person = waiting.pop(0)
        answer = call(person)
        if answer is None:
            waiting.append(person)
        else:
            heard.append(answer)
    return np.mean(heard) if heard else np.nan
