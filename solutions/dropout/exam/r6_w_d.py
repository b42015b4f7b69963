# %% task="mask" kind="wrong" breaks="independently of all others"
# one mask for the last axis, shared by all rows
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.random(x.shape[-1:]) >= rate
    return np.where(np.broadcast_to(stays, x.shape), x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# float32 outside training, too: 0.1 in float64 loses bits
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0).astype("float32")
    return x.astype("float32")


# %% task="layer" kind="wrong" breaks="all that Keras needs to build the same layer again: what every layer stores, such as"
# of what every layer stores, only the name: the dtype (and trainable) are lost
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
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {"name": self.name, "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="and between two of them at least once"
# Dropout on the inputs only
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(48, activation="relu"),
                keras.layers.Dense(24, activation="relu"),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=45, verbose=0)
        return model

    return fitted(0.0), fitted(0.7)


# %% task="spatial" kind="wrong" breaks="all units along that axis live or die together"
# np.resize repeats the small mask in flat order in place of stretching it along its axes
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    lives = np.resize(np.asarray(rng.random(shape) >= rate), x.shape)
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself"
# one large batch of repeated rows, but folded as if whole copies followed each other: rows are mixed
def mc_predict(model, x, n):
    x = np.asarray(x)
    answers = keras.ops.convert_to_numpy(model(np.repeat(x, n, axis=0), training=True))
    answers = answers.astype("float64").reshape((n, len(x)) + answers.shape[1:])
    return answers.mean(axis=0), answers.std(axis=0)
