# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# draws again until at least one unit survives, so a single unit is never dropped
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = np.asarray(rng.random(x.shape) >= rate)
    while x.size and not stays.any():
        stays = np.asarray(rng.random(x.shape) >= rate)
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="inference" kind="wrong" breaks="bit for bit the same"
# casts to float32, as a layer would, when predicting: float64 numbers lose digits
def apply_dropout(x, rate, rng, training):
    values = np.asarray(x, dtype="float32")
    if training:
        return np.where(rng.random(x.shape) >= rate, values / np.float32(1 - rate), np.float32(0))
    return values

# %% task="layer" kind="wrong" breaks="a unit that is out of the room learns nothing from that test"
# the zero is put in behind stop_gradient: a dropped unit gets a gradient as if it had been there
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        scaled = inputs / (1 - self.rate)
        lost = keras.ops.where(u >= self.rate, keras.ops.zeros_like(scaled), scaled)
        return scaled - keras.ops.stop_gradient(lost)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="filler"
# The label was "right". The gap narrows by 0.055 on average, by 0.044 to 0.070 in six classrooms, and by
# less than the 0.05 that is asked for in three of them: neither right nor wrong.
# style: train_on_batch in a loop with an order of rows of one's own, swish, a Rescaling in front
def train_pair(x, y, seed):
    size, epochs = 20, 45

    def layers(with_dropout):
        yield keras.Input((60,))
        yield keras.layers.Rescaling(0.25)
        if with_dropout:
            yield keras.layers.Dropout(0.5)
        yield keras.layers.Dense(128, activation="swish")
        if with_dropout:
            yield keras.layers.Dropout(0.5)
        yield keras.layers.Dense(32, activation="swish")
        yield keras.layers.Dense(1, activation="sigmoid")

    def trained(with_dropout):
        keras.utils.set_random_seed(int(seed) % 2**32)
        order = np.random.default_rng(seed)
        model = keras.Sequential(list(layers(with_dropout)))
        model.compile(keras.optimizers.Adam(0.004), keras.losses.BinaryCrossentropy())
        for _ in range(epochs):
            rows = order.permutation(len(x))
            for start in range(0, len(rows), size):
                some = rows[start : start + size]
                model.train_on_batch(x[some], y[some].reshape(-1, 1))
        return model

    return trained(False), trained(True)

# %% task="spatial" kind="wrong" breaks="x is not changed"
# scales and masks the caller's array in place, and hands back a copy
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if entry is None else 1 for n, entry in zip(x.shape, noise_shape))
    stays = rng.random(shape) >= rate
    np.multiply(x, stays / (1 - rate), out=x, casting="same_kind")
    return x.copy()

# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# takes every output for a probability: the mean is clipped to 0 ... 1
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    return np.clip(passes.mean(axis=0), 0.0, 1.0), passes.std(axis=0)
