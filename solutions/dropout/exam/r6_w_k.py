# %% task="mask" kind="wrong" breaks="It is not changed."
# zeroes the dropped units in x itself and hands back the scaled result
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    x[rng.random(x.shape) < rate] = 0.0
    return np.asarray(x / (1 - rate))


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# always drops the same number of units in training
def apply_dropout(x, rate, rng, training):
    if not training:
        return x.copy()
    stays = np.ones(x.size, dtype=bool)
    stays[: int(np.floor(rate * x.size + rng.random()))] = False
    rng.shuffle(stays)
    return np.where(stays.reshape(x.shape), x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# layers of one seed share one generator, so the second goes on where the first has stopped
class MyDropout(keras.layers.Layer):
    generators = {}

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        fresh = keras.random.SeedGenerator(seed)
        if seed is not None:
            fresh = MyDropout.generators.setdefault(seed, fresh)
        self.seed_generator = fresh

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="two Keras models that give the probability of class 1, between"
# logits: the sigmoid sits in the loss only
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
                keras.layers.Dense(1),
            ]
        )
        model.compile(
            keras.optimizers.Adam(0.002), keras.losses.BinaryCrossentropy(from_logits=True)
        )
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="and x / (1 - rate) where it lives"
# scales by the share of mask entries that did live
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    lives = np.asarray(rng.random(shape) >= rate)
    share = max(int(lives.sum()), 1) / max(lives.size, 1)
    return np.where(lives, x / share, 0.0)


# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks."
# each pass asks a fresh copy of the model: a Dropout with a seed begins its masks anew in each copy
def mc_predict(model, x, n):
    passes = []
    for _ in range(n):
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        passes.append(keras.ops.convert_to_numpy(copy(x, training=True)))
    passes = np.stack(passes).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
