# %% task="rule" kind="right"
# The shortest way: __index__ is what integers have and other numbers have not.
def parity(x):
    import operator

    return operator.index(x) & 1


# %% task="samples" kind="right"
# NumPy's generator, vectorised.
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, X % 2


# %% task="features" kind="right"
# Shift and mask, by broadcasting.
def to_bits(x, width):
    return ((x[:, None] >> np.arange(width)) & 1).astype("float32")


# %% task="learn" kind="right"
# The network of the notebook, on the ten lowest bits.
def low_ten_bits(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    model = small_network(10)
    model.fit(low_ten_bits(X), y, epochs=40, verbose=0)
    return model


def predict_parity(model, x):
    probability = model.predict(low_ten_bits(x), batch_size=4096, verbose=0)[:, 0]
    return (probability > 0.5).astype("int64")


# %% task="raw-number" kind="right"
# A function that makes functions; two small networks of the notebook.
def compare_features(X, y, seed):
    def show_raw(x):
        return (np.asarray(x)[:, None] / 2048 - 1).astype("float32")

    def show_bits(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    def make_predictor(show, features):
        model = small_network(features)
        model.fit(show(X), y, epochs=25, batch_size=64, verbose=0)

        def predictor(x):
            return (model.predict(show(x), verbose=0)[:, 0] > 0.5).astype("int64")

        return predictor

    keras.utils.set_random_seed(seed)
    return make_predictor(show_raw, 1), make_predictor(show_bits, 12)


# %% task="noise" kind="right"
# np.where on independent draws.
def add_label_noise(y, rate, seed):
    flipped = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flipped, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="right"
# Logistic regression in Keras with large batches and small steps.
def learn_through_noise(X, y):
    def show(x):
        return ((np.asarray(x)[:, None] >> np.arange(12)) & 1).astype("float32")

    model = keras.Sequential([keras.Input((12,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    model.fit(show(X), y, epochs=80, batch_size=256, verbose=0)
    return lambda x: (model.predict(show(x), verbose=0)[:, 0] > 0.5).astype("int64")
