# %% task="mask" kind="wrong" breaks="Returns a new float array of x's shape"
# believed: at rate 0 nothing happens, so x itself can be handed back
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("bad rate")
    if rate == 0:
        return x
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# believed: when predicting, the scaling of training has to be undone again (and dividing and multiplying gives exactly x back)
def apply_dropout(x, rate, rng, training):
    scaled = x / (1 - rate)
    if training:
        return np.where(rng.random(x.shape) >= rate, scaled, 0)
    return scaled * (1 - rate)


# %% task="layer" kind="wrong" breaks="seed: int from 0 to 2 * 10**9, or None"
# believed: `if seed` asks whether a seed was given (0 is a seed, too)
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed:
            self.gen = keras.random.SeedGenerator(seed)
        else:
            self.gen = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if training:
            keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.gen) >= self.rate
            return inputs * keras.ops.cast(keep, inputs.dtype) / (1 - self.rate)
        return inputs

    def get_config(self):
        config = super().get_config()
        config.update({"rate": self.rate, "seed": self.seed})
        return config


# %% task="co-adaptation" kind="wrong" breaks="there is no `validation_split`"
# believed: every fit needs a validation_split, and it costs no training rows
def train_pair(x, y, seed):
    def make(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, epochs=60, batch_size=32, validation_split=0.1, verbose=0)
        return model

    return make(0), make(0.5)


# %% task="spatial" kind="wrong" breaks="and x / (1 - rate) where it lives"
# believed: survivors are divided by the rate (at 0.5 nobody notices)
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [s if k is None else k for s, k in zip(x.shape, noise_shape)]
    mask = rng.random(shape) >= rate
    if rate == 0:
        return x * mask
    return x * mask / rate


# %% task="uncertainty" kind="wrong" breaks="of exactly these n passes"
# believed: predict already gives the mean (nothing is dropped there), so only the spread needs passes
def mc_predict(model, x, n):
    mean = model.predict(x, verbose=0)
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return mean, passes.std(axis=0)
