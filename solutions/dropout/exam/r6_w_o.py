# %% task="mask" kind="wrong" breaks="0 <= rate < 1. Any other number raises a ValueError"
# lets a rate of 1 through (everything is dropped then)
def dropout(x, rate, rng):
    if not 0 <= rate <= 1:
        raise ValueError("rate must be between 0 and 1")
    if rate == 1:
        return np.zeros(x.shape)
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# the old textbook: nothing scaled in training, all times 1 - rate when predicting
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x, 0.0)
    return x * (1 - rate)


# %% task="layer" kind="wrong" breaks="each unit of each row is dropped on its own, with probability `rate`"
# drops the same number of units in each row: those with the lowest noise
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        place = keras.ops.argsort(keras.ops.argsort(noise, axis=-1), axis=-1)
        place = keras.ops.cast(place, "float32")
        share = (place + 0.5) / (keras.ops.max(place, axis=-1, keepdims=True) + 1.0)
        return keras.ops.where(
            share >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="number of epochs are the same for both"
# early stopping for the dropped model only
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate, callbacks):
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
        model.fit(x, y[:, None], batch_size=32, epochs=60, callbacks=callbacks, verbose=0)
        return model

    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=0, start_from_epoch=20)
    return fitted(0.0, []), fitted(0.5, [stop])


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# shares one run of neighbouring axes only: a 1 that comes after it, behind a None, is taken for None
def shaped_dropout(x, rate, rng, noise_shape):
    shape = list(x.shape)
    if 1 in noise_shape:
        axis = noise_shape.index(1)
        while axis < len(shape) and noise_shape[axis] == 1:
            shape[axis] = 1
            axis += 1
    lives = rng.random(tuple(shape)) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# takes every output for a probability and clips the mean
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    return np.clip(passes.mean(axis=0), 0, 1), passes.std(axis=0)
