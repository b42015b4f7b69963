# %% task="mask" kind="wrong" breaks="share of units to drop, 0 <= rate < 1."
# accepts floats only: the rate 0, written as an integer, is refused
def dropout(x, rate, rng):
    if not isinstance(rate, float) or not 0 <= rate < 1:
        raise ValueError("rate must be a float, at least 0 and below 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# scales up and down again when predicting: not the same bits
def apply_dropout(x, rate, rng, training):
    scaled = x / (1 - rate)
    if training:
        return np.where(rng.random(x.shape) >= rate, scaled, 0.0)
    return scaled * (1 - rate)


# %% task="layer" kind="wrong" breaks="a unit that is out of the room"
# straight-through: right numbers, but dropped units get a gradient as if they had been there
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
        outputs = keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )
        return inputs + keras.ops.stop_gradient(outputs - inputs)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are Sequential or functional models of Keras's own layers"
# a subclassed model
class ClassOfPupils(keras.Model):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.drops = [keras.layers.Dropout(rate) for _ in range(3)]
        self.units = [
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]

    def call(self, inputs, training=False):
        h = inputs
        for drop, dense in zip(self.drops, self.units):
            h = dense(drop(h, training=training))
        return h

    def get_config(self):
        return {**super().get_config(), "rate": self.rate}


def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)
    pair = ClassOfPupils(0.0), ClassOfPupils(0.5)
    for model in pair:
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
    return pair


# %% task="spatial" kind="wrong" breaks="every random number comes from it"
# remembers the first mask of each shape and rate for all later calls
_spatial_masks = {}


def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    if (shape, rate) not in _spatial_masks:
        _spatial_masks[shape, rate] = rng.random(shape) >= rate
    return np.where(_spatial_masks[shape, rate], x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself"
# mean and spread are taken over the outputs, too, and repeated: right for one output
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    over = (0,) + tuple(range(2, passes.ndim))
    mean = passes.mean(axis=over, keepdims=True)[0]
    spread = passes.std(axis=over, keepdims=True)[0]
    shape = passes.shape[1:]
    return np.broadcast_to(mean, shape).copy(), np.broadcast_to(spread, shape).copy()
