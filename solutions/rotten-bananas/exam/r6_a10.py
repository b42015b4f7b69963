# %% task="two-funnels" kind="wrong" breaks="or a `Lambda` layer, will not do"
# Wrong: a Lambda layer brings the pixels around zero.
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Lambda(lambda pixels: 2 * pixels - 1, output_shape=shape),
            keras.layers.Flatten(),
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
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="score" kind="wrong" breaks="A picture's error depends on the picture and on the model's weights at the time of the call"
# Wrong: the bytes are read in the order in which they lie in memory, so a view turned round is scrambled.
def reconstruction_error(autoencoder, images):
    x = images.ravel(order="K").reshape(images.shape).astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1"
# Wrong: rates above one half are refused as nonsense.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate <= 0.5:
        raise ValueError("nobody throws away more than half")
    n = len(errors_on_good)
    return float(np.sort(errors_on_good)[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="with an error no larger than this"
# Wrong: an error of just the allowed size is refused.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() < error:
            sizes.append(size)
    return min(sizes, default=None)
