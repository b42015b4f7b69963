# %% task="mask" kind="wrong" breaks="is not changed."
# Works in place and puts the old numbers back at the end: a read-only array raises, though nobody
# asked for it to be written to.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    before = x.copy()
    x *= rng.random(x.shape) >= rate
    x /= 1 - rate
    result = x.copy()
    x[...] = before
    return result


# %% task="inference" kind="wrong" breaks="shape, bit for bit the same"
# Makes sure that there is an axis: for shape () the numbers come back with shape (1,).
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    return np.atleast_1d(x).copy()


# %% task="layer" kind="wrong" breaks="inputs come back unchanged"
# Outside training everything is multiplied by 1 - rate and divided by it again: nearly the inputs,
# but not to the last bit.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        keep = 1 - self.rate
        share = keep
        if training:
            stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
            share = keras.ops.cast(stays, inputs.dtype)
        return inputs * share / keep

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="between two of them at least once, but"
# Only the inputs are dropped; between the layers of units everyone stays in the room.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.8):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="tuple as long as x.shape, which may have any length."
# Folds the rows and whatever lies between them and the channels: no rows, shape () or one axis fail.
def shaped_dropout(x, rate, rng, noise_shape):
    rows = x.reshape(x.shape[0], -1)
    shape = tuple(n if s is None else s for n, s in zip(x.shape, noise_shape))
    stays = np.broadcast_to(rng.random(shape) >= rate, x.shape).reshape(rows.shape)
    return np.where(stays, rows / (1 - rate), 0.0).reshape(x.shape)


# %% task="uncertainty" kind="wrong" breaks="be among its layers."
# Turns on the Dropout layers that it finds in model.layers, one by one: those inside a model among the
# layers stay off.
def mc_predict(model, x, n):
    dropouts = [layer for layer in model.layers if isinstance(layer, keras.layers.Dropout)]
    calls = [layer.call for layer in dropouts]

    def switched_on(call):
        return lambda inputs, training=True: call(inputs, training=True)

    for layer, call in zip(dropouts, calls):
        layer.call = switched_on(call)
    try:
        passes = [keras.ops.convert_to_numpy(model(x, training=False)) for _ in range(n)]
    finally:
        for layer in dropouts:
            del layer.call
    return np.mean(passes, axis=0), np.std(passes, axis=0)
