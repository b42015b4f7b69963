# %% task="mask" kind="wrong" breaks="independently of all others"
# antithetic draws: half the numbers are drawn, the other half are one minus them
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    half = rng.random((x.size + 1) // 2)
    u = np.concatenate([half, 1 - half])[: x.size].reshape(x.shape)
    return np.where(u >= rate, x / (1 - rate), 0.0)

# %% task="inference" kind="right"
# style: a true copy always, then in training a binomial mask
def apply_dropout(x, rate, rng, training):
    result = np.array(x, copy=True)
    if training:
        lives = rng.binomial(1, 1 - rate, size=x.shape)
        result = result * lives / (1 - rate)
    return result

# %% task="layer" kind="wrong" breaks="Layers of other seeds, or without a seed, draw other masks"
# seeds the whole process, so that two unseeded layers, each made after a layer of one seed, draw the same masks
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is not None:
            keras.utils.set_random_seed(seed)
        self.generator = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="Both are compiled"
# gives back clones with the trained weights, which are not compiled
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
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        clean = keras.models.clone_model(model)
        clean.set_weights(model.get_weights())
        return clean

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# shuffles a mask with (nearly) exactly the share that is to die
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if entry is None else 1 for n, entry in zip(x.shape, noise_shape))
    size = int(np.prod(shape))
    number = rate * size
    dead = int(number) + (rng.random() < number - int(number))
    stays = np.arange(size) >= dead
    rng.shuffle(stays)
    return np.where(stays.reshape(shape), x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# mean of squares minus square of mean, in float32: for outputs around ten thousand the spread is lost
def mc_predict(model, x, n):
    total = squares = np.float32(0)
    for _ in range(n):
        answer = np.asarray(model(x, training=True), dtype="float32")
        total = total + answer
        squares = squares + answer * answer
    mean = total / np.float32(n)
    return mean, np.sqrt(np.maximum(squares / np.float32(n) - mean * mean, 0))
