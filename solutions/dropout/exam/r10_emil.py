# %% task="mask" kind="wrong" breaks="every random number comes from it, or from what it spawns"
# believed: np.random is random, too; the generator handed in is only for those who want a seed
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    mask = np.random.rand(*x.shape) >= rate
    return x * mask / (1 - rate)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# believed: a network computes in float32, so the result should be float32, too
def apply_dropout(x, rate, rng, training):
    x = x.astype("float32")
    if not training:
        return x
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="as they were given."
# believed: self.rate is the share that I compute with, the one that stays, and the config stores it
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = 1 - rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return inputs * keras.ops.cast(u < self.rate, inputs.dtype) / self.rate

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
def train_pair(x, y, seed):
    def build(rate):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(1e-3), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
        return model

    keras.utils.set_random_seed(seed)
    return build(0.0), build(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently, and dies with probability `rate`."
# believed: of 100 channels at rate 0.5 exactly 50 are dropped
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    count = int(np.prod(shape))
    lives = np.ones(count, bool)
    lives[rng.choice(count, size=round(rate * count), replace=False)] = False
    return np.where(lives.reshape(shape), x / (1 - rate), 0.0)


# %% task="uncertainty" kind="right"
def mc_predict(model, x, n):
    # Welford's running mean and sum of squared distances
    count = 0
    mean = None
    squares = None
    while count < n:
        answer = keras.ops.convert_to_numpy(model(x, training=True)).astype("float64")
        count = count + 1
        if mean is None:
            mean = answer.copy()
            squares = np.zeros(answer.shape)
        else:
            before = answer - mean
            mean = mean + before / count
            squares = squares + before * (answer - mean)
    return mean, np.sqrt(squares / (n - 1))
