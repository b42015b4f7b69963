# %% task="mask" kind="wrong" breaks="independently of all others"
# drops the share exactly: round(rate * size) units in random places, so the entries depend on each other
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    number = rate * x.size
    gone = int(number) + (rng.random() < number - int(number))
    stays = np.ones(x.size, dtype=bool)
    stays[rng.permutation(x.size)[:gone]] = False
    return np.where(stays.reshape(x.shape), x / (1 - rate), 0.0)

# %% task="inference" kind="right"
# style: no branch for the result; predicting is dropping at rate 0
def apply_dropout(x, rate, rng, training):
    share = rate if training else 0.0
    stays = rng.random(x.shape) >= share
    return np.where(stays, x / (1.0 - share), np.zeros_like(x))

# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# `if seed` takes the seed 0 for no seed
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed:
            self.generator = keras.random.SeedGenerator(seed)
        else:
            self.generator = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="not after the last"
# also drops the last layer's output (before the sigmoid is applied to it)
def train_pair(x, y, seed):
    def fitted(drops):
        keras.utils.set_random_seed(seed)
        kinds = [
            keras.Input((60,)),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(1),
            keras.layers.Dropout(0.2),
            keras.layers.Activation("sigmoid"),
        ]
        if not drops:
            kinds = [kind for kind in kinds if not isinstance(kind, keras.layers.Dropout)]
        model = keras.Sequential(kinds)
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(False), fitted(True)

# %% task="spatial" kind="wrong" breaks="tuple as long as x.shape, which may have any length"
# an empty noise_shape is taken for nothing to drop: a single number always survives
def shaped_dropout(x, rate, rng, noise_shape):
    if not noise_shape:
        return np.array(x / (1 - rate))
    shape = [n if entry is None else 1 for n, entry in zip(x.shape, noise_shape)]
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="what is frozen in it"
# freezes the model for the passes, and then sets model.trainable back: that thaws layers frozen one by one
def mc_predict(model, x, n):
    was = model.trainable
    model.trainable = False
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    model.trainable = was
    return passes.mean(axis=0), passes.std(axis=0)
