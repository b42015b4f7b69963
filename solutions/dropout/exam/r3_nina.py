# %% task="mask" kind="wrong" breaks="all others, and x / (1 - rate) otherwise."
# wrong: flattens in memory order and shapes back in row order: a transposed array comes back scrambled
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    flat = x.ravel(order="K").astype("float64")
    stays = rng.random(flat.size) >= rate
    return np.where(stays, flat / (1 - rate), 0.0).reshape(x.shape)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# wrong: tidies up the numbers before it answers, NaN becomes 0 and infinity the largest number
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)
    return np.nan_to_num(x, copy=True)


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# wrong: layers of one seed share one generator, so the second layer goes on where the first has stopped
class MyDropout(keras.layers.Layer):
    _generators = {}

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            if seed not in MyDropout._generators:
                MyDropout._generators[seed] = keras.random.SeedGenerator(seed)
            self.generator = MyDropout._generators[seed]

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="batch size and number of epochs are the same for"
# wrong: smaller batches for the model with Dropout
def train_pair(x, y, seed):
    def trained(batch_size, *rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=batch_size, epochs=40, verbose=0)
        return model

    return trained(40, 0, 0), trained(25, 0.5, 0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# wrong: every second image gets the opposite numbers (1 - u) of the image before
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if m is None else 1 for n, m in zip(x.shape, noise_shape))
    numbers = rng.random(shape)
    if len(shape) > 0:
        pairs = shape[0] // 2
        numbers[1 : 2 * pairs : 2] = 1 - numbers[0 : 2 * pairs : 2]
    return np.where(numbers >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# wrong: the mean distance from the mean, which is the standard deviation only in a fair coin
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    mean = passes.mean(axis=0)
    return mean, np.abs(passes - mean).mean(axis=0)
