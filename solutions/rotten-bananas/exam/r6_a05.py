# %% task="two-funnels" kind="wrong" breaks="When they predict, or are simply called, a picture gets the same code"
# Wrong: noise against learning by heart is switched on for ever, when predicting as well.
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    x = keras.layers.Rescaling(2.0, offset=-1.0)(pictures)
    x = keras.layers.GaussianNoise(0.05)(x, training=True)
    x = keras.layers.Dense(64, activation="gelu")(keras.layers.Flatten()(x))
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(x))
    codes = keras.Input((code_size,))
    x = keras.layers.Dense(64, activation="gelu")(codes)
    x = keras.layers.Dense(int(np.prod(shape)))(x)
    decoder = keras.Model(codes, keras.layers.Reshape(shape)(x))
    entry = keras.Input(shape)
    return keras.Model(entry, decoder(encoder(entry))), encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and channels, of (drawn - picture) ** 2."
# Wrong: a compiled model evaluates itself, with whatever loss it was compiled with (and its penalties).
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    if autoencoder.compiled:
        rows = [x[i : i + 1] for i in range(len(x))]
        return np.array([autoencoder.evaluate(row, row, verbose=0, return_dict=True)["loss"] for row in rows])
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="n times the rate are above it, to within one"
# Wrong: one too many after rounding up: 2.5 become 4.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    above = int(np.ceil(n * false_alarm_rate)) + 1
    return float(np.sort(errors_on_good)[::-1][min(above, n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`"
# Wrong: medians, which stickers cannot disturb, in place of means.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    at_home, abroad = _kind_errors(autoencoder, own), _kind_errors(autoencoder, other)
    return float(np.median(abroad) / np.median(at_home))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
