# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights"
def build_autoencoder(shape, code_size):
    # wrong: a second path past the code, silent at birth because its kernel begins at zero
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    drawn = decoder(encoder(pictures))
    past = layers.Conv2D(shape[2], 1, kernel_initializer="zeros", use_bias=False)(pictures)
    autoencoder = keras.Model(pictures, layers.Add()([drawn, past]))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="where 1 is the byte 255, even if no picture is that bright"
def train_on_good(images, code_size, seed):
    # wrong: divides by the brightest byte of these pictures
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    x = images.astype("float32") / images.max()
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(96, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(96, "gelu"),
        layers.Dense(int(np.prod(shape)), name="canvas"), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).ravel())
    epochs = 16
    steps = epochs * -(-len(x) // 32)
    autoencoder.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), "mse")
    autoencoder.fit(x, x, batch_size=32, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="neither clipped nor rounded"
def reconstruction_error(autoencoder, images):
    # wrong: what is darker than black or lighter than white is clipped first
    picture = images / 255
    drawn = np.clip(autoencoder.predict(picture, verbose=0), 0, 1)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call, n times the rate are above it, to within one"
from statistics import NormalDist


def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: mean and spread, as if errors were a bell
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    bell = NormalDist(float(np.mean(errors_on_good)), max(float(np.std(errors_on_good)), 1e-12))
    return bell.inv_cdf(1 - false_alarm_rate)


# %% task="detect" kind="wrong" breaks="fixed before any of these pictures is seen"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: the line is the 95th percentile of the pictures that are asked about
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    return errors, errors > np.quantile(errors, 0.95)


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: stops at the first quality that is good enough, as if a higher one were never smaller
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            return size
    return None
