# %% task="two-funnels" kind="wrong" breaks="Each number of the code changes what is drawn."
def build_autoencoder(shape, code_size):
    size = int(np.prod(shape))
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Flatten(),
        keras.layers.Rescaling(2.0, -1.0),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([keras.Input((code_size,))])
    if code_size > 24:
        # More numbers than that nobody needs to draw a banana.
        decoder.add(keras.layers.Reshape((code_size, 1)))
        decoder.add(keras.layers.Cropping1D((0, code_size - 24)))
        decoder.add(keras.layers.Flatten())
    decoder.add(keras.layers.Dense(64, activation="gelu"))
    decoder.add(keras.layers.Dense(size))
    decoder.add(keras.layers.Reshape(tuple(shape)))
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="right"
class Squeezer(keras.Model):
    """Encoder and decoder as parts of one model of my own."""

    def __init__(self, height, width, channels, code_size, **more):
        super().__init__(**more)
        shape = height, width, channels
        self.encoder = keras.Sequential([
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, -1.0),
            keras.layers.Dense(64, activation="elu"),
            keras.layers.Dense(code_size),
        ])
        self.decoder = keras.Sequential([
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(height * width * channels, name="last"),
            keras.layers.Reshape(shape),
        ])

    def call(self, pictures):
        return self.decoder(self.encoder(pictures))


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    pictures = np.true_divide(images, 255, dtype="float32")
    model = Squeezer(*pictures.shape[1:], code_size)
    model(pictures[:1])
    model.decoder.get_layer("last").bias.assign(np.mean(pictures, axis=0).flatten())
    for rate, epochs in ((0.003, 10), (0.0015, 7), (0.0006, 5), (0.0002, 3)):
        model.compile(keras.optimizers.Adam(rate), loss="mse")
        model.fit(pictures, pictures, batch_size=32, epochs=epochs, verbose=0)
    return model, model.encoder, model.decoder


# %% task="score" kind="wrong" breaks="here: nothing is dropped, and it learns nothing."
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    # Batch normalisation has to get used to the new pictures first. Weights stay as they are.
    autoencoder(x, training=True)
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="but two may be very near"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    errors = np.asarray(errors_on_good, dtype=np.float32)  # a model's errors are no more exact
    above = int(len(errors) * false_alarm_rate)
    place = len(errors) - 1 - above
    return float(np.partition(errors, place)[place])


# %% task="detect" kind="wrong" breaks="higher than that of PCA with 16 numbers by 0.015 or more"
_redraw = pca(bananas(2000, seed=808), 16)


def _residue(images):
    x = images.astype("float32") / 255
    return ((_redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


_above_this = float(np.quantile(_residue(bananas(1000, seed=809)), 0.95))


def is_rotten(images):
    errors = _residue(images)
    return errors, errors > _above_this


# %% task="not-a-jpeg" kind="right"
class _Storing:
    """What each of the 95 qualities costs, and what it gives."""

    def __init__(self, images):
        pictures = np.array(images, dtype=float)
        sizes, errors = [], []
        for quality in 1 + np.arange(95):
            size, back = jpeg(images, int(quality))
            sizes.append(size)
            errors.append(np.mean(((back - pictures) / 255.0) ** 2))
        self.sizes, self.errors = np.array(sizes), np.array(errors)

    def cheapest(self, error):
        enough = self.sizes[self.errors <= error]
        return float(np.amin(enough)) if enough.size else None


def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (own, other):
        x = np.asarray(images, "float32") / 255
        total = 0.0
        for start in range(0, len(x), 100):
            part = x[start : start + 100]
            drawn = np.asarray(autoencoder.predict(part, verbose=0), "float64")
            total += ((drawn - part) ** 2).sum()
        means.append(total / x.size)
    return float(means[1] / means[0])


def smallest_jpeg(images, error):
    return _Storing(images).cheapest(error)
