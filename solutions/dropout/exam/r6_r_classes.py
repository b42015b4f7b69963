# %% task="mask" kind="right"
# a class with helpers; np.divide with where=
class _Door:
    def __init__(self, rate):
        self.rate = rate
        self._check()

    def _check(self):
        if not (self.rate >= 0 and self.rate < 1):
            raise ValueError(f"{self.rate} is not a rate")

    def present(self, shape, rng):
        return rng.random(shape) >= self.rate

    def __call__(self, x, rng):
        out = np.zeros(x.shape, dtype=np.float64)
        np.divide(x, 1.0 - self.rate, out=out, where=self.present(x.shape, rng))
        return out


def dropout(x, rate, rng):
    return _Door(rate)(x, rng)


# %% task="inference" kind="right"
# a class with two methods behind a dispatch
class _Switch:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def test(self, x):
        out = np.zeros(x.shape, dtype=np.float64)
        present = self.rng.random(x.shape) >= self.rate
        np.divide(x, 1.0 - self.rate, out=out, where=present)
        return out

    def exam(self, x):
        return x

    def __call__(self, x, training):
        return {True: self.test, False: self.exam}[bool(training)](x)


def apply_dropout(x, rate, rng, training):
    return _Switch(rate, rng)(x, training)


# %% task="layer" kind="right"
# other noise: normal numbers against the quantile of the rate
import statistics


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.threshold = statistics.NormalDist().inv_cdf(rate) if rate > 0 else None
        self.draws = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training or self.threshold is None:
            return inputs
        noise = keras.random.normal(keras.ops.shape(inputs), dtype="float32", seed=self.draws)
        stays = keras.ops.cast(noise >= self.threshold, inputs.dtype)
        return keras.ops.stop_gradient(stays) * inputs / (1 - self.rate)

    def get_config(self):
        config = {"rate": self.rate, "seed": self.seed}
        config.update(super().get_config())
        return config


# %% task="co-adaptation" kind="right"
# functional models whose Dropout is the file's own MyDropout
def train_pair(x, y, seed):
    def model_with(rate):
        keras.utils.set_random_seed(seed % 2**32)
        entry = keras.Input((60,), name="pupils")
        flow = entry
        for place, (units, activation) in enumerate([(64, "relu"), (64, "relu"), (1, "sigmoid")]):
            if rate:
                flow = MyDropout(rate, seed=100 + place)(flow)
            flow = keras.layers.Dense(units, activation=activation, kernel_initializer="he_normal")(flow)
        model = keras.Model(entry, flow)
        model.compile(
            optimizer=keras.optimizers.AdamW(0.002, weight_decay=1e-4), loss="binary_crossentropy"
        )
        model.fit(x, y[:, None], batch_size=25, epochs=50, shuffle=False, verbose=0)
        return model

    return model_with(0), model_with(0.5)


# %% task="spatial" kind="right"
# draw for every unit, then look at index 0 of each shared axis
def shaped_dropout(x, rate, rng, noise_shape):
    lives = rng.random(x.shape) >= rate
    window = tuple(slice(None) if entry is None else slice(0, 1) for entry in noise_shape)
    lives = np.broadcast_to(np.asarray(lives)[window], x.shape)
    out = np.zeros(x.shape, dtype=np.float64)
    np.divide(x, 1.0 - rate, out=out, where=lives)
    return out


# %% task="uncertainty" kind="right"
# a class that collects the passes, two-pass variance by hand
class _Survey:
    def __init__(self, model, x):
        self.model, self.x, self.answers = model, x, []

    def ask(self):
        answer = self.model(self.x, training=True)
        self.answers.append(keras.ops.convert_to_numpy(answer).astype("float64"))
        return self

    def mean(self):
        return sum(self.answers) / len(self.answers)

    def spread(self):
        centre = self.mean()
        return np.sqrt(sum((a - centre) ** 2 for a in self.answers) / len(self.answers))


def mc_predict(model, x, n):
    survey = _Survey(model, x)
    for _ in range(n):
        survey.ask()
    return survey.mean(), survey.spread()
