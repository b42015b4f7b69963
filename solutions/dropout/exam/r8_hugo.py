# %% task="mask" kind="wrong" breaks="call with it draws another mask"
# Works on a copy of the generator, "so as not to disturb it": the next call draws the very same mask.
def dropout(x, rate, rng):
    import copy

    if not 0 <= rate < 1:
        raise ValueError("rate out of range")
    mine = copy.deepcopy(rng)
    stays = mine.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# Copies by adding zero: -0.0 + 0.0 is 0.0.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    return x + 0.0


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own, with probability `rate`"
# A frozen layer drops nothing, as a frozen BatchNormalization would: trainable=False switches it off
# in training.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not (training and self.trainable):
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`plain` has no Dropout (a rate of 0 counts as none)."
# The plain model keeps a little Dropout, too: 5 % between its hidden layers.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(max(rate, 0.05)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="array of x's shape: 0 where the mask has died, and x / (1 - rate) where it lives."
# Scales by the share of the mask that lives, lest chance change the mean.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else s for n, s in zip(x.shape, noise_shape))
    stays = (rng.random(shape) >= rate).astype(float)
    if stays.any():
        stays /= stays.mean()
    return x * stays


# %% task="uncertainty" kind="wrong" breaks="model: a built Keras model with one input and one output"
# Sends x through the list of the layers, one after the other: a functional model with a branch is no
# such chain.
def mc_predict(model, x, n):
    import inspect

    passes = []
    for _ in range(n):
        answer = keras.ops.convert_to_tensor(x, dtype="float32")
        for layer in model.layers:
            if isinstance(layer, keras.layers.InputLayer):
                continue
            if "training" in inspect.signature(layer.call).parameters:
                answer = layer(answer, training=True)
            else:
                answer = layer(answer)
        passes.append(keras.ops.convert_to_numpy(answer))
    return np.mean(passes, axis=0), np.std(passes, axis=0)
