# %% task="two-funnels" kind="wrong" breaks="Each number of the code changes what is drawn"
# Wrong: the decoder normalizes the code over its numbers; a code of one number then says nothing.
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
            keras.layers.LayerNormalization(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="score" kind="wrong" breaks="Here `picture` is the bytes divided by 255"
# Wrong: where no byte is above 1, the pictures are taken for scaled already.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32")
    if x.max() > 1:
        x = x / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError"
# Wrong: an assertion in place of a ValueError.
def choose_threshold(errors_on_good, false_alarm_rate):
    assert 0 < false_alarm_rate < 1, "the rate lies between 0 and 1"
    n = len(errors_on_good)
    return float(np.sort(errors_on_good)[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="a number, at least 0, on the scale from 0 to 1"
# Wrong: an allowed error of 0 is taken for impossible, even where JPEG makes none.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    if not error:
        return None
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
