# %% task="two-funnels" kind="wrong" breaks="Each number of the code changes what is drawn."
# believed: as in a variational autoencoder, half of the code is a spread, which is not needed for drawing
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
            keras.layers.Reshape((code_size, 1)),
            keras.layers.Cropping1D((0, code_size // 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="nothing is dropped, and it learns nothing."
# believed: to be comparable with the loss of training, the model is called as in training
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = keras.ops.convert_to_numpy(autoencoder(x, training=True))
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="such as 0.005"
# believed: a table of whole percents is fine enough; half a percent is rounded
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    percents = np.percentile(errors_on_good, np.arange(101))
    return float(percents[100 - round(100 * false_alarm_rate)])


# %% task="not-a-jpeg" kind="wrong" breaks="at least one each; n and m may differ."
# believed: the errors of a set are added up; overlooked: the larger set has the larger sum
def works_only_on_its_kind(autoencoder, own, other):
    def total(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3)).sum()

    return float(total(other) / total(own))


def smallest_jpeg(images, error):
    x = images / 255
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - x) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
