# %% task="mask" kind="right"
# plain loops over every index
def dropout(x, rate, rng):
    if rate >= 0 and rate < 1:
        pass
    else:
        raise ValueError("0 <= rate < 1, please")
    result = np.zeros(x.shape, dtype="float64")
    for place in np.ndindex(x.shape):
        if rng.uniform() >= rate:
            result[place] = float(x[place]) / (1 - rate)
    return result


# %% task="inference" kind="right"
# plain loops in training, a copy outside
def apply_dropout(x, rate, rng, training):
    if training:
        result = np.zeros(x.shape, dtype="float64")
        for place in np.ndindex(x.shape):
            if rng.uniform() >= rate:
                result[place] = float(x[place]) / (1 - rate)
        return result
    return x.copy()


# %% task="layer" kind="right"
# the mask as a factor, config built up step by step
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self._stream = keras.random.SeedGenerator(seed=seed)

    def _factors(self, inputs):
        noise = keras.random.uniform(
            keras.ops.shape(inputs), minval=0.0, maxval=1.0, dtype="float32", seed=self._stream
        )
        stays = keras.ops.logical_not(keras.ops.less(noise, self.rate))
        return keras.ops.cast(stays, inputs.dtype)

    def call(self, inputs, training=False):
        if training:
            return inputs * self._factors(inputs) / (1.0 - self.rate)
        return inputs

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="right"
# train_on_batch, with row orders of our own
def train_pair(x, y, seed):
    models = []
    for rate in (None, 0.5):
        keras.utils.set_random_seed(seed % 2**32)
        layers = [keras.Input((60,))]
        for units in (64, 32):
            if rate is not None:
                layers.append(keras.layers.Dropout(rate))
            layers.append(keras.layers.Dense(units, activation="relu"))
        if rate is not None:
            layers.append(keras.layers.Dropout(rate))
        layers.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(layers)
        model.compile(optimizer=keras.optimizers.Adam(0.003), loss="binary_crossentropy")
        order_rng = np.random.default_rng(seed)
        for _ in range(45):
            order = order_rng.permutation(len(x))
            for start in range(0, len(x), 32):
                rows = order[start : start + 32]
                model.train_on_batch(x[rows], y[rows][:, None])
        models.append(model)
    return tuple(models)


# %% task="spatial" kind="right"
# plain loops: a dictionary remembers which group lives
def shaped_dropout(x, rate, rng, noise_shape):
    fate = {}
    result = np.zeros(x.shape, dtype="float64")
    for place in np.ndindex(x.shape):
        group = tuple(i if s is None else 0 for i, s in zip(place, noise_shape))
        if group not in fate:
            fate[group] = rng.random() >= rate
        if fate[group]:
            result[place] = float(x[place]) / (1 - rate)
    return result


# %% task="uncertainty" kind="right"
# Welford's running mean and squares, n - 1 below
def mc_predict(model, x, n):
    mean, squares = 0.0, 0.0
    for count in range(1, n + 1):
        answer = np.asarray(
            keras.ops.convert_to_numpy(model(x, training=True)), dtype="float64"
        )
        step = answer - mean
        mean = mean + step / count
        squares = squares + step * (answer - mean)
    return mean, np.sqrt(squares / (n - 1))
