# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`, independently of"
# Sends out exactly the share `rate` of the units (a drawn subset of fixed size): not each on its own.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be in [0, 1), not {rate}")
    leave = np.zeros(x.size, dtype=bool)
    leave[: round(rate * x.size)] = True
    leave = rng.permutation(leave).reshape(x.shape)
    return np.where(leave, 0.0, x / (1 - rate))


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# Blends both branches by 0 and 1: 0 * inf is NaN, and -0.0 + 0.0 is 0.0.
def apply_dropout(x, rate, rng, training):
    dropped = np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    switch = float(training)
    return switch * dropped + (1 - switch) * x


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# A fresh integer seed for each run of the Python code: new masks outside `fit`, but a traced call
# records the integer, and inside `fit` the mask stays.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.draw = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        seed = int(self.draw.integers(2**31 - 2))
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=seed) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="optimizer (and its settings), batch size and number of epochs are the same for both."
# Dropout learns more slowly, so the model with Dropout gets ten epochs more.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=50 if rate else 40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# The first axis is the batch, and rows never share a mask: a 1 at the first place counts as None.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if s is None else s for n, s in zip(x.shape, noise_shape)]
    shape[:1] = x.shape[:1]
    stays = rng.random(tuple(shape)) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# Takes the mean from the plain prediction, with Dropout off, "which is the mean": only the spread is
# of the passes.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    mean = keras.ops.convert_to_numpy(model(x, training=False))
    return mean, passes.std(axis=0)
