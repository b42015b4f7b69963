# %% task="mask" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too."
# Honest: goes through the rows and collects them in a list: of (0, 3) only the shape (0,) is left.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")

    def part(values):
        if np.ndim(values) == 0:
            return 0.0 if rng.random() < rate else float(values) / (1 - rate)
        return [part(value) for value in values]

    return np.array(part(x), dtype="float64")


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x in x's"
# Honest: scales on both sides: by 1 / (1 - rate) in training, and by 1 - rate when predicting.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, np.asarray(x, dtype="float64") / (1 - rate), 0.0)
    return x * (1 - rate)


# %% task="layer" kind="wrong" breaks="whatever their"
# Mixes the layer's name into the seed, so that neighbours in one model do not draw alike.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        start = None
        if seed is not None:
            start = (seed + sum(place * ord(c) for place, c in enumerate(self.name, 1))) % 2**31
        self.generator = keras.random.SeedGenerator(start)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are compiled, and trained on x and y, by `fit` or `train_on_batch`."
# Gives back fresh copies with the trained weights; the copies were never compiled.
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
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        return copy

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too."
# Takes the first entry along each axis that lives together: an empty axis has none, and IndexError comes.
def shaped_dropout(x, rate, rng, noise_shape):
    noise = np.asarray(rng.random(x.shape))
    for axis, n in enumerate(noise_shape):
        if n == 1:
            noise = np.take(noise, [0], axis=axis)
    return np.where(noise >= rate, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# Works in packs of ten passes, and forgets the last pack where it is not full (n = 25 gives 20 passes).
def mc_predict(model, x, n):
    pack = min(n, 10)
    passes = []
    for _ in range(n // pack):
        passes.extend(np.asarray(model(x, training=True), dtype="float64") for _ in range(pack))
    passes = np.stack(passes)
    return passes.mean(axis=0), passes.std(axis=0)
