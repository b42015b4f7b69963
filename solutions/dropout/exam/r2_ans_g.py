# %% task="mask" kind="wrong" breaks="and x / (1 - rate) otherwise."
# Flattens in memory order and shapes back in row order: a transposed array comes back with its entries
# at other places.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    flat = x.flatten(order="K")
    flat = flat / (1 - rate)
    flat[rng.random(flat.size) < rate] = 0
    return flat.reshape(x.shape)


# %% task="inference" kind="wrong" breaks="False gives back the values of x, bit for"
# Predicts with the mean of many passes, since the expected value is the same: only nearly x.
def apply_dropout(x, rate, rng, training):
    def one():
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), np.zeros_like(x))

    return one() if training else np.mean([one() for _ in range(500)], axis=0).astype(x.dtype)


# %% task="layer" kind="wrong" breaks="get_config(): what Keras needs to build the same layer again."
# The config holds rate and seed only; what every layer stores (name, dtype) is lost.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="seed: int, to seed your models with."
# The models are never seeded: two calls with one seed give two different pairs.
def train_pair(x, y, seed):
    def build(drop):
        layers = [keras.Input((60,))]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(64, activation="relu")]
        layers += [keras.layers.Dropout(0.5)] if drop else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        return keras.Sequential(layers)

    # Fresh entropy for the initial weights, whatever seed was asked for.
    keras.utils.set_random_seed(int(np.random.SeedSequence().generate_state(1)[0]))
    plain, dropped = build(False), build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="or None (that axis's full length: each on its own)"
# One mask for the whole batch: the first axis's None is taken as 1.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [length if entry is None else 1 for entry, length in zip(noise_shape, x.shape)]
    if len(shape) > 1:
        shape[0] = 1
    keep = rng.random(tuple(shape)) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="the mean and the"
# Takes the median over the passes for the mean, 'since it is more robust'.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return np.median(passes, axis=0), passes.std(axis=0)
