# %% task="ask" kind="wrong" breaks="of k people are equally likely, whatever earlier calls gave."
def random_sample(n, k, rng):
    if k not in range(n + 1):
        raise ValueError("no such k")
    # a generator of my own, so that the draw is a fresh one
    own = np.random.default_rng(int(rng.integers(1000)))
    return own.permutation(n)[:k]


# %% task="funnel" kind="right"
def funnel(town):
    reach = np.stack([np.ones(np.shape(town["goes"]), bool), town["goes"], town["middle"], town["tells"]])
    reach = np.logical_and.accumulate(reach, axis=0).astype(float)
    yes = np.append(reach @ town["after"].astype(float), reach[3] @ town["before"].astype(float))
    count = reach.sum(axis=1)[[0, 1, 2, 3, 3]]
    return np.divide(yes, count, out=np.full(5, np.nan), where=count > 0)


# %% task="worth" kind="wrong" breaks="or infinite."
import math


def worth(k, truth, said):
    if k == math.inf:
        k = 10**12  # as good as endless
    mse = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / mse


# %% task="exam" kind="wrong" breaks="are at least a quarter of those who answered"
class FloorModel:
    def __init__(self, x, y):
        full = np.c_[np.ones(len(x)), x.astype(float)]
        self.w = np.zeros(full.shape[1])
        for _ in range(400):
            self.w += full.T @ (y - self._sigmoid(full @ self.w)) / len(y)

    @staticmethod
    def _sigmoid(z):
        return 0.5 * (1 + np.tanh(z / 2))

    def predict(self, rows):
        return self._sigmoid(np.c_[np.ones(len(rows)), rows.astype(float)] @ self.w)


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    rows = np.flatnonzero(answered)
    held_out = rng.choice(rows, len(rows) // 4, replace=False)
    train = np.setdiff1d(rows, held_out)
    return FloorModel(x[train], said[train]), held_out


# %% task="weights" kind="wrong" breaks="what is handed in is not changed"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("different lengths")
    labels = groups.tolist()
    estimate = 0.0
    for group in sorted(set(labels)):
        if group not in town_shares:
            raise ValueError(f"the town has no group {group}")
        rows = [row for row, label in enumerate(labels) if label == group]
        estimate += town_shares.pop(group) * float(np.mean(answers[rows], dtype=float))
    for group in town_shares:  # what is left has not answered
        raise ValueError(f"nobody of the group {group} has answered")
    return estimate


# %% task="beyond-repair" kind="wrong" breaks="is passed over"
def which_repairs(town, asked, columns):
    goes, off = town["goes"], []
    for column in columns:
        all_groups = town[column]
        here = all_groups[asked]
        # the mean of nobody is NaN, so such a column falls out
        estimate = sum(np.mean(all_groups == g) * np.mean(goes[asked][here == g]) for g in np.unique(all_groups))
        off.append(abs(estimate - goes.mean()))
    if np.all(np.isnan(off)):
        raise ValueError("no column can be used")
    return columns[int(np.argmin(off))]


# %% task="call-again" kind="right"
class _Wave:
    """Some people who are called, round by round, until each of them has answered."""

    def __init__(self, members):
        self.open, self.answers = list(members), []

    def one_round(self, call, left):
        still_open = []
        for place, person in enumerate(self.open):
            if left == 0:
                still_open.extend(self.open[place:])
                break
            left -= 1
            answer = call(person)
            if answer is None:
                still_open.append(person)
            else:
                self.answers.append(1.0 if answer else 0.0)
        self.open = still_open
        return left


def phone_survey(call, people, budget, rng):
    order = [int(person) for person in rng.permutation(people)]
    waves, left = [], budget
    while order and left > 0:
        wave, order = _Wave(order[:10]), order[10:]
        waves.append(wave)
        while wave.open and left > 0:
            left = wave.one_round(call, left)
    finished = [answer for wave in waves if not wave.open for answer in wave.answers]
    # a wave that is cut off leans to those who pick up early: it counts only where there is no other
    counted = finished or [answer for wave in waves for answer in wave.answers]
    return sum(counted) / len(counted) if counted else float("nan")
