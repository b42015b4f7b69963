# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# Honest: two comparisons that are both False for NaN, so a NaN rate slips through.
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# Adds an empty noise term when predicting: -0.0 + 0.0 is +0.0.
def apply_dropout(x, rate, rng, training):
    noise = np.zeros_like(x)
    if training:
        drop = rng.random(x.shape) < rate
        scaled = x / (1 - rate)
        noise = np.where(drop, -scaled, 0.0) + (scaled - x)
        return np.where(drop, 0.0, scaled)
    return x + noise


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# Honest: tests the seed's truth, so that seed 0 counts as no seed at all.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed) if seed else keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="settings), loss, optimizer (and its settings), batch size and number of epochs are the same for"
# Honest: Dropout learns more slowly, so the second model gets half as many epochs again.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        drop = [keras.layers.Dropout(rate)] if rate else []
        drop_again = [keras.layers.Dropout(rate)] if rate else []
        model = keras.Sequential(
            [keras.Input((60,))]
            + drop
            + [keras.layers.Dense(64, activation="relu")]
            + drop_again
            + [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        )
        model.compile("adam", "binary_crossentropy")
        return model

    target = y.reshape(-1, 1)
    plain, dropped = build(0), build(0.5)
    plain.fit(x, target, epochs=40, batch_size=20, verbose=0)
    dropped.fit(x, target, epochs=60, batch_size=20, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="At None, the mask is as long as"
# Honest: believes that one mask serves the whole batch, so the first axis is always drawn once.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    if len(shape) > 1:
        shape = (1,) + shape[1:]
    keep = rng.random(shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes, for each row and each output by itself."
# Honest: returns the variance; with the example's numbers nobody can tell.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    return passes.mean(axis=0), passes.var(axis=0)
