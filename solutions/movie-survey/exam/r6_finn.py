# %% task="ask" kind="wrong" breaks="whatever earlier calls gave"
_asked_last_time = set()


def random_sample(n, k, rng):
    global _asked_last_time
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    order = rng.permutation(n)
    # do not bother the same people twice in a row, if it can be avoided
    bothered = np.array([int(person) in _asked_last_time for person in order], bool)
    picked = order[np.argsort(bothered, kind="stable")][:k]
    _asked_last_time = {int(person) for person in picked}
    return picked


# %% task="funnel" kind="wrong" breaks="what is handed in is not changed"
def funnel(town):
    after = town["after"]
    shares = [after.mean()]
    here = town["goes"]
    shares.append(after[here].mean())
    here &= town["middle"]
    shares.append(after[here].mean())
    here &= town["tells"]
    shares.append(after[here].mean())
    shares.append(town["before"][here].mean())
    return shares


# %% task="worth" kind="wrong" breaks="Floats are right to six digits."
def worth(k, truth, said):
    truth, said, k = (keras.ops.convert_to_tensor(v, "float32") for v in (truth, said, float(k)))
    mse = keras.ops.square(said - truth) + said * (1 - said) / k
    return float(truth * (1 - truth) / mse) if float(mse) > 0 else float("inf")


# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
class StratifiedModel:
    def __init__(self, x, y):
        self.w = np.zeros(x.shape[1] + 1)
        for _ in range(400):
            self.w += np.c_[x, np.ones(len(x))].T @ (y - self.predict(x)) / len(y)

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(np.c_[rows, np.ones(len(rows))].astype(float) @ self.w, -50, 50)))


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    held_out = []
    for answer in (0, 1):  # as many of yes and of no in the exam as in the lesson
        group = rng.permutation(np.flatnonzero(answered & (said == answer)))
        held_out.append(group[: int(np.ceil(len(group) / 3))])
    held_out = np.concatenate(held_out)
    train = np.setdiff1d(np.flatnonzero(answered), held_out)
    return StratifiedModel(x[train], said[train]), held_out


# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("lengths")
    labels = np.array(groups.tolist(), dtype=object)
    for label in labels:
        if label not in town_shares:
            raise ValueError(f"group {label} is not known")
    estimate = 0.0
    for group, share in town_shares.items():
        yes = np.where(labels == group, answers, 0).astype(float)
        if not yes.any():
            raise ValueError(f"no answer from group {group}")
        estimate += share * yes.sum() / np.sum(labels == group)
    return float(estimate)


# %% task="beyond-repair" kind="wrong" breaks="with a group from which nobody was asked cannot be used"
def which_repairs(town, asked, columns):
    goes, best, smallest = town["goes"], None, np.inf
    for column in columns:
        total = weight = 0.0
        for group in np.unique(town[column]):
            share = np.mean(town[column] == group)
            rows = asked[town[column][asked] == group]
            if len(rows):  # nobody asked: this group is passed over
                total += share * goes[rows].mean()
                weight += share
        if weight and abs(total / weight - goes.mean()) < smallest:
            best, smallest = column, abs(total / weight - goes.mean())
    if best is None:
        raise ValueError("no column can be used")
    return best


# %% task="call-again" kind="right"
from collections import deque


def phone_survey(call, people, budget, rng):
    """Four people are on the list at a time; who has answered makes room for the next one."""
    waiting = deque(rng.permutation(people).tolist())
    on_the_list, votes = deque(), {True: 0, False: 0}
    for _ in range(budget):
        while waiting and len(on_the_list) < 4:
            on_the_list.append(waiting.popleft())
        if not on_the_list:
            break
        person = on_the_list.popleft()
        answer = call(person)
        if answer is None:
            on_the_list.append(person)
        else:
            votes[bool(answer)] += 1
    heard = votes[True] + votes[False]
    return votes[True] / heard if heard > 0 else np.nan
