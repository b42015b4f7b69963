# %% task="two-funnels" kind="wrong" breaks="Each call gives new models"
# Wrong: models for the same shape share their first hidden layer, kept from call to call.
_first_layers = {}


def build_autoencoder(shape, code_size):
    if shape not in _first_layers:
        _first_layers[shape] = keras.layers.Dense(64, activation="gelu")
    pictures = keras.Input(shape)
    x = keras.layers.Rescaling(2.0, offset=-1.0)(keras.layers.Flatten()(pictures))
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(_first_layers[shape](x)))
    codes = keras.Input((code_size,))
    x = keras.layers.Dense(64, activation="gelu")(codes)
    x = keras.layers.Dense(int(np.prod(shape)))(x)
    decoder = keras.Model(codes, keras.layers.Reshape(shape)(x))
    entry = keras.Input(shape)
    return keras.Model(entry, decoder(encoder(entry))), encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and channels, of (drawn - picture) ** 2."
# Wrong: red, green and blue count as much as the eye sees of them, not alike.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    by_channel = ((drawn - x) ** 2).mean(axis=(1, 2))
    weights = [0.299, 0.587, 0.114] if x.shape[-1] == 3 else None
    return np.average(by_channel, axis=1, weights=weights)


# %% task="threshold" kind="wrong" breaks="No two are equal, but two may be very near."
# Wrong: the threshold is rounded to four decimals.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    return round(float(np.sort(errors_on_good)[n - 1 - min(int(n * false_alarm_rate), n - 1)]), 4)


# %% task="not-a-jpeg" kind="wrong" breaks="n and m may differ"
# Wrong: the longer set is cut to the length of the shorter one.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    k = min(len(own), len(other))
    return float(_kind_errors(autoencoder, other[:k]).mean() / _kind_errors(autoencoder, own[:k]).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
