# %% task="two-funnels" kind="wrong" breaks="Height and width are multiples"
# believed: sides can be halved three times; overlooked: 12 is a multiple of 4, and not of 8
def build_autoencoder(shape, code_size):
    height, width, channels = shape
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Conv2D(8, 3, strides=2, padding="same", activation="gelu"),
            keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="gelu"),
            keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="gelu"),
            keras.layers.Flatten(),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense((height // 8) * (width // 8) * 16, activation="gelu"),
            keras.layers.Reshape((height // 8, width // 8, 16)),
            keras.layers.UpSampling2D(2),
            keras.layers.Conv2D(16, 3, padding="same", activation="gelu"),
            keras.layers.UpSampling2D(2),
            keras.layers.Conv2D(8, 3, padding="same", activation="gelu"),
            keras.layers.UpSampling2D(2),
            keras.layers.Conv2D(channels, 3, padding="same"),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="further with `fit`, all three still learn together."
# believed: encoder and decoder are handed out as copies, so that nobody spoils what was trained
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
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
            keras.layers.Dense(int(np.prod(shape)), name="out"),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("out").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * (len(x) // 32 + 1)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), "mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)

    def copy_of(model):
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        return copy

    return autoencoder, copy_of(encoder), copy_of(decoder)


# %% task="score" kind="wrong" breaks="the mean, over all its pixels and"
# believed: a pixel has three colours; overlooked: `channels` may be another number
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    per_pixel = ((drawn - x) ** 2).sum(axis=3) / 3
    return per_pixel.mean(axis=(1, 2))


# %% task="threshold" kind="wrong" breaks="are above it, to within one."
# believed: four decimals are enough for a threshold; overlooked: whole crowds of errors lie within 0.0001
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    ordered = np.sort(errors_on_good)
    n = len(ordered)
    alarms = min(int(n * false_alarm_rate), n - 1)
    return round(float(ordered[n - 1 - alarms]), 4)


# %% task="not-a-jpeg" kind="wrong" breaks="mean is taken over all pictures, pixels and channels together."
# believed: the error is allowed to each picture, so the worst one has to keep to it
def works_only_on_its_kind(autoencoder, own, other):
    def error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean()

    return float(error(other) / error(own))


def smallest_jpeg(images, error):
    x = images / 255
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        each = ((back / 255 - x) ** 2).mean(axis=(1, 2, 3))
        if each.max() <= error:
            sizes.append(size)
    return min(sizes, default=None)
