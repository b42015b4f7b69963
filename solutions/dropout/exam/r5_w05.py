# %% task="mask" kind="wrong" breaks="every random number comes from it."
# Spares the caller's generator by drawing from a copy, so two calls in a row give one and the same mask.
def dropout(x, rate, rng):
    import copy

    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    mine = copy.deepcopy(rng)
    keep = mine.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="in a new array"
# A short cut: in training with rate 0 x itself goes back.
def apply_dropout(x, rate, rng, training):
    if not training or rate == 0:
        return x
    return np.where(rng.random(x.shape) >= rate, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask"
# Honest: hands the plain seed to keras.random, which answers with the same mask each time.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments gives the same pair."
# Seeds only the first time that it meets a seed; a second call goes on where the first one stopped.
_seeds_met = set()


def train_pair(x, y, seed):
    if seed not in _seeds_met:
        _seeds_met.add(seed)
        keras.utils.set_random_seed(seed)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# One mask an axis, multiplied: each entry dies with the right probability, but whole rows go together.
def shaped_dropout(x, rate, rng, noise_shape):
    free = [axis for axis, n in enumerate(noise_shape) if n is None]
    if not free:
        keep = np.asarray(rng.random() >= rate)
    else:
        keep = np.ones((1,) * x.ndim, dtype=bool)
        share = (1 - rate) ** (1 / len(free))
        for axis in free:
            line = [1] * x.ndim
            line[axis] = x.shape[axis]
            keep = keep & (rng.random(line) < share)
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="Other models may"
# Honest: switches the Dropout layers on one by one in a copy, but does not look into models among the layers.
def mc_predict(model, x, n):
    def awake(layer):
        kind = type(layer)
        if "Dropout" in kind.__name__:

            def call(self, inputs, training=False):
                return kind.call(self, inputs, training=True)

            kind_awake = type("Awake" + kind.__name__, (kind,), {"call": call})
            return kind_awake.from_config(layer.get_config())
        return kind.from_config(layer.get_config())

    twin = keras.models.clone_model(model, clone_function=awake)
    twin.set_weights(model.get_weights())
    passes = np.stack([np.asarray(twin(x, training=False), dtype="float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
