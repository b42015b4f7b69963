# %% task="mask" kind="wrong" breaks="rate: share of units to drop, 0 <= rate < 1."
# wrong: a rate of 0 is refused, too
def dropout(x, rate, rng):
    if not 0 < rate < 1:
        raise ValueError("rate must be between 0 and 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# wrong: works in float32 in both branches, so float64 numbers lose bits
def apply_dropout(x, rate, rng, training):
    with np.errstate(over="ignore"):
        values = np.array(x, dtype=np.float32)
    if not training:
        return values
    return np.where(rng.random(x.shape) >= rate, values / np.float32(1 - rate), np.float32(0))


# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# wrong: stores only its own two settings, so name, dtype and trainable are lost
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="not after the last."
# wrong: one Dropout more, behind the output unit
def train_pair(x, y, seed):
    def trained(rate):
        keras.utils.set_random_seed(seed % 2**32)
        drop = [keras.layers.Dropout(r) for r in (0.5, 0.5, 0.05)] if rate else []
        model = keras.Sequential([keras.Input((60,))])
        for number, layer in enumerate(
            [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if drop:
                model.add(drop[number])
            model.add(layer)
        if drop:
            model.add(drop[2])
        model.compile(keras.optimizers.Adam(0.007), "mse")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0), trained(1)


# %% task="spatial" kind="wrong" breaks="At None, the mask is as long as"
# wrong: reads the batch axis as "always shared": the same channels die in every image
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    if len(shape) > 1:
        shape[0] = 1
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# wrong: the standard error of the mean, smaller by the root of n
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0) / np.sqrt(n)
