# %% task="mask" kind="wrong" breaks="is not changed."
# believed: what a function does to its argument stays in the function
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    gone = rng.random(x.shape) < rate
    x[gone] = 0
    return x / (1 - rate)


# %% task="inference" kind="right"
def _training_mode(x, rate, rng):
    survivors = rng.uniform(size=x.shape) >= rate
    return survivors * (x / (1.0 - rate))


def _exam_mode(x, rate, rng):
    return np.array(x, copy=True)


def apply_dropout(x, rate, rng, training):
    modes = {True: _training_mode, False: _exam_mode}
    return modes[bool(training)](x, rate, rng)


# %% task="layer" kind="wrong" breaks="whatever their names."
# believed: two Dropout layers of one model should not share their masks, so the name goes into the seed
import zlib


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        own = None if seed is None else (seed + zlib.crc32(self.name.encode())) % 2**31
        self.generator = keras.random.SeedGenerator(own)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return inputs * keras.ops.cast(u >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="not after the last."
# believed: after every layer of units comes a Dropout, so after the last one, too
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def make(rate):
        layers = [keras.Input((60,)), keras.layers.Dropout(rate)]
        for units, activation in ((64, "relu"), (64, "relu"), (1, "sigmoid")):
            layers.append(keras.layers.Dense(units, activation=activation))
            layers.append(keras.layers.Dropout(min(rate, 0.1) if units == 1 else rate))
        model = keras.Sequential(layers)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# believed: one coin for each index of each axis, multiplied, is a coin for each combination
def shaped_dropout(x, rate, rng, noise_shape):
    axes = [axis for axis, n in enumerate(noise_shape) if n is None]
    keep = (1 - rate) ** (1 / max(1, len(axes)))
    mask = np.ones([1] * x.ndim, bool)
    for axis in axes:
        shape = [1] * x.ndim
        shape[axis] = x.shape[axis]
        mask = mask & (rng.random(shape) < keep)
    if not axes:
        mask = mask & (rng.random() < keep)
    return np.where(mask, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# believed: the mean of the squares minus the square of the mean is the variance, in float32 too (large outputs cancel)
def mc_predict(model, x, n):
    total = squares = np.float32(0)
    for _ in range(n):
        answer = np.asarray(model(x, training=True), "float32")
        total = total + answer
        squares = squares + answer**2
    mean = total / np.float32(n)
    variance = squares / np.float32(n) - mean**2
    return mean, np.sqrt(np.maximum(variance, 0))
