# %% task="three-way" kind="right"
# keras: a seeded shuffle, and tensors as parts
def split(n, fractions, seed):
    first, second, third = (float(part) for part in fractions)
    if min(first, second, third) <= 0 or abs(first + second + third - 1) > 1e-5:
        raise ValueError("fractions must be above 0 and add up to 1")
    order = keras.random.shuffle(keras.ops.arange(n, dtype="int32"), seed=int(seed))
    one, two = int(n * first), int(n * (first + second))
    return order[:one], order[one:two], order[two:]


# %% task="stratify" kind="right"
# the random order comes from keras; all classes are cut at once by a row's rank in its class; tensors
def stratified_split(y, fractions, seed):
    y = np.asarray(y)
    _, class_of, counts = np.unique(y, return_inverse=True, return_counts=True)
    if counts.min() < 3:
        raise ValueError("each class needs 3 rows")
    order = keras.ops.convert_to_numpy(keras.random.shuffle(keras.ops.arange(len(y)), seed=int(seed)))
    order = order[np.argsort(class_of[order], kind="stable")]
    rank = np.arange(len(y)) - np.repeat(np.cumsum(counts) - counts, counts)
    place = (rank + 0.5) / np.repeat(counts, counts)
    part = (place > fractions[0]).astype(int) + (place > fractions[0] + fractions[1])
    return [keras.ops.convert_to_tensor(order[part == number], dtype="int32") for number in range(3)]


# %% task="no-leak" kind="right"
# the layer of keras, new in each call; tensors
def standardise(train, *others):
    ruler = keras.layers.Normalization(axis=-1)
    ruler.adapt(np.array(train, dtype="float32"))
    return tuple(ruler(np.array(part, dtype="float32")) for part in (train, *others))


# %% task="selection" kind="right"
# keras.ops: standardised in float64 first, then the correlations and top_k
def choose_columns(x, y, train, k):
    rows = np.asarray(x)[train].astype("float64")
    flat = rows.max(axis=0) == rows.min(axis=0)
    rows = (rows - rows.mean(axis=0)) / np.where(flat, 1, rows.std(axis=0))
    rows[:, flat] = 0
    labels = np.asarray(y)[train].astype("float64")
    labels = (labels - labels.mean()) / labels.std()
    score = keras.ops.abs(keras.ops.mean(
        keras.ops.convert_to_tensor(rows, "float64") * keras.ops.convert_to_tensor(labels[:, None], "float64"), axis=0
    ))
    score = score - keras.ops.convert_to_tensor(flat.astype("float64"), "float64")
    return keras.ops.convert_to_numpy(keras.ops.top_k(score, k=int(k))[1])


# %% task="memoriser" kind="right"
# binary search among the sorted rows, each seen as one piece of memory
class Memoriser:
    @staticmethod
    def keys(x):
        x = np.ascontiguousarray(x, dtype="float32")
        return np.array([row.tobytes().hex() for row in x])

    def fit(self, x, y):
        keys = self.keys(x)
        order = np.argsort(keys)
        self.sorted_keys, self.labels = keys[order], np.array(y, dtype="int32")[order]
        labels, counts = np.unique(y, return_counts=True)
        self.usual = labels[counts.argmax()]
        return self

    def predict(self, x):
        keys = self.keys(x)
        places = np.searchsorted(self.sorted_keys, keys).clip(max=len(self.labels) - 1)
        return np.where(self.sorted_keys[places] == keys, self.labels[places], self.usual).astype("int32")


def exam_gap(model, x, y, train, test):
    model.fit(x[train], y[train])

    def share(rows):
        return np.count_nonzero(np.equal(model.predict(x[rows]), y[rows])) / len(rows)

    return share(train), share(test)


# %% task="worn-out" kind="right"
# keras shuffles the places once; a pointer walks over them
def pick_best(candidates, x, y, validation, test):
    answers = np.stack([np.asarray(candidate(x[validation])) for candidate in candidates])
    right = (answers == y[validation]).sum(axis=1)
    best = int(right.argmax())
    exam = np.asarray(candidates[best](x[test])) == y[test]
    return best, float(right[best] / len(validation)), float(exam.sum() / len(test))


class ValidationPool:
    def __init__(self, rows, seed):
        places = keras.random.shuffle(keras.ops.arange(len(rows)), seed=int(seed))
        self.rows = np.asarray(rows)[keras.ops.convert_to_numpy(places)]
        self.used = 0

    def take(self, n):
        if self.used + n > len(self.rows):
            raise ValueError("too few rows are left")
        self.used += n
        return self.rows[self.used - n:self.used].copy()

    def __len__(self):
        return len(self.rows) - self.used
