# %% task="mask" kind="right"
# style: another algorithm (a unit survives if its exponential clock rings late), and a float64 tensor returned
def dropout(x, rate, rng):
    class Clock:
        def __init__(self, share):
            if not 0 <= share < 1:
                raise ValueError("the share must be at least 0 and below 1")
            self.limit = -np.log1p(-float(share))
            self.scale = 1 - float(share)

        def __call__(self, values):
            late = rng.standard_exponential(values.shape) >= self.limit
            return np.where(late, values / self.scale, 0.0)

    return keras.ops.convert_to_tensor(Clock(rate)(np.asarray(x, dtype="float64")), dtype="float64")

# %% task="inference" kind="wrong" breaks="every random number comes from it"
# training goes through keras.random, whose numbers do not come from rng
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    u = keras.ops.convert_to_numpy(keras.random.uniform(x.shape))
    return np.where(u >= rate, x / (1 - rate), 0.0)

# %% task="layer" kind="wrong" breaks="all that Keras needs to build the same layer again"
# hands only the name on to Layer: a dtype (or trainable) that was given is lost, and so in the config
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(name=kwargs.get("name"))
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="It gets at least 95 % of the rows of x right"
# no activation between the layers: both models are linear, and cannot learn the misprints by heart
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.001), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=40, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="wrong" breaks="and dies with probability `rate`"
# takes rate for the share of the mask that lives (which 0.5 does not show)
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if entry is None else 1 for n, entry in zip(x.shape, noise_shape))
    lives = rng.random(shape) < rate
    return np.where(lives, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# mean and spread come from two different sets of n passes
def mc_predict(model, x, n):
    def passes():
        return np.stack([np.asarray(model(x, training=True)) for _ in range(n)])

    return passes().mean(axis=0), passes().std(axis=0)
