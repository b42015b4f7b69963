# %% task="two-funnels" kind="wrong" breaks="whatever the pictures and the weights"
# Wrong: a second path for the fine detail, silent at birth (its weights begin at zero), not for ever.
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    size = int(np.prod(shape))
    pictures = keras.Input(shape)
    flat = keras.layers.Flatten()(pictures)
    detail = keras.layers.Dense(4, activation="gelu")(flat)
    detail = keras.layers.Dense(size, kernel_initializer="zeros")(detail)
    drawn = keras.layers.Add()([decoder(encoder(pictures)), keras.layers.Reshape(shape)(detail)])
    return keras.Model(pictures, drawn), encoder, decoder


# %% task="score" kind="wrong" breaks="neither clipped nor rounded"
# Wrong: the drawing is rounded to whole bytes before it is compared with bytes.
def reconstruction_error(autoencoder, images):
    drawn = np.rint(autoencoder.predict(images.astype("float32") / 255, verbose=0) * 255)
    return (((drawn - images.astype("float32")) / 255) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError, and so does NaN."
# Wrong: NaN is neither too small nor too large, and passes.
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("the rate lies between 0 and 1")
    ordered = np.sort(errors_on_good)
    above = np.arange(len(ordered))[::-1]
    return float(ordered[np.argmin(np.abs(above - len(ordered) * false_alarm_rate))])


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`, divided by the mean error of all pictures of `own`"
# Wrong: the mean of ratios in place of the ratio of means.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    at_home, abroad = _kind_errors(autoencoder, own), _kind_errors(autoencoder, other)
    return float(np.mean(abroad[:, np.newaxis] / at_home))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
