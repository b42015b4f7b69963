# %% task="learns" kind="wrong" breaks="Fewer than 2 repeats or fewer"
def learns(scores):
    scores = np.asarray(scores, dtype="float64")
    if scores.ndim != 2 or len(scores) < 3 or scores.shape[1] < 2:
        raise ValueError("too few to tell")
    rises = scores[:, -1] - scores[:, 0]
    mean, error = rises.mean(), rises.std(ddof=1) / np.sqrt(len(rises))
    return bool(mean > 0 and mean > 3 * error)


# %% task="groups" kind="right"
class Valley:
    """One descent; starts that lose a group are thrown away."""

    def __init__(self, x, centres):
        self.x, self.centres, self.labels = x, centres, None

    def distances(self):
        return np.stack([np.square(self.x - centre).sum(axis=1) for centre in self.centres], axis=1)

    def descend(self):
        for _ in range(2000):
            labels = self.distances().argmin(axis=1)
            member = labels[:, None] == np.arange(len(self.centres))
            if not member.any(axis=0).all():
                return None
            if self.labels is not None and np.array_equal(labels, self.labels):
                return self
            self.labels = labels
            self.centres = np.stack([self.x[m].mean(axis=0) for m in member.T])
        return self

    @property
    def cost(self):
        return float(np.square(self.x - self.centres[self.labels]).sum())


def find_groups(x, k, rng):
    x = np.asarray(x).astype(np.float64)
    different = np.unique(x, axis=0)
    if k < 1 or k > len(different):
        raise ValueError(k)
    found, tries = [], 0
    while not found or tries < 12:
        tries += 1
        own = rng.spawn(1)[0]
        begin = [different[own.integers(len(different))]]
        for _ in range(k - 1):
            near = np.min([np.square(different - centre).sum(axis=1) for centre in begin], axis=0)
            begin.append(different[own.choice(len(different), p=near / near.sum())])
        valley = Valley(x, np.array(begin)).descend()
        if valley is not None:
            found.append(valley)
    best = min(found, key=lambda valley: valley.cost)
    return best.centres, best.labels


# %% task="names" kind="wrong" breaks="Any ints may be groups"
import itertools


def agreement(labels, truth):
    labels, truth = np.asarray(labels), np.asarray(truth)
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("lengths")

    groups, g = np.unique(labels.astype("int8"), return_inverse=True)
    classes, c = np.unique(truth, return_inverse=True)
    table = np.zeros((max(len(groups), len(classes)),) * 2)
    np.add.at(table, (g, c), 1)
    places = range(len(table))
    best = max(table[places, p].sum() for p in itertools.permutations(places))
    return float(best / len(labels))


# %% task="three-questions" kind="wrong" breaks="what is handed in is not changed"
def _three_groups(z, rng):
    best, least = None, np.inf
    for _ in range(20):
        centres, before = z[rng.choice(len(z), 3, replace=False)], None
        for _ in range(300):
            far = ((z[:, None] - centres) ** 2).sum(axis=2)
            labels = far.argmin(axis=1)
            empty = np.setdiff1d(np.arange(3), labels)
            if len(empty):
                centres[empty[0]] = z[far.min(axis=1).argmax()]
                continue
            if before is not None and (labels == before).all():
                break
            before = labels
            centres = np.array([z[labels == group].mean(axis=0) for group in range(3)])
        if far.min(axis=1).sum() < least:
            best, least = (centres, labels, far), far.min(axis=1).sum()
    return best


def ask_three(x, ask, rng):
    x = np.asarray(x, dtype="float64")
    x -= x.mean(axis=0)
    z = x / x.std(axis=0)
    centres, labels, far = _three_groups(z, rng)
    asked = far.argmin(axis=0)
    names = [ask(int(row)) for row in asked]
    return [names[label] for label in labels]


# %% task="reward" kind="wrong" breaks="Returns the levers in the order in which they were pulled"
def play(pull, arms, n, rng):
    coins, tries = np.zeros(arms), np.zeros(arms, dtype=int)
    for _ in range(n):
        arm = int(rng.beta(1 + coins, 1 + tries - coins).argmax())
        coins[arm] += pull(arm)
        tries[arm] += 1
    return np.repeat(np.arange(arms), tries)


# %% task="which-kind" kind="right"
def kinds():
    much, many, yes, one, ones, alike, pays, none = (
        "how much", "how many", "whether", "which one", "which ones", "what is alike", "what pays",
        "nothing to learn",
    )
    return dict(enumerate([yes, one, much, many, ones, alike, pays, none, pays, ones, alike, one], start=1))
