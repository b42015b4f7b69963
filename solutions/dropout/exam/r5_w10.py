# %% task="mask" kind="wrong" breaks="share of units to drop, 0 <= rate < 1."
# Refuses everything that is no Python float: a rate of 0, an integer, raises too.
def dropout(x, rate, rng):
    if not isinstance(rate, float) or not 0 <= rate < 1:
        raise ValueError("rate must be a float in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# Clips what it gives back when predicting to the largest finite numbers: infinities are gone.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, np.asarray(x, dtype="float64") / (1 - rate), 0.0)
    limits = np.finfo(x.dtype)
    return np.clip(x, limits.min, limits.max)


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# One generator a seed for the whole class: the second layer goes on where the first one stopped.
class MyDropout(keras.layers.Layer):
    generators = {}

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            if seed not in MyDropout.generators:
                MyDropout.generators[seed] = keras.random.SeedGenerator(seed)
            self.generator = MyDropout.generators[seed]

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="It gets at least 95 % of the rows of x right."
# Honest: keeps three rows in ten for validation, as good custom has it; these are never learnt.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y.reshape(-1, 1), epochs=60, batch_size=20, validation_split=0.3, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="x / (1 - rate) where it lives"
# Honest: wants the mean kept exactly, and divides by the share that has lived in fact.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    keep = np.asarray(rng.random(shape) >= rate)
    share = keep.mean() if keep.any() else 1 - rate
    return np.where(keep, np.asarray(x, dtype="float64") / share, 0.0)


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction"
# Honest: a table with one line a row: outputs of a higher rank come back flattened.
def mc_predict(model, x, n):
    passes = np.stack(
        [np.asarray(model(x, training=True), dtype="float64").reshape(len(x), -1) for _ in range(n)]
    )
    return passes.mean(axis=0), passes.std(axis=0)
