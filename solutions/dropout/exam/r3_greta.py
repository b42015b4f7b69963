# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# wrong: nothing to drop in an empty array, so the rate is never looked at
def dropout(x, rate, rng):
    if x.size == 0:
        return np.array(x)
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# wrong: insists on finite numbers in both branches
def apply_dropout(x, rate, rng, training):
    if not np.all(np.isfinite(x)):
        raise ValueError("x must be finite")
    if not training:
        return np.array(x)
    return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="as they were given."
# wrong: without a seed it rolls one and stores that one in the config
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        if seed is None:
            seed = int(np.random.default_rng().integers(2**31))
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="batch size and number of epochs are the same for"
# wrong: with Dropout one has to train longer, so it does
def train_pair(x, y, seed):
    def trained(epochs, *rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=epochs, verbose=0)
        return model

    return trained(40, 0, 0), trained(60, 0.5, 0.5)


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# wrong: each row has its own mask in any case, even where the batch axis says 1
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    if len(shape) > 1:
        shape[0] = x.shape[0]
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values."
# wrong: mean of the squares less square of the mean, in float32: far from 0 nothing is left of it
def mc_predict(model, x, n):
    total = squares = np.float32(0)
    for _ in range(n):
        answer = np.asarray(model(x, training=True), dtype=np.float32)
        total = total + answer
        squares = squares + answer**2
    mean = total / np.float32(n)
    return mean, np.sqrt(np.maximum(squares / np.float32(n) - mean**2, 0))
