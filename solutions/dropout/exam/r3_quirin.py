# %% task="mask" kind="wrong" breaks="rate: share of units to drop, 0 <= rate < 1."
# wrong: wants a Python float, and refuses the int 0
def dropout(x, rate, rng):
    if not isinstance(rate, float) or not 0 <= rate < 1:
        raise ValueError("rate must be a float in [0, 1)")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# wrong: takes name, dtype and trainable, and does not hand them on
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__()
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
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="be built again from their config and weights."
# wrong: the activation is a function inside this function, and no config can find it again
def train_pair(x, y, seed):
    def soft_step(t):
        return keras.ops.maximum(t, 0.01 * t)

    def trained(*rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(48, activation=soft_step), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0, 0), trained(0.5, 0.5)


# %% task="uncertainty" kind="wrong" breaks="n:     number of passes, at least 2."
# wrong: thinks that a hundred passes are enough for anybody
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(min(n, 100))]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
