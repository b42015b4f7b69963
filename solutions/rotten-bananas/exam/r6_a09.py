# %% task="two-funnels" kind="wrong" breaks="when the autoencoder is trained with `fit`, encoder and decoder learn with it"
# Wrong: codes are rounded to store them in fewer bytes; no gradient passes, so the encoder never learns.
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    x = keras.layers.Rescaling(2.0, offset=-1.0)(keras.layers.Flatten()(pictures))
    x = keras.layers.Dense(64, activation="gelu")(x)
    x = keras.layers.Dense(code_size)(x)
    encoder = keras.Model(pictures, keras.ops.round(x * 256) / 256)
    codes = keras.Input((code_size,))
    x = keras.layers.Dense(64, activation="gelu")(codes)
    x = keras.layers.Dense(int(np.prod(shape)))(x)
    decoder = keras.Model(codes, keras.layers.Reshape(shape)(x))
    entry = keras.Input(shape)
    return keras.Model(entry, decoder(encoder(entry))), encoder, decoder


# %% task="score" kind="wrong" breaks="where a contract says *array*, give back a NumPy array"
# Wrong: what comes back is a tensor of the backend.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return keras.ops.mean(keras.ops.square(keras.ops.subtract(drawn, x)), axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="errors of good validation pictures, in any order"
# Wrong: takes for granted that the errors come sorted.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    return float(errors_on_good[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="The error of a picture is that of `reconstruction_error`."
# Wrong: here the drawings are clipped.
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return ((np.clip(autoencoder.predict(x, verbose=0), 0, 1) - x) ** 2).mean()

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
