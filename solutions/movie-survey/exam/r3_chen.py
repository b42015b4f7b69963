# %% task="ask" kind="wrong" breaks="All sets of k people are equally likely"
def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError("cannot pick so many")
    people = list(range(n))
    for i in range(min(k, n - 1)):
        j = int(rng.integers(i + 1, n))
        people[i], people[j] = people[j], people[i]
    return np.array(people[:k], dtype=int)

# %% task="funnel" kind="wrong" breaks="among those who go; among those who go and sit in the middle"
def funnel(town):
    bits = {name: town[name].view(np.uint8) for name in ("goes", "middle", "tells", "before", "after")}
    n = len(bits["after"])
    here = np.ones(n, np.uint8)
    shares = []
    for step in ("everybody", "goes", "middle", "tells"):
        here = here * bits.get(step, np.uint8(1))
        shares.append(float(np.float64(here @ bits["after"]) / np.float64(here @ here)))
    shares.append(float(np.float64(here @ bits["before"]) / np.float64(here @ here)))
    return shares

# %% task="worth" kind="right"
import math


def worth(k, truth, said):
    """Two surveys, each with only one fault; their worths add up like resistors side by side."""
    spread_town, spread_said = truth * (1 - truth), said * (1 - said)
    gap = said - truth
    square = gap * gap
    if_only_bias = spread_town / square if square > 0 else math.inf
    if_only_chance = k * (spread_town / spread_said)
    inverse = 1 / if_only_bias + 1 / if_only_chance
    return 1 / inverse if inverse > 0 else math.inf

# %% task="exam" kind="wrong" breaks="They depend on `answered` and `seed` alone"
class ChensModel:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        z = np.asarray(rows, float) @ self.w[1:] + self.w[0]
        return (1 / (1 + np.exp(-np.clip(z, -30, 30))))[:, None]


def johns_exam(x, said, answered, seed):
    rng = np.random.default_rng(seed)
    held = []
    for word in (0, 1):  # as many yes and no as there are
        rows = rng.permutation(np.flatnonzero(answered & (said == word)))
        held.append(rows[: -(-len(rows) // 4)])
    held_out = np.concatenate(held)
    train = np.setdiff1d(np.flatnonzero(answered), held_out)
    a = np.insert(x[train].astype(float), 0, 1.0, axis=1)
    y = said[train]
    w = np.zeros(a.shape[1])
    for _ in range(400):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        w += 0.5 * a.T @ (y - p) / len(y)
    return ChensModel(w), held_out

# %% task="weights" kind="wrong" breaks="A group of the town from which nobody has answered raises a ValueError"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("answers and groups have different lengths")
    heard = {}
    for answer, group in zip(answers.tolist(), groups.tolist()):
        heard.setdefault(group, []).append(answer)
    for group in heard:
        if group not in town_shares:
            raise ValueError(f"unknown group: {group}")
    silent = next((group for group in town_shares if group not in heard), None)
    if silent:
        raise ValueError(f"no answers from group {silent}")
    return float(sum(town_shares[g] * sum(values) / len(values) for g, values in heard.items()))

# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    gaps = {}
    for column in columns:
        groups = town[column].tolist()
        heard = {}
        for row in asked.tolist():
            heard.setdefault(groups[row], []).append(bool(goes[row]))
        if set(groups) - set(heard):
            continue
        size = {}
        for group in groups:
            size[group] = size.get(group, 0) + 1
        estimate = sum(size[g] / len(groups) * sum(v) / len(v) for g, v in heard.items())
        gaps[column] = round(abs(estimate - goes.mean()), 2)
    if not gaps:
        raise ValueError("each column has a group that nobody asked")
    return min(gaps, key=gaps.get)

# %% task="call-again" kind="wrong" breaks="That holds in whatever order the people stand in the list."
def phone_survey(call, people, budget, rng):
    start = int(rng.integers(people))
    yes = no = made = 0
    for step in range(people):
        person = (start + step) % people
        while made < budget:
            made += 1
            answer = call(person)
            if answer is not None:
                yes, no = yes + bool(answer), no + (not answer)
                break
        if made == budget:
            break
    return yes / (yes + no) if yes + no else float("nan")
