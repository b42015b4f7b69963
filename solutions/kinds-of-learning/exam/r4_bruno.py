# %% task="learns" kind="wrong" breaks="array of floats or of integers, such as uint8"
# believed: 3 - 5 is -2 in every array; the mean turns into float64 soon enough
def learns(scores):
    repeats, sizes = scores.shape
    if repeats < 2 or sizes < 2:
        raise ValueError("at least 2 repeats and 2 sizes, please")
    rises = scores[:, sizes - 1] - scores[:, 0]
    mean = np.mean(rises, dtype=np.float64)
    standardError = np.std(rises, ddof=1, dtype=np.float64) / np.sqrt(repeats)
    return bool(mean > 0 and mean > 3 * standardError)


# %% task="head" kind="right"
class HeadFactory:
    """Knows how the last layer of each kind looks."""

    RATE = 0.1

    @staticmethod
    def units(kind, k):
        return k if kind in ("one-of", "any-of") else 1

    @staticmethod
    def activation(kind):
        return {
            "number": "linear",
            "yes-no": "sigmoid",
            "one-of": "softmax",
            "any-of": "sigmoid",
            "count": "exponential",
        }[kind]

    @staticmethod
    def loss(kind):
        return {
            "number": "mean_squared_error",
            "yes-no": "binary_crossentropy",
            "one-of": "sparse_categorical_crossentropy",
            "any-of": "binary_crossentropy",
            "count": "poisson",
        }[kind]


def build(kind, columns, k):
    if kind not in ("number", "yes-no", "one-of", "any-of", "count"):
        raise ValueError("no such kind: " + str(kind))
    inputs = keras.Input(shape=(columns,))
    outputs = keras.layers.Dense(HeadFactory.units(kind, k), activation=HeadFactory.activation(kind))(inputs)
    model = keras.Model(inputs=inputs, outputs=outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=HeadFactory.RATE),
        loss=HeadFactory.loss(kind),
    )
    return model


# %% task="groups" kind="wrong" breaks="cloud is a group: in at least 8 of 10 tables."
# believed: the recipe always comes to rest in the right place, so one beginning is enough
def find_groups(x, k, rng):
    x = np.asarray(x, dtype=np.float64)
    candidates = np.unique(x, axis=0)
    if k < 1 or k > len(candidates):
        raise ValueError("k out of range")
    centres = candidates[rng.choice(len(candidates), size=k, replace=False)]
    labels = None
    for _ in range(1000):
        distances = ((x[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        newLabels = distances.argmin(axis=1)
        sizes = np.bincount(newLabels, minlength=k)
        if sizes.min() == 0:
            centres[sizes.argmin()] = x[distances.min(axis=1).argmax()]
            labels = None
            continue
        if labels is not None and (newLabels == labels).all():
            break
        labels = newLabels
        for j in range(k):
            centres[j] = x[labels == j].mean(axis=0)
    return centres, labels


# %% task="names" kind="right"
class NamingSearch:
    """Goes through all namings recursively, as one would do it in Java."""

    def __init__(self, counts):
        self.counts = counts
        self.best = 0

    def search(self, group, usedNames, right):
        if group == len(self.counts):
            if right > self.best:
                self.best = right
            return
        # this group gets no name
        self.search(group + 1, usedNames, right)
        for name in range(len(self.counts[group])):
            if name not in usedNames:
                self.search(group + 1, usedNames | {name}, right + self.counts[group][name])


def agreement(labels, truth):
    if len(labels) != len(truth):
        raise ValueError("labels and truth differ in length")
    if len(labels) == 0:
        raise ValueError("there are no rows")
    groups = sorted(set(labels.tolist()))
    classes = sorted(set(truth.tolist()))
    counts = [[0] * len(classes) for _ in groups]
    for group, name in zip(labels.tolist(), truth.tolist()):
        counts[groups.index(group)][classes.index(name)] += 1
    search = NamingSearch(counts)
    search.search(0, frozenset(), 0)
    return search.best / len(labels)


# %% task="three-questions" kind="wrong" breaks="at least 85 % of the names are right"
# believed: any three rows will do to ask about; the others go with the nearest of them
def ask_three(x, ask, rng):
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    asked = []
    while len(asked) < 3:
        row = int(rng.integers(len(x)))
        # at least three different birds
        if all((scaled[row] != scaled[other]).any() for other in asked):
            asked.append(row)
    names = [ask(row) for row in asked]
    result = []
    for row in range(len(x)):
        distances = [((scaled[row] - scaled[other]) ** 2).sum() for other in asked]
        result.append(names[int(np.argmin(distances))])
    return result


# %% task="reward" kind="wrong" breaks="It may be smaller than `arms`."
# believed: there are always enough pulls to try each lever once before the game begins
class Bandit:
    def __init__(self, arms):
        self.tried = np.zeros(arms)
        self.won = np.zeros(arms)
        self.history = []

    def doPull(self, pull, arm):
        self.won[arm] += pull(arm)
        self.tried[arm] += 1
        self.history.append(arm)

    def bestArm(self):
        return int(np.argmax(self.won / self.tried))


def play(pull, arms, n, rng):
    bandit = Bandit(arms)
    for arm in range(arms):
        bandit.doPull(pull, arm)
    for turn in range(arms, n):
        if rng.random() < 0.1:
            bandit.doPull(pull, int(rng.integers(arms)))
        else:
            bandit.doPull(pull, bandit.bestArm())
    return bandit.history


# %% task="which-kind" kind="wrong" breaks="a value that a known rule gives exactly"
# believed: an area is a measured amount, so a machine has to learn it from the lengths and widths
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "how much",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
