# %% task="mask" kind="right"
# The longest way: a loop over the places, one number a place, no mask.
def dropout(x, rate, rng):
    allowed = rate >= 0 and rate < 1
    if not allowed:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    result = np.zeros(x.shape, dtype="float64")
    for place in np.ndindex(x.shape):
        number = rng.random()
        if number >= rate:
            result[place] = float(x[place]) / (1 - rate)
    return result


# %% task="inference" kind="right"
# A class with two methods, of which the switch picks one; predicting gives a copy.
class _Classroom:
    def __init__(self, x, rate, rng):
        self.x, self.rate, self.rng = x, rate, rng

    def lesson(self):
        present = self.rng.random(self.x.shape) >= self.rate
        answers = np.array(self.x, dtype="float64")
        answers /= 1 - self.rate
        answers[~present] = 0.0
        return answers

    def exam(self):
        return self.x.copy()


def apply_dropout(x, rate, rng, training):
    room = _Classroom(x, rate, rng)
    return room.lesson() if training else room.exam()


# %% task="layer" kind="right"
# The old trick: floor(noise + share that stays) is the mask; helpers in methods of their own.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.dice = keras.random.SeedGenerator(seed)

    def _mask(self, inputs):
        noise = keras.random.uniform(keras.ops.shape(inputs), dtype="float32", seed=self.dice)
        return keras.ops.cast(keras.ops.floor(noise + (1.0 - self.rate)), inputs.dtype)

    def _lesson(self, inputs):
        return inputs * self._mask(inputs) / (1.0 - self.rate)

    def call(self, inputs, training=False):
        if training:
            return self._lesson(inputs)
        return inputs

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.rate, seed=self.seed)
        return config


# %% task="co-adaptation" kind="right"
# Functional models with a rate of 0 in the plain one, batches by hand with train_on_batch.
def train_pair(x, y, seed):
    def build(rate):
        keras.utils.set_random_seed(seed % 2**32)
        inputs = keras.Input((60,))
        out = keras.layers.Dropout(rate)(inputs)
        out = keras.layers.Dense(64, activation="relu")(out)
        out = keras.layers.Dropout(rate)(out)
        out = keras.layers.Dense(32, activation="relu")(out)
        out = keras.layers.Dropout(rate / 2)(out)
        out = keras.layers.Dense(1, activation="sigmoid")(out)
        model = keras.Model(inputs, out)
        model.compile(keras.optimizers.Adam(0.002), keras.losses.BinaryCrossentropy())
        return model

    def train(model):
        order = np.random.default_rng(seed)
        for _ in range(50):
            rows = order.permutation(len(x))
            for start in range(0, len(rows), 25):
                part = rows[start : start + 25]
                model.train_on_batch(x[part], y[part, None])

    plain, dropped = build(0.0), build(0.5)
    train(plain)
    train(dropped)
    return plain, dropped


# %% task="spatial" kind="right"
# A dictionary remembers, within the call, which groups live; a loop asks it for each unit.
def shaped_dropout(x, rate, rng, noise_shape):
    lives = {}
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        group = tuple(i for i, n in zip(place, noise_shape) if n is None)
        if group not in lives:
            lives[group] = bool(rng.random() >= rate)
        if lives[group]:
            result[place] = float(x[place]) / (1 - rate)
    return result


# %% task="uncertainty" kind="right"
# Welford's running mean and spread, in float64; divides by n - 1.
def mc_predict(model, x, n):
    mean, squares = None, None
    for count in range(1, n + 1):
        answer = np.asarray(keras.ops.convert_to_numpy(model(x, training=True)), dtype="float64")
        if mean is None:
            mean, squares = np.zeros_like(answer), np.zeros_like(answer)
        step = answer - mean
        mean = mean + step / count
        squares = squares + step * (answer - mean)
    return mean, np.sqrt(squares / (n - 1))
