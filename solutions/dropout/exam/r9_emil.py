# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too"
# believed: an assert is the way to refuse a bad argument (it raises an AssertionError)
def dropout(x, rate, rng):
    assert np.isfinite(x).all(), "x must be finite"
    assert 0 <= rate < 1, "rate must be in [0, 1)"
    keep = rng.random(x.shape) >= rate
    result = np.where(keep, x / (1 - rate), 0)
    assert result.shape == x.shape
    return result


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# believed: x is finite in both modes, as for dropout, so NaN and infinities are to be refused
def apply_dropout(x, rate, rng, training):
    if not np.isfinite(x).all():
        raise ValueError("x must not contain NaN or infinities")
    if not isinstance(training, (bool, np.bool_)):
        raise TypeError("training must be True or False")
    if training:
        keep = rng.random(x.shape) >= rate
        return np.where(keep, x / (1 - rate), 0)
    return x.copy()


# %% task="layer" kind="wrong" breaks="as they were given"
# believed: a layer without a seed should draw one and store it, so that the rebuilt layer is really the same
import random


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        if seed is None:
            seed = random.randrange(2 * 10**9)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        scaled = inputs / (1 - self.rate)
        return keras.ops.where(numbers >= self.rate, scaled, keras.ops.zeros_like(scaled))

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.rate, seed=self.seed)
        return config


# %% task="co-adaptation" kind="wrong" breaks="there are no callbacks"
# believed: one never trains without early stopping, and on the training loss it does no harm
def train_pair(x, y, seed):
    assert x.shape == (len(y), 60)

    def make(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
        stop = keras.callbacks.EarlyStopping(monitor="loss", patience=10)
        model.fit(x, y, epochs=60, batch_size=32, callbacks=[stop], verbose=0)
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="right"
def shaped_dropout(x, rate, rng, noise_shape):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if len(noise_shape) != x.ndim:
        raise ValueError(f"noise_shape has {len(noise_shape)} entries, x has {x.ndim} axes")
    for entry in noise_shape:
        if entry is not None and entry != 1:
            raise ValueError(f"an entry of noise_shape must be None or 1, not {entry}")

    small = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    lives = np.broadcast_to(rng.random(small) >= rate, x.shape)
    result = np.where(lives, x / (1 - rate), 0)
    assert result.shape == x.shape
    return result


# %% task="uncertainty" kind="wrong" breaks="what is frozen in it"
# believed: with training=True the weights might be trained, so freeze the model first (and leaves it frozen)
def mc_predict(model, x, n):
    assert n >= 2
    model.trainable = False
    passes = [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    passes = np.stack(passes)
    assert len(passes) == n
    return passes.mean(axis=0), passes.std(axis=0)
