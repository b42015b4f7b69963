# %% task="learns" kind="right"
def learns(scores):
    repeats = len(scores)
    if repeats < 2:
        raise ValueError("I need at least 2 repeats")
    sizes = len(scores[0])
    if sizes < 2:
        raise ValueError("I need at least 2 sizes")
    rises = []
    for i in range(repeats):
        first = float(scores[i][0])
        last = float(scores[i][sizes - 1])
        rises.append(last - first)
    total = 0.0
    for rise in rises:
        total = total + rise
    mean = total / repeats
    squares = 0.0
    for rise in rises:
        squares = squares + (rise - mean) ** 2
    s = (squares / (repeats - 1)) ** 0.5
    standard_error = s / repeats ** 0.5
    if mean > 0 and mean > 3 * standard_error:
        return True
    else:
        return False


# %% task="head" kind="wrong" breaks="Choose a rate so that 200 steps suffice."
# believed: "adam" as a text is always good enough; its rate need not fit the number of steps
def build(kind, columns, k):
    if kind == "number":
        units = 1
        activation = None
        loss = "mean_squared_error"
    elif kind == "yes-no":
        units = 1
        activation = "sigmoid"
        loss = "binary_crossentropy"
    elif kind == "one-of":
        units = k
        activation = "softmax"
        loss = "sparse_categorical_crossentropy"
    elif kind == "any-of":
        units = k
        activation = "sigmoid"
        loss = "binary_crossentropy"
    elif kind == "count":
        units = 1
        activation = "exponential"
        loss = "poisson"
    else:
        raise ValueError("unknown kind: " + kind)
    model = keras.Sequential()
    model.add(keras.Input((columns,)))
    model.add(keras.layers.Dense(units, activation=activation))
    model.compile(optimizer="adam", loss=loss)
    return model


# %% task="groups" kind="right"
def find_groups(x, k, rng):
    x = np.array(x, dtype="float64")
    n = len(x)
    different = np.unique(x, axis=0)
    if k < 1 or k > len(different):
        raise ValueError("k must be from 1 to the number of different rows")
    best_sum = None
    best_centres = None
    best_labels = None
    for start in range(12):
        # k different rows are the first centres
        places = rng.permutation(len(different))[:k]
        centres = different[places].copy()
        labels = np.full(n, -1)
        for step in range(500):
            distances = np.zeros((n, k))
            for j in range(k):
                distances[:, j] = ((x - centres[j]) ** 2).sum(axis=1)
            new_labels = distances.argmin(axis=1)
            empty = -1
            for j in range(k):
                if np.sum(new_labels == j) == 0:
                    empty = j
            if empty != -1:
                # the row that is worst off gets the free centre
                centres[empty] = x[distances.min(axis=1).argmax()]
                labels = np.full(n, -1)
                continue
            if np.array_equal(new_labels, labels):
                break
            labels = new_labels
            for j in range(k):
                centres[j] = x[labels == j].mean(axis=0)
        total = 0.0
        for j in range(k):
            total = total + ((x[labels == j] - centres[j]) ** 2).sum()
        if best_sum is None or total < best_sum:
            best_sum = total
            best_centres = centres
            best_labels = labels
    return best_centres, best_labels


# %% task="names" kind="wrong" breaks="No two groups get the same name."
# believed: each group takes its commonest class, whoever else has that name already
def agreement(labels, truth):
    if len(labels) != len(truth) or len(labels) == 0:
        raise ValueError("labels and truth must have the same length, and rows")
    right = 0
    for group in np.unique(labels):
        classes, counts = np.unique(truth[labels == group], return_counts=True)
        right = right + counts.max()
    return right / len(labels)


# %% task="three-questions" kind="wrong" breaks="There, too, units may differ: one column in metres, the next one in millimetres."
# believed: find_groups finds the clouds whatever the units are, so the columns can stay as they are
def ask_three(x, ask, rng):
    centres, labels = find_groups(x, 3, rng)
    names = [""] * len(x)
    for group in range(3):
        rows = np.where(labels == group)[0]
        best_row = rows[0]
        best_distance = ((x[best_row] - centres[group]) ** 2).sum()
        for row in rows:
            distance = ((x[row] - centres[group]) ** 2).sum()
            if distance < best_distance:
                best_distance = distance
                best_row = row
        name = ask(best_row)
        for row in rows:
            names[row] = name
    return names


# %% task="reward" kind="wrong" breaks="At least 9 of 10 games are won."
# believed: one try of each lever shows which one is best
def play(pull, arms, n, rng):
    tried = [0] * arms
    won = [0] * arms
    pulled = []
    for turn in range(n):
        if turn < arms:
            arm = turn
        else:
            arm = 0
            for other in range(arms):
                if won[other] / tried[other] > won[arm] / tried[arm]:
                    arm = other
        won[arm] = won[arm] + pull(arm)
        tried[arm] = tried[arm] + 1
        pulled.append(arm)
    return pulled


# %% task="which-kind" kind="wrong" breaks="exactly one of three or more names"
# believed: harmless or not are two classes, and choosing a class is always "which one"
def kinds():
    answers = {}
    answers[1] = "which one"
    answers[2] = "which one"
    answers[3] = "how much"
    answers[4] = "how many"
    answers[5] = "which ones"
    answers[6] = "what is alike"
    answers[7] = "what pays"
    answers[8] = "nothing to learn"
    answers[9] = "what pays"
    answers[10] = "which ones"
    answers[11] = "what is alike"
    answers[12] = "which one"
    return answers
