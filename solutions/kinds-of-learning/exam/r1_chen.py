# %% task="learns" kind="right"
import statistics


def learns(scores):
    """With the statistics of the standard library."""
    repeats, sizes = np.shape(scores)
    if not (repeats >= 2 and sizes >= 2):
        raise ValueError(f"{repeats} repeats, {sizes} sizes")
    first, *_, last = np.asarray(scores).astype("float64").T.tolist()
    rises = [after - before for before, after in zip(first, last, strict=True)]
    mean = statistics.fmean(rises)
    return bool(mean > 0 and mean > 3 * statistics.stdev(rises) / repeats**0.5)


# %% task="groups" kind="wrong" breaks="no column is scaled"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    if not 1 <= k <= len(np.unique(x, axis=0)):
        raise ValueError("no such number of groups")
    spread = x.std(axis=0)
    spread[spread == 0] = 1
    x = x / spread
    best, least = None, np.inf
    for _ in range(10):
        begin = [x[rng.integers(len(x))]]
        while len(begin) < k:
            near = ((x[:, None] - np.array(begin)) ** 2).sum(axis=2).min(axis=1)
            begin.append(x[rng.choice(len(x), p=near / near.sum())])
        centres, before = np.array(begin), None
        for _ in range(1000):
            far = ((x[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(k), labels)
            if len(empty):
                centres[empty[0]] = x[far.min(axis=1).argmax()]
                continue
            if before is not None and (labels == before).all():
                break
            before = labels
            centres = np.array([x[labels == group].mean(axis=0) for group in range(k)])
        cost = far.min(axis=1).sum()
        if cost < least:
            best, least = (centres, labels), cost
    return best[0] * spread, best[1]


# %% task="names" kind="wrong" breaks="A naming gives each group the name of a class, or none"
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, classes = np.unique(labels), np.unique(truth)
    best = 0
    for names in itertools.permutations(classes):
        best = max(best, sum(((labels == g) & (truth == c)).sum() for g, c in zip(groups, names)))
    return float(best / len(labels))


# %% task="three-questions" kind="right"
class Asker:
    """Columns in standard deviations, centres begun far apart, and one question a centre."""

    def __init__(self, x):
        x = np.asarray(x, dtype="float64")
        self.z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)

    def gaps(self, centres):
        return np.stack([np.linalg.norm(self.z - centre, axis=1) for centre in centres])

    def begin(self, rng):
        centres = [self.z[int(rng.integers(len(self.z)))]]
        for _ in range(2):
            weight = self.gaps(centres).min(axis=0) ** 2
            centres.append(self.z[int(rng.choice(len(self.z), p=weight / weight.sum()))])
        return np.stack(centres)

    def settle(self, centres):
        for _ in range(200):
            nearest = self.gaps(centres).argmin(axis=0)
            new = np.stack(
                [self.z[nearest == g].mean(axis=0) if (nearest == g).any() else centres[g] for g in range(3)]
            )
            if np.array_equal(new, centres):
                break
            centres = new
        return float((self.gaps(centres).min(axis=0) ** 2).sum()), centres


def ask_three(x, ask, rng):
    asker = Asker(x)
    cost, centres = min((asker.settle(asker.begin(rng)) for _ in range(15)), key=lambda pair: pair[0])
    gaps = asker.gaps(centres)
    said = {group: str(ask(int(gaps[group].argmin()))) for group in range(3)}
    return np.array([said[int(group)] for group in gaps.argmin(axis=0)])


# %% task="reward" kind="wrong" breaks="Every random number comes from it"
import random


def play(pull, arms, n, rng):
    coins, blanks, order = [1] * arms, [1] * arms, []
    for _ in range(n):
        drawn = [random.betavariate(a, b) for a, b in zip(coins, blanks)]
        arm = drawn.index(max(drawn))
        if pull(arm) == 1:
            coins[arm] += 1
        else:
            blanks[arm] += 1
        order.append(arm)
    return order


# %% task="which-kind" kind="wrong" breaks="a count of things"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how much",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
