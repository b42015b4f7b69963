# %% task="mask" kind="right"
# Another algorithm: exponential waiting times; who has to go before -log(1 - rate) is out. Gives a tensor.
def dropout(x, rate, rng):
    if not (0 <= rate < 1):
        raise ValueError("rate must be in [0, 1)")
    waits = rng.exponential(size=x.shape)
    stays = waits >= -np.log1p(-rate)
    scaled = np.asarray(x, dtype="float64") / (1 - rate)
    return keras.ops.convert_to_tensor(np.where(stays, scaled, 0.0))


# %% task="inference" kind="right"
# Functional: a table of two functions; coins from a binomial draw.
def apply_dropout(x, rate, rng, training):
    def drop(values):
        coins = rng.binomial(1, 1 - rate, size=values.shape)
        return np.multiply(values, coins, dtype="float64") / (1 - rate)

    return {True: drop, False: np.copy}[training](x)


# %% task="layer" kind="right"
# The shortest way: keras.random.dropout does the work.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        return keras.random.dropout(inputs, self.rate, seed=self.generator) if training else inputs

    def get_config(self):
        return super().get_config() | {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# MyDropout of this file in front of all three layers of units, wide layers, activations as layers, RMSprop.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)
    pair = []
    for rates in ((None, None, None), (0.5, 0.5, 0.3)):
        model = keras.Sequential()
        model.add(keras.Input((60,)))
        for rate, units, activation in zip(rates, (96, 48, 1), ("relu", "relu", "sigmoid")):
            if rate is not None:
                model.add(MyDropout(rate))
            model.add(keras.layers.Dense(units))
            model.add(keras.layers.Activation(activation))
        model.compile(optimizer=keras.optimizers.RMSprop(0.001), loss="binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y[:, None], epochs=50, batch_size=25, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="right"
# Draws noise for all units, keeps the first slice of it along the shared axes, and multiplies.
def shaped_dropout(x, rate, rng, noise_shape):
    noise = np.asarray(rng.random(x.shape))
    noise = noise[tuple(slice(0, 1) if n == 1 else slice(None) for n in noise_shape)]
    return np.asarray(x, dtype="float64") * (noise >= rate) / (1 - rate)


# %% task="uncertainty" kind="right"
# One large batch, each row n times in a row, unfolded again.
def mc_predict(model, x, n):
    many = np.repeat(np.asarray(x), n, axis=0)
    out = np.asarray(model(many, training=True), dtype="float64")
    out = out.reshape((len(x), n) + out.shape[1:])
    return out.mean(axis=1), out.std(axis=1)
