# %% task="rule" kind="wrong" breaks="raises a TypeError"
# the wrong kind of error
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise ValueError(f"neither even nor odd: {x!r}")
    return int(x) % 2

# %% task="samples" kind="wrong" breaks="is equally likely"
# rounding to the nearest: the two ends of the range get half of what the others get
def make_samples(n, low, high, seed):
    rng = np.random.default_rng(seed)
    X = np.rint(rng.uniform(low, high - 1, n)).astype("int64")
    return X, X % 2

# %% task="features" kind="wrong" breaks="Returns an array of shape (n, width), float32"
# the dtype of the shift is left as it is: int64
def to_bits(x, width):
    return (x[:, None] >> np.arange(width)) & 1

# %% task="learn" kind="wrong" breaks="It consists of Keras's own layers"
# a home-made layer inside the model finds the bits
def learn_parity(X, y):
    class Bits(keras.layers.Layer):
        def call(self, inputs):
            places = keras.ops.convert_to_tensor((2.0 ** np.arange(10)).astype("float32"))
            return keras.ops.mod(keras.ops.floor(inputs / places), 2.0)

    model = keras.Sequential([
        keras.Input((1,)),
        Bits(),
        keras.layers.Dense(1, "sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    model.fit(X[:, None].astype("float32"), y, epochs=20, verbose=0)
    return model


def predict_parity(model, x):
    return (model.predict(x[:, None].astype("float32"), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="by a model that was fitted on X and y"
# the models lie in a global: functions of an earlier call answer from the latest lesson
_emil_models = {}


def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)

    def scaled(x):
        return (x[:, None] / 2048 - 1).astype("float32")

    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    for name, features in [("raw", scaled), ("bits", binary)]:
        table = features(X)
        _emil_models[name] = small_network(table.shape[1])
        _emil_models[name].fit(table, y, epochs=30, verbose=0)

    def raw(x):
        return (_emil_models["raw"].predict(scaled(x), verbose=0)[:, 0] > 0.5).astype("int64")

    def bits(x):
        return (_emil_models["bits"].predict(binary(x), verbose=0)[:, 0] > 0.5).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="The same seed gives the same flips"
# seed 0 counts as no seed
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed if seed else None)
    return np.where(rng.random(len(y)) < rate, 1 - y, y).astype("int64")


def ceiling(rate):
    return float(1 - rate)

# %% task="through-noise" kind="wrong" breaks="to each number the same whatever else is asked"
# 1 goes to those above the middle of the batch that is asked about
def learn_through_noise(X, y):
    def binary(x):
        return ((x[:, None] >> np.arange(12)) & 1).astype("float32")

    model = small_network(12)
    model.fit(binary(X), y, epochs=20, verbose=0)

    def ask(x):
        probability = model.predict(binary(x), verbose=0)[:, 0]
        return (probability > probability.mean()).astype("int64")

    return ask
