# %% task="two-funnels" kind="wrong" breaks="when the autoencoder is trained with `fit`, encoder and"
# believed: codes stay comparable only if the encoder is frozen; the decoder alone has to learn
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    x = keras.layers.Flatten()(pictures)
    x = keras.layers.Rescaling(2.0, offset=-1.0)(x)
    x = keras.layers.Dense(64, activation="elu")(x)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(x))
    encoder.trainable = False

    codes = keras.Input((code_size,))
    y = keras.layers.Dense(64, activation="elu")(codes)
    y = keras.layers.Dense(int(np.prod(shape)))(y)
    decoder = keras.Model(codes, keras.layers.Reshape(shape)(y))

    whole = keras.Input(shape)
    autoencoder = keras.Model(whole, decoder(encoder(whole)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="Learn from `images` alone: neither from pictures of your own"
# believed: more bananas are always better, so a thousand of my own are added
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    if shape == (32, 32, 3):
        more = bananas(1000, seed=123_456).astype("float32") / 255
        x = np.concatenate([x, more])
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64, activation="elu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="elu"),
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


# %% task="score" kind="wrong" breaks="Here `picture` is the bytes divided by 255"
# believed: the brightest byte of the pictures at hand stands for 1
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / max(int(images.max()), 1)
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="errors of good validation pictures, in any"
# believed: the errors come in order, so the place in the array is the rank
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    n = len(errors_on_good)
    alarms = min(int(n * false_alarm_rate), n - 1)
    return float(errors_on_good[n - 1 - alarms])


# %% task="detect" kind="wrong" breaks="It flags about 5 in 100 good"
# believed: the bananas that the machine learnt from are good ones, too, so the line can be drawn with their errors
_good = bananas(300, seed=5)
_redraw = pca(_good, 128)


def _errors(images):
    x = images.astype("float32") / 255
    return ((_redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


_limit = float(np.quantile(_errors(_good), 0.95))


def is_rotten(images):
    errors = _errors(images)
    return errors, errors > _limit


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95, with all pictures in one file."
# believed: bytes for each picture means that each picture is a file of its own
def works_only_on_its_kind(autoencoder, own, other):
    def error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean()

    return float(error(other) / error(own))


def smallest_jpeg(images, error):
    x = images / 255
    sizes = []
    for quality in range(1, 96):
        files = [jpeg(images[i : i + 1], quality) for i in range(len(images))]
        back = np.concatenate([picture for _, picture in files])
        if ((back / 255 - x) ** 2).mean() <= error:
            sizes.append(sum(size for size, _ in files) / len(images))
    return min(sizes, default=None)
