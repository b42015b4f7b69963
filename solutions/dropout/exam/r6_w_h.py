# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError"
# an empty array comes back before the rate has been looked at
def dropout(x, rate, rng):
    if x.size == 0:
        return x.copy()
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does, in a new array."
# at rate 0 in training x itself comes back
def apply_dropout(x, rate, rng, training):
    if not training or rate == 0:
        return x
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="each unit of each row is dropped on its own"
# the axes between the batch and the last are shared: right for rank one and two only
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = list(keras.ops.shape(inputs))
        for axis in range(1, len(shape) - 1):
            shape[axis] = 1
        noise = keras.random.uniform(tuple(shape), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments gives the same pair"
# only the Dropout layers get the seed: weights and row order differ at each call
def train_pair(x, y, seed):
    def fitted(rate):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate, seed=seed),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate, seed=seed + 1),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate, seed=seed + 2),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="array of x's shape"
# np.atleast_1d: the shape () comes back as (1,)
def shaped_dropout(x, rate, rng, noise_shape):
    x = np.atleast_1d(x)
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape or (None,)))
    lives = rng.random(shape) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# mean of squares minus square of the mean, in float32: lost for large values
def mc_predict(model, x, n):
    total, squares = 0, 0
    for _ in range(n):
        answer = np.asarray(keras.ops.convert_to_numpy(model(x, training=True)), "float32")
        total = total + answer
        squares = squares + answer * answer
    mean = (total / np.float32(n)).astype("float32")
    spread = np.sqrt(np.maximum(squares / np.float32(n) - mean * mean, 0))
    return mean, spread
