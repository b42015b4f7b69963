# %% task="two-funnels" kind="wrong" breaks="The three have the same layers, not copies"
# believed: layers that begin with the same numbers are the same layers
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
    autoencoder = keras.Sequential([keras.Input(shape), first, second])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="error is below that of PCA with 8 numbers, fitted on the same pictures, by 5 % or more."
# believed: nothing is classified here, so no layer needs an activation; more layers bend by themselves
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64),
            keras.layers.Dense(int(np.prod(shape)), name="last"),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("last").bias.assign(x.mean(axis=0).ravel())
    autoencoder.compile(optimizer="adam", loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="model makes of that, neither clipped nor rounded."
# believed: a drawing is a picture, so it is clipped to 0..1 before it is compared
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = np.clip(autoencoder.predict(x, verbose=0), 0, 1)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call, n times the rate"
# believed: errors are bell-shaped, so mean and spread tell where the last 5 in 100 begin
from statistics import NormalDist


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError(false_alarm_rate)
    z = NormalDist().inv_cdf(1 - false_alarm_rate)
    return float(np.mean(errors_on_good) + z * np.std(errors_on_good))


# %% task="detect" kind="wrong" breaks="The machine learns from good bananas only"
# believed: the surest way to find rot is to show the model rot, with labels
keras.utils.set_random_seed(3)
_good = bananas(2000, seed=21)
_bad = bananas(2000, seed=22, rot=[1, 2, 3, 4] * 500)
_x = np.concatenate([_good, _bad]).astype("float32") / 255
_y = np.repeat(np.array([0.0, 1.0], "float32"), 2000)[:, None]
_judge = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(2.0, offset=-1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(1),
    ]
)
_judge.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
_judge.fit(_x, _y, epochs=20, batch_size=32, verbose=0)


def _oddness(images):
    return _judge.predict(images.astype("float32") / 255, verbose=0)[:, 0]


_threshold = float(np.quantile(_oddness(bananas(1500, seed=23)), 0.95))


def is_rotten(images):
    errors = _oddness(images)
    return errors, errors > _threshold


# %% task="not-a-jpeg" kind="wrong" breaks="the mean squared difference that is allowed."
# believed: two arrays of bytes can be subtracted and squared as they are, and divided afterwards
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (own, other):
        x = images.astype("float32") / 255
        drawn = autoencoder.predict(x, verbose=0)
        means.append(((drawn - x) ** 2).mean())
    return float(means[1] / means[0])


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        mse = ((back - images) ** 2).mean() / 255**2
        if mse <= error and (best is None or size < best):
            best = size
    return best
