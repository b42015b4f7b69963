# %% task="mask" kind="wrong" breaks="independently of"
# A mask of lines times a mask along the last axis: each entry's probability is right, but lines fall together.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    values = np.asarray(x, dtype="float64")
    if x.ndim == 0:
        return np.where(rng.random() >= rate, values / (1 - rate), 0.0)
    share = np.sqrt(1 - rate)
    lines = rng.random(x.shape[:-1] + (1,)) < share
    units = rng.random(x.shape[-1:]) < share
    return np.where(lines & units, values / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Honest: x / (1 - rate) of a 0-d array is a scalar that takes no zeros: shape () fails in training.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    out = x / (1 - rate)
    out[rng.random(x.shape) < rate] = 0.0
    return out


# %% task="layer" kind="wrong" breaks="call(inputs, training=False)"
# Honest: Dropout is for training, so it is on unless somebody says otherwise.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=True):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Fit two models that differ in nothing but Dropout."
# Honest: half of the units are out, so the model with Dropout gets twice as many.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        units = int(64 / (1 - rate))
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(units, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="which may have any length"
# Honest: thinks of tables, sequences, and images only: ranks 0, 1 and 5 are refused.
def shaped_dropout(x, rate, rng, noise_shape):
    if len(noise_shape) not in (2, 3, 4):
        raise ValueError("noise_shape must be as for rows, sequences or images")
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="It is not changed."
# Makes sure that nothing is learnt, and never lets go: the model stays frozen.
def mc_predict(model, x, n):
    model.trainable = False
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
