# %% task="mask" kind="wrong" breaks="every random number comes from it"
# for a single number (shape ()) the coin is tossed with NumPy's global generator
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    if x.ndim == 0:
        return np.float64(x / (1 - rate) if np.random.random() >= rate else 0.0)
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="inference" kind="wrong" breaks="in x's shape"
# when predicting, a single number comes back with an axis of length one
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)
    return np.atleast_1d(x)

# %% task="layer" kind="wrong" breaks="whatever their names"
# mixes the layer's name into the seed, so that two layers in one model do not drop alike
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        own = None if seed is None else seed + sum(k * ord(c) for k, c in enumerate(self.name, 1))
        self.generator = keras.random.SeedGenerator(own)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="It gets at least 95 % of the rows of x right"
# full batches of 100 rows only: right for 200 rows, but of 180 rows 80 are never learnt
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        for _ in range(60):
            for k in range(len(x) // 100):
                rows = slice(100 * k, 100 * (k + 1))
                model.train_on_batch(x[rows], y[rows])
        return model

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="wrong" breaks="At None, the mask is as long as"
# one mask for the whole batch: the first axis is shared even at None
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if entry is None else 1 for n, entry in zip(x.shape, noise_shape)]
    if len(shape) > 1:
        shape[0] = 1
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="right"
# style: a class that keeps a running mean (Welford), one pass at a time
def mc_predict(model, x, n):
    class Running:
        def __init__(self):
            self.count, self.mean, self.squares = 0, 0.0, 0.0

        def add(self, value):
            self.count += 1
            step = value - self.mean
            self.mean = self.mean + step / self.count
            self.squares = self.squares + step * (value - self.mean)

    running = Running()
    while running.count < n:
        running.add(np.array(model(x, training=True), dtype="float64"))
    return running.mean, np.sqrt(running.squares / n)
