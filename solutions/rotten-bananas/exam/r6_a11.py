# %% task="two-funnels" kind="wrong" breaks="Height and width are multiples of 4 and may differ"
# Wrong: the decoder draws squares.
def build_autoencoder(shape, code_size):
    side, channels = shape[0], shape[2]
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
            keras.layers.Dense(side * side * channels),
            keras.layers.Reshape((side, side, channels)),
        ]
    )
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="score" kind="wrong" breaks="any Keras model that takes and gives pictures from 0 to 1, compiled or not"
# Wrong: the layers are called one after the other, which is right for Sequential models only.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = x
    for layer in autoencoder.layers:
        drawn = layer(drawn, training=False)
    return ((keras.ops.convert_to_numpy(drawn) - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Returns the threshold, a float."
# Wrong: an array with one number in place of a float.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    return np.quantile(errors_on_good, [1 - false_alarm_rate], method="lower")


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`, divided by the mean error of all pictures of `own`"
# Wrong: never less than 1, since another kind cannot be easier.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return max(1.0, float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean()))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
