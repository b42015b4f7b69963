# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`, independently of"
# believed: mirrored draws u and 1 - u are as good as fresh ones, and the share comes out steadier
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    half = rng.random((x.size + 1) // 2)
    u = np.concatenate([half, 1 - half])[: x.size].reshape(x.shape)
    return np.where(u < rate, 0.0, x / (1 - rate))


# %% task="inference" kind="right"
class Switch:
    """Dropout that is on or off."""

    def __init__(self, on):
        self.on = on

    def __call__(self, x, rate, rng):
        if not self.on:
            return x.copy()
        out = np.zeros(x.shape, x.dtype)
        stays = rng.random(x.shape) >= rate
        out[stays] = x[stays] / (1 - rate)
        return out


def apply_dropout(x, rate, rng, training):
    return Switch(training)(x, rate, rng)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask"
# believed: a seed is handed to the random function; it goes on from there by itself
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed

    def call(self, inputs, training=False):
        if training:
            mask = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed) >= self.rate
            return inputs * keras.ops.cast(mask, inputs.dtype) / (1 - self.rate)
        return inputs

    def get_config(self):
        config = super().get_config()
        config.update({"rate": self.rate, "seed": self.seed})
        return config


# %% task="co-adaptation" kind="right"
class Trainer:
    """Fits functional models batch by batch, in an order of its own."""

    def __init__(self, x, y, seed):
        self.x = x
        self.y = y.reshape(-1, 1)
        self.seed = seed

    def build(self, rate):
        inputs = hidden = keras.Input((self.x.shape[1],))
        for units in (64, 64):
            if rate > 0:
                hidden = keras.layers.Dropout(rate)(hidden)
            hidden = keras.layers.Dense(units, activation="relu")(hidden)
        if rate > 0:
            hidden = keras.layers.Dropout(rate)(hidden)
        outputs = keras.layers.Dense(1, activation="sigmoid")(hidden)
        model = keras.Model(inputs, outputs)
        model.compile(optimizer=keras.optimizers.Adam(0.001), loss="binary_crossentropy")
        return model

    def train(self, rate):
        keras.utils.set_random_seed(self.seed)
        model = self.build(rate)
        order = np.random.default_rng(self.seed)
        for _ in range(50):
            rows = order.permutation(len(self.x))
            for start in range(0, len(rows), 20):
                batch = rows[start : start + 20]
                model.train_on_batch(self.x[batch], self.y[batch])
        return model


def train_pair(x, y, seed):
    trainer = Trainer(x, y, seed)
    plain = trainer.train(0.0)
    dropped = trainer.train(0.5)
    return plain, dropped


# %% task="spatial" kind="right"
class NoiseShape:
    def __init__(self, noise_shape):
        self._entries = tuple(noise_shape)

    def resolve(self, shape):
        if len(shape) != len(self._entries):
            raise ValueError("noise_shape should be as long as x.shape")
        return tuple(s if e is None else 1 for s, e in zip(shape, self._entries))


def shaped_dropout(x, rate, rng, noise_shape):
    small = NoiseShape(noise_shape).resolve(x.shape)
    factors = rng.choice([0.0, 1.0], size=small, p=[rate, 1 - rate])
    return np.broadcast_to(factors, x.shape) * (x / (1 - rate))


# %% task="uncertainty" kind="right"
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), "float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
