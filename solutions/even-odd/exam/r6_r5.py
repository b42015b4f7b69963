# %% task="learn" kind="right"
# The model is shown the number itself; a Lambda layer takes the remainder, and the Dense layer learns what it means.
def learn_parity(X, y):
    model = keras.Sequential([
        keras.Input((1,)),
        keras.layers.Lambda(lambda number: number % 2.0),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(X[:, None].astype("float32"), y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(np.asarray(x)[:, None].astype("float32"), batch_size=4096, verbose=0)
    return np.rint(probability.reshape(-1)).astype(np.int64)


# %% task="samples" kind="right"
# The global generator of NumPy is seeded, and put back as it was before.
def make_samples(n, low, high, seed):
    before = np.random.get_state()
    try:
        np.random.seed(seed)
        X = np.random.randint(low, high, size=n, dtype=np.int64)
    finally:
        np.random.set_state(before)
    return X, np.abs(X % 2)


# %% task="noise" kind="right"
# Exclusive or, given back as a tensor.
def add_label_noise(y, rate, seed):
    rng = np.random.Generator(np.random.Philox(seed))
    hit = (rng.random(size=y.shape) < rate).astype(np.int64)
    return keras.ops.convert_to_tensor(np.bitwise_xor(y, hit))


def ceiling(rate):
    right = 1.0
    right -= rate
    return right


# %% task="through-noise" kind="right"
# Least squares on the bits as -1 and 1; the answers are a tensor.
def learn_through_noise(X, y):
    def show(x):
        x = np.asarray(x)
        return np.hstack([2.0 * ((x[:, None] >> np.arange(12)) & 1) - 1, np.ones((len(x), 1))])

    weights, *_ = np.linalg.lstsq(show(X), 2.0 * y - 1, rcond=None)
    return lambda x: keras.ops.convert_to_tensor((show(x) @ weights > 0).astype("int32"))
