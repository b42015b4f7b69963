# %% task="two-funnels" kind="wrong" breaks="by way of the code and by no other"
# Wrong: the average colour of the picture reaches the drawing on a second wire, past the code.
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
    pictures = keras.Input(shape)
    colour = keras.layers.GlobalAveragePooling2D(keepdims=True)(pictures)
    drawn = keras.layers.Add()([decoder(encoder(pictures)), colour])
    return keras.Model(pictures, drawn), encoder, decoder


# %% task="score" kind="wrong" breaks="neither clipped nor rounded"
# Wrong: the drawing is clipped to what a screen can show.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = np.clip(autoencoder.predict(x, verbose=0), 0, 1)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="They are not changed."
# Wrong: the errors are sorted in the caller's array.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    errors_on_good.sort()
    return float(errors_on_good[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="the mean squared difference that is allowed"
# Wrong: bytes are subtracted as bytes, and wrap round.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back - images) ** 2).mean() / 255**2 <= error and (best is None or size < best):
            best = size
    return best
