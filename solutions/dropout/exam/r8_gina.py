# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`, independently of"
# Saves half of the random numbers: the second half of the units gets 1 - u of the first half.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"bad rate {rate}")
    half = rng.random((x.size + 1) // 2)
    u = np.concatenate([half, 1 - half])[: x.size].reshape(x.shape)
    return np.where(u < rate, 0.0, x / (1 - rate))


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# Scales by the share that really stayed, not by 1 - rate.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    stays = rng.random(x.shape) >= rate
    share = stays.sum() / max(stays.size, 1)
    return np.where(stays, x / max(share, 1e-9), 0.0)


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# Draws one mask for each row and channel: right for ranks 1 and 2, from rank 3 on the axes between
# share it.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = list(keras.ops.shape(inputs))
        shape[1:-1] = [1] * len(shape[1:-1])
        stays = keras.random.uniform(shape, seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="all rows and no others"
# Cuts the rows to full batches: the last few are never seen in training.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    full = len(x) // 16 * 16
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x[:full], y[:full], batch_size=16, epochs=25, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="tuple as long as x.shape, which may have any length."
# Without an axis there is "no mask to draw": a number of shape () is scaled and never dropped.
def shaped_dropout(x, rate, rng, noise_shape):
    if len(noise_shape) == 0:
        return np.array(x / (1 - rate))
    shape = tuple(n if s is None else s for n, s in zip(x.shape, noise_shape))
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="a built Keras model with one input and one output, of any shape and values"
# Mean of the squares minus square of the mean, in float32: for answers around 100000 no digit of the
# spread is left.
def mc_predict(model, x, n):
    total, squares = 0, 0
    for _ in range(n):
        answer = keras.ops.convert_to_numpy(model(x, training=True))
        total = total + answer
        squares = squares + answer**2
    mean = total / n
    return mean, np.sqrt(np.maximum(squares / n - mean**2, 0))
