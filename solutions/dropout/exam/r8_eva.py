# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# Rolls a hundred-sided die: the rate is cut to whole percents (0.125 drops 12 %, 0.005 drops nothing).
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate should be in [0, 1), got {rate}")
    die = rng.integers(0, 100, size=x.shape)
    return np.where(die < int(100 * rate), 0.0, x / (1 - rate))


# %% task="inference" kind="wrong" breaks="x is not changed."
# Takes x[...] for a copy, as a slice of a list would be: it is a view, and x is zeroed and scaled.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    result = x[...]
    result *= rng.random(x.shape) >= rate
    result /= 1 - rate
    return result


# %% task="layer" kind="wrong" breaks="get_config(): all that Keras needs to build the same layer again: what every layer stores"
# Stores the name by hand in place of super().get_config(): dtype and trainable are lost.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {"name": self.name, "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="(So there is no `validation_split`, and there are no callbacks.)"
# Lets a callback lower the learning rate when the loss stands still.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        lower = keras.callbacks.ReduceLROnPlateau(monitor="loss", patience=8)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0, callbacks=[lower])
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# Exactly the share `rate` of the mask's entries dies (rounded): drawn as a subset of fixed size.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(1 if s == 1 else n for n, s in zip(x.shape, noise_shape))
    size = int(np.prod(shape))
    dies = np.arange(size) < round(rate * size)
    dies = rng.permutation(dies).reshape(shape)
    return np.where(dies, 0.0, x / (1 - rate))


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself"
# One large batch with each row n times in a run, folded as if the rows came in turn: rows are mixed.
def mc_predict(model, x, n):
    many = np.repeat(np.asarray(x), n, axis=0)
    answers = keras.ops.convert_to_numpy(model(many, training=True))
    passes = answers.reshape((n, len(x)) + answers.shape[1:])
    return passes.mean(axis=0), passes.std(axis=0)
