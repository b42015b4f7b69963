# %% task="mask" kind="wrong" breaks="x / (1 - rate) otherwise."
# Fears to divide by nearly nothing: the divisor never falls below 0.05, so at 0.99 survivors are too small.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / max(1 - rate, 0.05), 0.0)


# %% task="layer" kind="wrong" breaks="as they were given."
# A tidy config: the rate is rounded to two places, so 1/3 comes back as 0.33.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": round(self.rate, 2), "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are compiled, and trained on x and y, by `fit` or `train_on_batch`."
# Draws the rows itself from the seed, as the example does, and never looks at what it was given.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    rows, labels = classroom(len(x), seed)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        model.fit(rows, labels.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="uncertainty" kind="wrong" breaks="Predict n times with Dropout on."
# Honest: predict, n times; Keras switches Dropout off there, and all passes agree.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model.predict(x, verbose=0), dtype="float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
