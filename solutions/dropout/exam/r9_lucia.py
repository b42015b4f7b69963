# %% task="mask" kind="wrong" breaks="share of units to drop, 0 <= rate < 1"
# believed: a share is a number from 0 to 1, both ends included
def dropout(x, rate, rng):
    if not 0 <= rate <= 1:
        raise ValueError("rate must be between 0 and 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="right"
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate, rng) if training else x


# %% task="layer" kind="right"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if training and self.rate > 0:
            return keras.random.dropout(inputs, self.rate, seed=self.seed_generator)
        return inputs

    def get_config(self):
        config = super().get_config()
        config.update({"rate": self.rate, "seed": self.seed})
        return config


# %% task="co-adaptation" kind="wrong" breaks="and between two of them at least once"
# believed: the pupils who copy are the sixty inputs, so one Dropout in front is all it takes
def train_pair(x, y, seed):
    def make(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential()
        model.add(keras.Input((60,)))
        if rate:
            model.add(keras.layers.Dropout(rate))
        model.add(keras.layers.Dense(32, activation="relu"))
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
        return model

    return make(0), make(0.8)


# %% task="spatial" kind="wrong" breaks="which may have any length"
# believed: x / (1 - rate) is always an array that zeros can be written into (for shape () it is a NumPy scalar)
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(x.shape[i] if noise_shape[i] is None else 1 for i in range(x.ndim))
    dies = np.broadcast_to(rng.random(shape) < rate, x.shape)
    out = x / (1 - rate)
    out[dies] = 0
    return out


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# believed: the spread is the mean distance from the mean (for 0 and 2 it is 1, too)
def mc_predict(model, x, n):
    passes = np.array([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    mean = passes.mean(axis=0)
    spread = np.abs(passes - mean).mean(axis=0)
    return mean, spread
