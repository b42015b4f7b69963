# %% task="mask" kind="right"
# style: plain loop over every place, one random number at a time
def dropout(x, rate, rng):
    if not (rate >= 0 and rate < 1):
        raise ValueError("a rate of 0 or more, and below 1, please")
    result = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        if rng.random() >= rate:
            result[place] = float(x[place]) / (1 - rate)
    return result

# %% task="inference" kind="wrong" breaks="bit for bit the same"
# scales on every call, and takes the scaling back when predicting: the last bit may differ
def apply_dropout(x, rate, rng, training):
    scaled = x / (1 - rate)
    if training:
        return np.where(rng.random(x.shape) >= rate, scaled, 0.0)
    return scaled * (1 - rate)

# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# one generator a seed, shared by all layers of it: they take turns in one sequence
class MyDropout(keras.layers.Layer):
    shared = {}

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            if seed not in MyDropout.shared:
                MyDropout.shared[seed] = keras.random.SeedGenerator(seed)
            self.generator = MyDropout.shared[seed]

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="number of epochs are the same for"
# gives the model with Dropout twice the epochs, because it learns more slowly
def train_pair(x, y, seed):
    def fitted(rate, epochs):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=epochs, verbose=0)
        return model

    return fitted(0.0, 40), fitted(0.5, 80)

# %% task="spatial" kind="wrong" breaks="and dies with probability `rate`"
# draws again when the whole mask has died: a mask of one entry always lives
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if entry is None else 1 for n, entry in zip(x.shape, noise_shape))
    stays = np.asarray(rng.random(shape) >= rate)
    while stays.size and not stays.any():
        stays = np.asarray(rng.random(shape) >= rate)
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself"
# repeats each row n times, and then reads the large batch as n copies of x: the rows get mixed
def mc_predict(model, x, n):
    large = np.asarray(model(np.repeat(x, n, axis=0), training=True))
    passes = large.reshape((n, len(x)) + large.shape[1:])
    return passes.mean(axis=0), passes.std(axis=0)
