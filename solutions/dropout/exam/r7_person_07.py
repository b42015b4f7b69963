# %% task="mask" kind="wrong" breaks="Returns a new float array of x's shape"
# a short cut: at rate 0 there is nothing to do, and x itself comes back
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    if rate == 0:
        return x
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="inference" kind="wrong" breaks="drops and scales as `dropout` does, in a new array"
# in training at rate 0 the short cut hands back x itself
def apply_dropout(x, rate, rng, training):
    if not training or not rate:
        return x
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="layer" kind="right"
# style: the longest way, integers for lots and small helpers, multiplied rather than chosen
class MyDropout(keras.layers.Layer):
    TICKETS = 2**24

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self._lots = keras.random.SeedGenerator(seed=seed)

    def _lives(self, like):
        tickets = keras.random.randint(
            keras.ops.shape(like), minval=0, maxval=self.TICKETS, dtype="int32", seed=self._lots
        )
        alive = keras.ops.cast(tickets, "float32") >= float(self.rate) * self.TICKETS
        return keras.ops.cast(alive, like.dtype)

    def _scaled(self, values):
        return values / (1.0 - float(self.rate))

    def call(self, inputs, training=False):
        inputs = keras.ops.convert_to_tensor(inputs)
        if training:
            return self._scaled(inputs) * self._lives(inputs)
        return inputs

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.rate, seed=self.seed)
        return config

# %% task="co-adaptation" kind="wrong" breaks="Layers (and their"
# the model with Dropout also gets a penalty on its weights
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        penalty = keras.regularizers.L2(0.003) if rate else None
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(128, activation="relu", kernel_regularizer=penalty),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="wrong" breaks="Returns a new float"
# at rate 0 the short cut gives back x itself
def shaped_dropout(x, rate, rng, noise_shape):
    if rate == 0:
        return x
    shape = tuple(n if entry is None else 1 for n, entry in zip(x.shape, noise_shape))
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="right"
# style: one large batch, the passes along a new axis
def mc_predict(model, x, n):
    answers = keras.ops.convert_to_numpy(model(np.concatenate([x] * n, axis=0), training=True))
    passes = np.reshape(answers, (n, len(x)) + answers.shape[1:]).astype("float64")
    mean = np.sum(passes, axis=0) / n
    spread = np.sqrt(np.sum((passes - mean) ** 2, axis=0) / (n - 1))
    return mean, spread
