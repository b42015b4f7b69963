# %% task="mask" kind="right"
# Another algorithm: a binomial number of entries, chosen by a random order, is dropped; float64 result.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    flat = np.asarray(x, dtype="float64").flatten() / (1.0 - rate)
    how_many = rng.binomial(flat.size, rate)
    flat[rng.permutation(flat.size)[:how_many]] = 0.0
    return flat.reshape(np.shape(x))


# %% task="inference" kind="right"
# A small class with two methods, and a table of both.
class _Room:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def test(self, x):
        gone = self.rng.random(x.shape) < self.rate
        result = np.array(x / (1 - self.rate))
        result[gone] = 0
        return result

    def exam(self, x):
        return np.copy(x)


def apply_dropout(x, rate, rng, training):
    room = _Room(rate, rng)
    return {True: room.test, False: room.exam}[bool(training)](x)


# %% task="layer" kind="right"
# The mask by keras.random.binomial in a helper method, build-free, config by update.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = float(rate)
        self.seed = seed
        self.draws = keras.random.SeedGenerator(seed)

    def mask(self, inputs):
        drawn = keras.random.binomial(
            keras.ops.shape(inputs), counts=1.0, probabilities=1.0 - self.rate, seed=self.draws
        )
        return drawn > 0.5

    def compute_output_shape(self, input_shape):
        return input_shape

    def call(self, inputs, training=False):
        if training:
            stays = self.mask(inputs)
            return keras.ops.where(stays, inputs / (1.0 - self.rate), keras.ops.zeros_like(inputs))
        return inputs

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.rate, seed=self.seed)
        return config


# %% task="co-adaptation" kind="right"
# SGD with momentum, one wide layer, train_on_batch in a loop of its own; a named tuple.
def train_pair(x, y, seed):
    from collections import namedtuple

    def build(rate):
        stack = [keras.layers.Dense(128, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        model = keras.Sequential()
        model.add(keras.Input((60,)))
        for layer in stack:
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.SGD(0.02, momentum=0.9), keras.losses.BinaryCrossentropy())
        return model

    keras.utils.set_random_seed(seed)
    plain, dropped = build(0.0), build(0.4)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        order = np.random.default_rng(seed)
        for _ in range(60):
            rows = order.permutation(len(x))
            for begin in range(0, len(rows), 25):
                batch = rows[begin : begin + 25]
                model.train_on_batch(x[batch], y[batch])
    return namedtuple("Pair", "plain dropped")(plain, dropped)


# %% task="spatial" kind="right"
# Built on dropout: a mask of ones is dropped, and what is left of it decides.
def shaped_dropout(x, rate, rng, noise_shape):
    ones = np.ones([size if entry is None else 1 for size, entry in zip(x.shape, noise_shape)])
    alive = np.broadcast_to(dropout(ones, rate, rng) > 0, x.shape)
    return np.divide(x, 1 - rate, out=np.zeros(x.shape, x.dtype), where=alive)


# %% task="uncertainty" kind="right"
# keras.ops from end to end, NumPy at the last moment.
def mc_predict(model, x, n):
    inputs = keras.ops.convert_to_tensor(x)
    passes = keras.ops.stack([model(inputs, training=True) for _ in range(n)], axis=0)
    mean = keras.ops.mean(passes, axis=0)
    spread = keras.ops.sqrt(keras.ops.mean(keras.ops.square(passes - mean), axis=0))
    return keras.ops.convert_to_numpy(mean), keras.ops.convert_to_numpy(spread)
