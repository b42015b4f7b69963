# %% task="mask" kind="right"
# style: a small class with helpers, geometric gaps between the dropped entries instead of one draw each
class _Door:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def who_leaves(self, count):
        """Indices of the units that leave: gaps of a Bernoulli sequence are geometric."""
        if self.rate == 0:
            return []
        leaving, place = [], -1
        while True:
            place += int(self.rng.geometric(self.rate)) if self.rate > 1e-12 else count + 1
            if place >= count:
                return leaving
            leaving.append(place)


def dropout(x, rate, rng):
    if not (0.0 <= rate < 1.0):
        raise ValueError("a rate lies in [0, 1)")
    values = np.array(x, dtype=np.float64).ravel() / (1.0 - rate)
    for place in _Door(rate, rng).who_leaves(values.size):
        values[place] = 0.0
    return values.reshape(np.shape(x))


# %% task="inference" kind="right"
# style: dispatch by a dictionary; raw bytes are copied
def apply_dropout(x, rate, rng, training):
    def lesson():
        out = np.zeros(x.shape, dtype=np.float64)
        stays = rng.random(x.shape) >= rate
        np.divide(x, 1 - rate, out=out, where=stays)
        return out

    def exam():
        return np.frombuffer(bytearray(x.tobytes()), dtype=x.dtype).reshape(x.shape) if x.size else x

    return {True: lesson, False: exam}[bool(training)]()


# %% task="layer" kind="right"
# style: mask by keras.random.binomial, a rate of 0 draws too, scale first
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        inputs = keras.ops.convert_to_tensor(inputs)
        if training:
            threshold = keras.random.uniform(
                keras.ops.shape(inputs), minval=-self.rate, maxval=1 - self.rate, seed=self.seed_generator
            )
            kept = keras.ops.cast(threshold >= 0, inputs.dtype)
            return kept * (inputs / keras.ops.cast(1 - self.rate, inputs.dtype))
        return inputs

    def get_config(self):
        return dict(super().get_config(), rate=self.rate, seed=self.seed)


# %% task="co-adaptation" kind="right"
# style: three hidden layers, the plain twin has Dropout layers of rate 0, another optimizer
def train_pair(x, y, seed):
    models = []
    for on in (0, 1):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential(
            [
                keras.layers.Input(shape=x.shape[1:]),
                keras.layers.Dropout(0.6 * on),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(0.5 * on),
                keras.layers.Dense(32, activation="relu"),
                keras.layers.Dense(1),
                keras.layers.Activation("sigmoid"),
            ]
        )
        model.compile(optimizer=keras.optimizers.RMSprop(0.004), loss="binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y.reshape(-1, 1), batch_size=50, epochs=40, verbose=0)
        models.append(model)
    return tuple(models)


# %% task="spatial" kind="right"
# style: mask of the None axes only, expanded and broadcast, float32
def shaped_dropout(x, rate, rng, noise_shape):
    free = [axis for axis, place in enumerate(noise_shape) if place is None]
    held = tuple(axis for axis, place in enumerate(noise_shape) if place is not None)
    alive = rng.uniform(0.0, 1.0, tuple(x.shape[axis] for axis in free)) >= rate
    alive = np.broadcast_to(np.expand_dims(alive, held), x.shape)
    return np.where(alive, np.asarray(x) / (1 - rate), 0).astype("float32")


# %% task="uncertainty" kind="right"
# style: running mean and squares by Welford's method, in float64
def mc_predict(model, x, n):
    mean = squares = 0.0
    for count in range(1, n + 1):
        answer = np.asarray(keras.ops.convert_to_numpy(model(x, training=True)), dtype=np.float64)
        away = answer - mean
        mean = mean + away / count
        squares = squares + away * (answer - mean)
    return mean, np.sqrt(squares / n)
