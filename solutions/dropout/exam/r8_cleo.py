# %% task="mask" kind="wrong" breaks="NumPy array of finite floats, float32 or float64, of any shape: (), (0, 3) and (1, 1) too"
# Assigns by mask into the quotient: for shape () the quotient is a scalar, which has no item assignment.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate {rate} is not in [0, 1)")
    result = x / (1 - rate)
    result[rng.random(x.shape) < rate] = 0
    return result


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x in x's"
# Copies by way of a list: an array of shape (0, 3) comes back with shape (0,).
def apply_dropout(x, rate, rng, training):
    if not training:
        return np.array(x.tolist(), dtype=x.dtype)
    return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks, whatever their"
# Mixes the name into the seed, "lest two layers of one model drop the same units": one seed, two
# names, two sequences.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        import zlib

        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is not None:
            seed = zlib.crc32(f"{self.name}/{seed}".encode()) // 4
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Layers (and their settings), loss,"
# As half of the units are out, the model with Dropout gets twice as many.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64 if rate else 32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64 if rate else 32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# np.resize is taken for a stretch: it repeats the flat mask, so that entries land on other units.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    stays = rng.random(shape) >= rate
    return np.where(np.resize(stays, x.shape), x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="It is not changed: its weights, what is frozen in it, and how it is"
# Freezes the model "to be safe" and thaws it at the end: what was frozen before is trainable now.
def mc_predict(model, x, n):
    model.trainable = False
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    model.trainable = True
    return passes.mean(axis=0), passes.std(axis=0)
