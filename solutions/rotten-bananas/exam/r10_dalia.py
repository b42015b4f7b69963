# %% task="two-funnels" kind="wrong" breaks="pictures → pictures, by way of the code and by no other"
# believed: a shortcut from the picture to the drawing, as in a U-Net, only helps; it starts at zero, so it does no harm
def build_autoencoder(shape, code_size):
    height, width, channels = shape
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(height * width * channels),
            keras.layers.Reshape((height, width, channels)),
        ]
    )
    pictures = keras.Input(shape)
    drawn = decoder(encoder(pictures))
    details = keras.layers.Conv2D(channels, 1, kernel_initializer="zeros")(pictures)
    autoencoder = keras.Model(pictures, keras.layers.Add()([drawn, details]))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="255, even if no picture is that bright."
# believed: to bring pictures to 0..1, divide by the brightest byte that they have
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / images.max()
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="last"),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("last").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * (len(x) // 32 + 1)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), "mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and"
# believed: the error is the loss, one number for the batch; every picture of the batch gets it
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    mse = np.mean((drawn - x) ** 2)
    return np.full(len(images), mse)


# %% task="threshold" kind="wrong" breaks="are above it, to within one."
# believed: the quantile of the rate is the line; overlooked: a quantile tells which share lies below
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    return float(np.quantile(errors_on_good, false_alarm_rate))


# %% task="detect" kind="wrong" breaks="The threshold is one number, fixed before any of these pictures is seen."
# believed: 5 in 100 means the worst 5 in 100 of the pictures that I am asked about
keras.utils.set_random_seed(1)
_x = bananas(2000, seed=1).astype("float32") / 255
_model = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(2.0, offset=-1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(16),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(3072, name="last"),
        keras.layers.Reshape((32, 32, 3)),
    ]
)
_model.get_layer("last").bias.assign(_x.mean(axis=0).ravel())
_rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * 63)
_model.compile(keras.optimizers.Adam(_rate), "mse")
_model.fit(_x, _x, epochs=20, batch_size=32, verbose=0)


def is_rotten(images):
    x = images.astype("float32") / 255
    errors = ((_model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))
    threshold = np.quantile(errors, 0.95)
    return errors, errors > threshold


# %% task="not-a-jpeg" kind="wrong" breaks="Returns a float: the mean error of all pictures of `other`, divided by the mean error of all pictures"
# believed: own stands first, so own is divided by other
def works_only_on_its_kind(autoencoder, own, other):
    def error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean()

    return float(error(own) / error(other))


def smallest_jpeg(images, error):
    x = images / 255
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - x) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
