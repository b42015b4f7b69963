# %% task="mask" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too"
# row by row with np.stack: no rows, or no axis at all, fails
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    rows = []
    for row in x:
        stays = rng.random(row.shape) >= rate
        rows.append(np.where(stays, row / (1 - rate), 0.0))
    return np.stack(rows)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# drops in training, but does not scale the survivors
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x, 0.0)
    return x


# %% task="layer" kind="wrong" breaks="as they were given"
# without a seed it picks one, and then stores the picked one as if it had been given
import random


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = random.SystemRandom().randrange(2**31) if seed is None else seed
        self.seed_generator = keras.random.SeedGenerator(self.seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="It drops enough to matter: with training=True two answers for a row differ by"
# after the training the rate is set to 0, since at the exam everyone is in the room
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        for layer in model.layers:
            if isinstance(layer, keras.layers.Dropout):
                layer.rate = 0.0
        return model

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="dies with probability `rate`"
# the mask lives with probability `rate`: right at 0.5 only
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    lives = rng.random(shape) <= rate
    if rate == 0:
        lives = np.ones(shape, dtype=bool)
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="Other models may be among its layers."
# walks through the layers of the model by hand, and so leaves Dropout off in the models within
import inspect


def mc_predict(model, x, n):
    def one_pass():
        h = keras.ops.convert_to_tensor(np.asarray(x), dtype=model.compute_dtype)
        for layer in model.layers:
            if isinstance(layer, keras.layers.InputLayer):
                continue
            switch = "training" in inspect.signature(layer.call).parameters
            if switch and not isinstance(layer, keras.Model):
                h = layer(h, training=True)
            else:
                h = layer(h)
        return keras.ops.convert_to_numpy(h).astype("float64")

    passes = np.stack([one_pass() for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
