# %% task="mask" kind="right"
# style: plain loop over the flat indices, one draw per entry
def dropout(x, rate, rng):
    if not (rate >= 0 and rate < 1):
        raise ValueError("rate must be at least 0 and less than 1")
    result = np.zeros(x.shape, dtype="float64")
    for index in np.ndindex(*x.shape):
        leaves = rng.random() < rate
        if not leaves:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="inference" kind="right"
# style: own code in both branches, a copy outside training
def apply_dropout(x, rate, rng, training):
    if not training:
        return np.array(x, copy=True)
    stays = rng.random(np.shape(x)) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="right"
# style: the plain way, uniform numbers and ops.where
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        inputs = keras.ops.convert_to_tensor(inputs)
        return keras.ops.where(
            numbers >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# style: Sequential, one helper, global seed
def train_pair(x, y, seed):
    def trained(*rates):
        keras.utils.set_random_seed(seed % 2**32)
        layers = [keras.Input((x.shape[1],))]
        for rate, layer in zip(rates, [keras.layers.Dense(64, "relu"), keras.layers.Dense(1, "sigmoid")]):
            if rate:
                layers.append(keras.layers.Dropout(rate))
            layers.append(layer)
        model = keras.Sequential(layers)
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0, 0), trained(0.5, 0.6)


# %% task="spatial" kind="right"
# style: the shortest way, broadcasting
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    return np.where(rng.random(shape) < rate, 0, x / (1 - rate))


# %% task="uncertainty" kind="right"
# style: n calls, stacked
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
