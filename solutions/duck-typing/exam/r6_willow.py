# %% task="scorer" kind="right"
# Another way: the columns are sorted, wholeness is a remainder, and match looks at the shape.
def accuracy(predictor, X, y):
    class Answer:
        def __init__(self, given):
            if keras.ops.is_tensor(given):
                given = keras.ops.convert_to_numpy(given)
            self.numbers = np.array(given)

        def classes(self):
            match self.numbers.shape:
                case (_, k) if k >= 2:
                    return np.argsort(self.numbers, axis=1)[:, -1]
                case _:
                    column = self.numbers.ravel()
                    fractions = np.mod(column, 1)
                    return np.where(column > 0.5, 1, 0) if fractions.any() else column

    hits = Answer(predictor.predict(X)).classes() == np.asarray(y)
    return int(np.count_nonzero(hits)) / len(y)

# %% task="callable-layer" kind="wrong" breaks="The first step gets x itself."
# Nothing is computed for None: it comes back at once, and no step runs.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    if x is None:
        return None
    for step in steps:
        x = step(x)
    return x

