# %% task="mask" kind="right"
# keras.ops for the arithmetic, random numbers (integers of 53 bits) from rng.
def dropout(x, rate, rng):
    if np.isnan(rate) or rate < 0 or rate >= 1:
        raise ValueError("0 <= rate < 1, please")
    drawn = rng.integers(2**53, size=x.shape) / 2.0**53
    values = keras.ops.convert_to_tensor(np.array(x))
    stays = keras.ops.convert_to_tensor(np.asarray(drawn >= rate))
    result = keras.ops.where(stays, values / (1 - float(rate)), keras.ops.zeros_like(values))
    return np.array(keras.ops.convert_to_numpy(result))


# %% task="inference" kind="right"
# Functional style: scale factors from np.select, applied only in training.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.select([rng.uniform(size=x.shape) >= rate], [np.asarray(x / (1 - rate))], default=0.0)
    return np.array(x, copy=True)


# %% task="layer" kind="right"
# A mask of integers by keras.ops.floor; a noise that is multiplied through where; keyword arguments only.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self._share = rate
        self._seed = seed
        self._numbers = keras.random.SeedGenerator(seed=seed, name="numbers")

    def call(self, inputs, training=False):
        if training and self._share > 0:
            shape = keras.ops.shape(inputs)
            stays = keras.ops.floor(keras.random.uniform(shape, seed=self._numbers) + (1 - self._share))
            scaled = keras.ops.divide(inputs, 1 - self._share)
            return keras.ops.where(keras.ops.equal(stays, 0), keras.ops.zeros_like(scaled), scaled)
        return inputs

    def get_config(self):
        return dict(super().get_config(), rate=self._share, seed=self._seed)


# %% task="co-adaptation" kind="right"
# One list of layers is the blueprint; the plain model is made from it, the dropped one from its config.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    plain = keras.Sequential(
        [
            keras.Input((60,)),
            keras.layers.Dense(48, activation="elu", kernel_initializer="he_normal"),
            keras.layers.Dense(48, activation="elu", kernel_initializer="he_normal"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    inputs = out = keras.Input((60,))
    for layer in plain.layers:
        out = keras.layers.Dropout(0.45)(out)
        out = keras.layers.Dense.from_config(layer.get_config())(out)
    dropped = keras.Model(inputs, out)
    dropped.set_weights(plain.get_weights())

    optimizer = keras.optimizers.AdamW(learning_rate=0.004, weight_decay=0.001)
    for model in (plain, dropped):
        model.compile(keras.optimizers.AdamW.from_config(optimizer.get_config()), keras.losses.BinaryCrossentropy())
        model.fit(x, y[:, None], epochs=55, batch_size=40, verbose=0)
    return plain, dropped


# %% task="spatial" kind="right"
# The long way: reads the contract aloud, builds an index array into a flat mask.
def shaped_dropout(x, rate, rng, noise_shape):
    small = []
    for length, entry in zip(x.shape, noise_shape):
        if entry is None:
            small.append(length)
        else:
            small.append(1)
    count = 1
    for length in small:
        count = count * length
    alive = np.array([rng.random() >= rate for _ in range(count)], dtype=bool).reshape(small)
    for axis, length in enumerate(x.shape):
        if alive.shape[axis] != length:
            alive = np.repeat(alive, length, axis=axis)
    result = np.array(x, dtype=x.dtype)
    result[~alive] = 0
    result[alive] = result[alive] / (1 - rate)
    return result


# %% task="uncertainty" kind="right"
# A generator of passes, filled into one array; statistics in float64 with ddof 1.
def mc_predict(model, x, n):
    def passes():
        for _ in range(n):
            yield keras.ops.convert_to_numpy(model(x, training=True))

    stream = passes()
    first = next(stream)
    everything = np.empty((n, *first.shape), dtype="float64")
    everything[0] = first
    for place, one in enumerate(stream, start=1):
        everything[place] = one
    return everything.mean(0), everything.std(0, ddof=1)
