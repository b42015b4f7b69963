# %% task="two-funnels" kind="wrong" breaks="a picture gets the same code and the same drawing in any company"
# Wrong: the inputs are centred by the mean of whatever batch they come in.
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    x = keras.layers.Flatten()(pictures)
    x = x - keras.ops.mean(x, axis=0, keepdims=True)
    x = keras.layers.Dense(64, activation="gelu")(x)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(x))
    codes = keras.Input((code_size,))
    x = keras.layers.Dense(64, activation="gelu")(codes)
    x = keras.layers.Dense(int(np.prod(shape)))(x)
    decoder = keras.Model(codes, keras.layers.Reshape(shape)(x))
    entry = keras.Input(shape)
    return keras.Model(entry, decoder(encoder(entry))), encoder, decoder


# %% task="score" kind="wrong" breaks="model's weights at the time of the call"
# Wrong: errors are remembered for the same model and pictures, though the model may have learnt since.
_known_errors = {}


def reconstruction_error(autoencoder, images):
    key = id(autoencoder), images.shape, images.tobytes()
    if key not in _known_errors:
        x = images.astype("float32") / 255
        drawn = autoencoder.predict(x, verbose=0)
        _known_errors[key] = autoencoder, ((drawn - x) ** 2).mean(axis=(1, 2, 3))
    return _known_errors[key][1].copy()


# %% task="threshold" kind="wrong" breaks="n times the rate are above it, to within one"
# Wrong: a histogram of 100 bins; a few far stickers, and one bin holds many errors.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    counts, edges = np.histogram(errors_on_good, 100)
    below = np.cumsum(counts)
    return float(edges[np.searchsorted(below, (1 - false_alarm_rate) * below[-1]) + 1])


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
# Wrong: the qualities are tried from 95 down, and the search ends at the first that is too bad.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(95, 0, -1):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() > error:
            break
        best = size if best is None else min(best, size)
    return best
