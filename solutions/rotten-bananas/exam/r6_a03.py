# %% task="two-funnels" kind="wrong" breaks="The three have the same layers, not copies"
# Wrong: the autoencoder is joined from clones that only begin with the same weights.
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
    first, second = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
    first.set_weights(encoder.get_weights())
    second.set_weights(decoder.get_weights())
    return keras.Sequential([keras.Input(shape), first, second]), encoder, decoder


# %% task="score" kind="wrong" breaks="nothing is dropped, and it learns nothing"
# Wrong: the model is called as in training: dropout drops, batch normalization learns.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = keras.ops.convert_to_numpy(autoencoder(x, training=True))
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1, such as 0.005. Any other number raises a ValueError"
# Wrong: the rates 0 and 1 themselves are let through.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 <= false_alarm_rate <= 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    return float(np.sort(errors_on_good)[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of bytes for each picture"
# Wrong: the first quality that is good enough is taken for the smallest file.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            return size
    return None
