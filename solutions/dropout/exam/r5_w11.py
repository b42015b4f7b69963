# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# Answers an empty array before it looks at the rate: with (0, 3) a rate of 2 passes.
def dropout(x, rate, rng):
    if x.size == 0:
        return np.zeros(x.shape)
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = rng.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# Honest: rate taken for the probability to stay; nobody sees it at 0.5.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x.copy()
    stays = rng.random(x.shape) < rate
    return np.where(stays, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="of any rank from 1 on"
# Honest: asks for a batch axis and a unit axis: inputs of rank 1 are refused.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)
        self.input_spec = keras.layers.InputSpec(min_ndim=2)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="not after the last."
# Drops in front of each layer, and the logit too, behind the last Dense and before the sigmoid.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1))
        if rate:
            parts.append(keras.layers.Dropout(0.2))
        parts.append(keras.layers.Activation("sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# Saves random numbers: the second half of the mask uses the first half's, mirrored.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    flat = rng.random(int(np.prod(shape, dtype=int)))
    half = len(flat) // 2
    flat[half : 2 * half] = 1 - flat[:half]
    keep = flat.reshape(shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# Honest: half the way from the smallest to the largest answer, in place of the standard deviation.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    return passes.mean(axis=0), (passes.max(axis=0) - passes.min(axis=0)) / 2
