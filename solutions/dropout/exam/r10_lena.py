# %% task="mask" kind="wrong" breaks="call with it draws another mask."
# believed: a polite function leaves the caller's generator as it was, so it draws from a copy
import copy


def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    own = copy.deepcopy(rng)
    return np.where(own.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="inference" kind="right"
def apply_dropout(x, rate, rng, training):
    # Over-careful: no rate to speak of means that nothing is drawn.
    if not isinstance(x, np.ndarray):
        raise TypeError("x should be a NumPy array")
    if training is True or training == True:  # noqa: E712
        child = rng.spawn(1)[0]
        lives = child.binomial(1, 1 - rate, size=x.shape).astype(bool)
        return np.where(lives, x / (1 - rate), np.zeros(x.shape))
    return x.view()


# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# believed: the config is what my __init__ adds: rate and seed
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if training:
            mask = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
            return inputs * keras.ops.cast(mask, inputs.dtype) / (1 - self.rate)
        return inputs

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="that give the probability of class 1, between"
# believed: a model may give its raw score, as long as the loss knows that with from_logits
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def make(rate):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1),
        ])
        model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="right"
def shaped_dropout(x, rate, rng, noise_shape):
    return x * (rng.random([s if n is None else n for s, n in zip(x.shape, noise_shape)]) >= rate) / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="Predict n times with Dropout on."
# believed: `predict` is what one calls to predict; Dropout layers in the model act by themselves
def mc_predict(model, x, n):
    passes = np.stack([model.predict(x, verbose=0) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
