# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# wrong: draws whole per cents, so a rate of 0.005 never drops and one of 0.996 always does
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    leaves = rng.integers(0, 100, size=x.shape) < round(100 * rate)
    return np.where(leaves, 0.0, x / (1 - rate))


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# wrong: scales there and back outside training, which rounds twice
def apply_dropout(x, rate, rng, training):
    scaled = x / (1 - rate)
    if training:
        return np.where(rng.random(x.shape) >= rate, scaled, 0.0)
    return scaled * (1 - rate)


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# wrong: `seed or None` makes of the seed 0 no seed at all
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed or None)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are Sequential or functional models"
# wrong: a class of one's own, derived from keras.Model
def train_pair(x, y, seed):
    class Pupils(keras.Model):
        def __init__(self, rate, **kwargs):
            super().__init__(**kwargs)
            self.rate = rate
            self.first = keras.layers.Dropout(rate)
            self.hidden = keras.layers.Dense(48, activation="relu")
            self.second = keras.layers.Dropout(rate)
            self.out = keras.layers.Dense(1, activation="sigmoid")

        def call(self, inputs, training=False):
            h = self.hidden(self.first(inputs, training=training))
            return self.out(self.second(h, training=training))

        def get_config(self):
            return {**super().get_config(), "rate": self.rate}

    def trained(rate):
        keras.utils.set_random_seed(seed % 2**32)
        model = Pupils(rate)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0.0), trained(0.5)


# %% task="spatial" kind="wrong" breaks="Returns a new float"
# wrong: at a rate of 0 it hands back x itself, not a new array
def shaped_dropout(x, rate, rng, noise_shape):
    if rate == 0:
        return x
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values."
# wrong: takes every output for a probability and keeps the mean between 0 and 1
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return np.clip(passes.mean(axis=0), 0, 1), passes.std(axis=0)
