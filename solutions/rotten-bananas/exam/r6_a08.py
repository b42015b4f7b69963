# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights."
# Wrong: the autoencoder clips to the range from 0 to 1, and the decoder does not (at birth all is inside).
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
    middle = keras.initializers.Constant(0.5)
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), bias_initializer=middle),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    drawn = keras.ops.clip(decoder(encoder(pictures)), 0.0, 1.0)
    return keras.Model(pictures, drawn), encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and channels, of (drawn - picture) ** 2."
# Wrong: the sum is divided by three for each pixel, however many channels there are.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    _, height, width, _ = x.shape
    return ((drawn - x) ** 2).sum(axis=(1, 2, 3)) / (height * width * 3)


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call"
# Wrong: the errors of all calls so far are pooled, for a better estimate.
_all_errors = []


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    _all_errors.extend(errors_on_good.tolist())
    n = len(_all_errors)
    return sorted(_all_errors)[n - 1 - min(int(n * false_alarm_rate), n - 1)]


# %% task="not-a-jpeg" kind="wrong" breaks="The mean is taken over all pictures, pixels and channels together."
# Wrong: each picture has to keep to the error, not all of them together.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        losses = ((back / 255 - images / 255) ** 2).mean(axis=(1, 2, 3))
        if (losses <= error).all():
            sizes.append(size)
    return min(sizes, default=None)
