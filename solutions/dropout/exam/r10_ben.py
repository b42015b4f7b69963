# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# believed: `rate` is the share that stays in the room
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    stays = rng.random(x.shape) < rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x"
# believed: when all units are present the sums are too large, so they are scaled down by 1 - rate
def apply_dropout(x, rate, rng, training):
    if not training:
        return x * (1 - rate)
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="of any rank from 1 on"
# believed: inputs are a table: rows and units
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        rows, units = keras.ops.shape(inputs)
        u = keras.random.uniform((rows, units), seed=self.generator)
        return inputs * keras.ops.cast(u >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="wrong" breaks="trained on x and y, all rows and no others"
# believed: x and y are classroom's rows for this seed, so one may draw them again (but in x some pupils may say the opposite)
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    rows, labels = classroom(len(x), seed)

    def make(rate):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile("adam", "binary_crossentropy")
        model.fit(rows, labels, epochs=50, batch_size=20, verbose=0)
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# believed: a 1 marks the axes along which each unit gets its own coin, and None those that have none
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [1 if n is None else size for n, size in zip(noise_shape, x.shape)]
    mask = rng.random(shape) >= rate
    return np.where(mask, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself."
# believed: np.repeat lays the copies of the batch one after the other (it lays those of a row side by side)
def mc_predict(model, x, n):
    big = np.repeat(x, n, axis=0)
    answers = np.asarray(model(big, training=True), "float64")
    passes = answers.reshape(n, len(x), *answers.shape[1:])
    return passes.mean(axis=0), passes.std(axis=0)
