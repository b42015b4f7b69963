# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# Honest: draws again where nobody is left, so a single unit is never dropped.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    keep = np.asarray(rng.random(x.shape) >= rate)
    while keep.size > 0 and not keep.any():
        keep = np.asarray(rng.random(x.shape) >= rate)
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="x is not changed."
# Honest: np.asarray does not copy a float64 array, so training writes into x.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    out = np.asarray(x, dtype="float64")
    np.divide(out, 1 - rate, out=out)
    np.copyto(out, 0.0, where=rng.random(x.shape) < rate)
    return out.copy()


# %% task="layer" kind="wrong" breaks="Layers of other seeds, or without a seed, draw other masks."
# Keeps the seed in one byte: 1 and 257 draw alike.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(None if seed is None else seed % 256)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments gives the same pair."
# Honest: seeds after the first model is trained, since only Dropout seems to need chance.
def train_pair(x, y, seed):
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

    plain = build(0)
    keras.utils.set_random_seed(seed)
    return plain, build(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# Remembers masks: a second call of the same shape and rate gets the first call's mask, whatever the rng.
_masks_kept = {}


def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    if (shape, rate) not in _masks_kept:
        _masks_kept[shape, rate] = rng.random(shape) >= rate
    return np.where(_masks_kept[shape, rate], np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# Honest: means and spreads of packs of up to ten passes are averaged, whatever the packs' sizes (n = 11).
def mc_predict(model, x, n):
    means, spreads = [], []
    for start in range(0, n, 10):
        size = min(10, n - start)
        pack = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(size)])
        means.append(pack.mean(axis=0))
        spreads.append(pack.std(axis=0))
    return np.mean(means, axis=0), np.mean(spreads, axis=0)
