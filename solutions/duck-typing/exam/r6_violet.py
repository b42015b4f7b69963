# %% task="scorer" kind="right"
# keras.ops from beginning to end; only the division at the end is Python's.
def accuracy(predictor, X, y):
    ops = keras.ops
    answer = predictor.predict(X)
    if not ops.is_tensor(answer):
        answer = np.asarray(answer, dtype="float32")
    answer = ops.cast(ops.convert_to_tensor(answer), "float32")
    truth = ops.convert_to_tensor(np.asarray(y, dtype="float32"))
    if len(answer.shape) == 2 and answer.shape[1] >= 2:
        classes = ops.argmax(answer, axis=1)
    else:
        flat = ops.reshape(answer, (-1,))
        whole = bool(ops.all(ops.equal(flat, ops.floor(flat))))
        classes = flat if whole else ops.greater(flat, 0.5)
    hits = ops.equal(ops.cast(classes, "float32"), truth)
    return int(ops.sum(ops.cast(hits, "int32"))) / int(truth.shape[0])

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# Looks for the name __call__: an object on which somebody hung a __call__ has it, and still cannot be called.
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not hasattr(step, "__call__"):
            raise TypeError(f"{step!r} cannot be called")
    for step in steps:
        x = step(x)
    return x

