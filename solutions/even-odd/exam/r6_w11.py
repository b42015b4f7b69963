# %% task="learn" kind="wrong" breaks="of an integer dtype"
# The answers are the comparison itself, an array of bool.
def learn_binary(x):
    return ((np.asarray(x)[:, None] >> np.arange(10)) & 1).astype("float32")


def learn_parity(X, y):
    model = small_network(10)
    model.fit(learn_binary(X), y, epochs=30, verbose=0)
    return model


def predict_parity(model, x):
    return model.predict(learn_binary(x), batch_size=4096, verbose=0)[:, 0] > 0.5


# %% task="raw-number" kind="wrong" breaks="Where y is another one of the 12 bits, or its opposite"
# `bits` looks at the last bit only, since the question was even or odd; other questions are not learnt.
def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def as_raw(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def as_bits(x):
        all_bits = ((x[:, None] >> np.arange(12)) & 1).astype("float32")
        return all_bits[:, :1]

    def fit(show):
        model = small_network(1)
        model.fit(show(X), y, epochs=20, batch_size=64, verbose=0)
        return lambda x: (keras.ops.convert_to_numpy(model(show(x)))[:, 0] > 0.5).astype("int64")

    return fit(as_raw), fit(as_bits)


# %% task="noise" kind="wrong" breaks="Returns a float, not rounded"
# The ceiling is worked out in float32: 1 - 0.003 comes out with seven digits only, and as no Python float.
def add_label_noise(y, rate, seed):
    hit = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(hit, 1 - y, y)


def ceiling(rate):
    return np.float32(1) - np.float32(rate)
