# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError"
# lets a rate of exactly 1 through (all zeros)
def dropout(x, rate, rng):
    if not 0 <= rate <= 1:
        raise ValueError("rate must be a probability")
    gone = rng.random(x.shape) < rate
    scale = 1 / (1 - rate) if rate < 1 else 0.0
    return np.where(gone, 0.0, x * scale)

# %% task="inference" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# draws again in training until at least one unit is dropped, so that training is never without effect
def apply_dropout(x, rate, rng, training):
    if not training:
        return x.copy()
    gone = np.asarray(rng.random(x.shape) < rate)
    while rate > 0 and x.size and not gone.any():
        gone = np.asarray(rng.random(x.shape) < rate)
    return np.where(gone, 0.0, x / (1 - rate))

# %% task="layer" kind="right"
# style: the shortest: hands everything to Keras's own Dropout (the text says that it passes)
class MyDropout(keras.layers.Dropout):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(rate, seed=seed, **kwargs)

# %% task="co-adaptation" kind="wrong" breaks="with training=True two answers for a row differ by"
# once trained, the rates are turned down to almost nothing
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        for layer in model.layers:
            if isinstance(layer, keras.layers.Dropout) and rate:
                layer.rate = 0.0001
        return model

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="wrong" breaks="tuple as long as x.shape, which may have any length"
# made for images: unpacks exactly four axes
def shaped_dropout(x, rate, rng, noise_shape):
    batch, height, width, channels = x.shape
    b, h, w, c = noise_shape
    stays = rng.random((b or batch, h or height, w or width, c or channels)) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="of the shape of one prediction"
# flattens each row's output, which shows only where it has more than one axis (or none)
def mc_predict(model, x, n):
    rows = len(x)
    passes = np.stack([np.asarray(model(x, training=True)).reshape(rows, -1) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
