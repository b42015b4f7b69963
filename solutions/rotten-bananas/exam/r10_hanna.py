# %% task="two-funnels" kind="wrong" breaks="a picture gets the same code and the same drawing in any company."
# believed: to bring pixels around zero, subtract the mean of the pictures that come in together
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    x = keras.layers.Flatten()(pictures)
    x = keras.ops.subtract(x, keras.ops.mean(x, axis=0, keepdims=True))
    x = keras.layers.Dense(64, activation="gelu")(x)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(x))

    codes = keras.Input((code_size,))
    y = keras.layers.Dense(64, activation="gelu")(codes)
    y = keras.layers.Dense(int(np.prod(shape)))(y)
    decoder = keras.Model(codes, keras.layers.Reshape(shape)(y))

    whole = keras.Input(shape)
    autoencoder = keras.Model(whole, decoder(encoder(whole)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model, up to"
# believed: `if seed` asks whether a seed was given; overlooked: 0 is a seed, and false
def train_on_good(images, code_size, seed):
    if seed:
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
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="Returns a float array of shape (n,)."
# believed: `squeeze` only tidies up; overlooked: with a single picture it takes away the pictures' axis
def reconstruction_error(autoencoder, images):
    x = np.squeeze(images.astype("float32") / 255)
    drawn = np.squeeze(autoencoder.predict(images.astype("float32") / 255, verbose=0))
    squares = (drawn - x) ** 2
    return squares.mean(axis=tuple(range(1, squares.ndim)))


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1, such as 0.005."
# believed: a share lies from 0 to 1, the ends included
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 <= false_alarm_rate <= 1:
        raise ValueError("a share lies from 0 to 1")
    ordered = np.sort(errors_on_good)
    n = len(ordered)
    alarms = min(int(n * false_alarm_rate), n - 1)
    return float(ordered[n - 1 - alarms])


# %% task="detect" kind="wrong" breaks="rotten: bools, True just where the error that is given back is above the threshold."
# believed: spots are small, so the worst pixel decides; the mean error is given back beside it
keras.utils.set_random_seed(2)
_x = bananas(2000, seed=31).astype("float32") / 255
_model = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(2.0, offset=-1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(16),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(3072, name="out"),
        keras.layers.Reshape((32, 32, 3)),
    ]
)
_model.get_layer("out").bias.assign(_x.mean(axis=0).ravel())
_rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * 63)
_model.compile(keras.optimizers.Adam(_rate), "mse")
_model.fit(_x, _x, epochs=20, batch_size=32, verbose=0)


def _mean_and_peak(images):
    x = images.astype("float32") / 255
    surprise = ((_model.predict(x, verbose=0) - x) ** 2).mean(axis=3)
    return surprise.mean(axis=(1, 2)), surprise.max(axis=(1, 2))


_peak_limit = float(np.quantile(_mean_and_peak(bananas(1500, seed=32))[1], 0.95))


def is_rotten(images):
    errors, peaks = _mean_and_peak(images)
    return errors, peaks > _peak_limit


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`, divided by the mean error of all pictures"
# believed: a few bad pictures should not spoil the comparison, so the median speaks for each set
def works_only_on_its_kind(autoencoder, own, other):
    def errors(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))

    return float(np.median(errors(other)) / np.median(errors(own)))


def smallest_jpeg(images, error):
    x = images / 255
    tried = [jpeg(images, quality) for quality in range(1, 96)]
    sizes = [size for size, back in tried if ((back / 255 - x) ** 2).mean() <= error]
    return min(sizes) if sizes else None
