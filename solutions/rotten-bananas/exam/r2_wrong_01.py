# %% task="two-funnels" kind="wrong" breaks="The code must be **the only way through**"
# a second path past the code, shut at birth: a per-pixel 1x1 convolution with zero kernel that training opens
def build_autoencoder(shape, code_size):
    L = keras.layers
    shape = tuple(shape)
    size = int(np.prod(shape))
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(size, name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    drawn = decoder(encoder(pictures))
    wire = L.Conv2D(shape[-1], 1, kernel_initializer="zeros")(pictures)
    drawn = L.Add()([drawn, wire])
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="They are not changed"
# the caller's pictures are shuffled in place
def _t_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(int(np.prod(shape)), name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(images)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="also where it draws a little less than black or more than white"
# what the model draws is clipped to 0 to 1 first
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    drawn = np.clip(drawn, 0, 1)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))

# %% task="threshold" kind="wrong" breaks="a share `false_alarm_rate` is above it, to within one picture"
# a formula made for bells: mean plus so many standard deviations
from statistics import NormalDist


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    z = NormalDist().inv_cdf(1 - false_alarm_rate)
    return float(np.mean(errors_on_good) + z * np.std(errors_on_good))

# %% task="detect" kind="wrong" breaks="The threshold is fixed before any of these pictures is seen"
# the line is drawn through the errors of the very pictures that are asked about
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > np.quantile(errors, 0.95)

# %% task="not-a-jpeg" kind="wrong" breaks="the mean error over the pictures of `other`, divided by that over those of `own`"
# mean of the ratios, pair by pair, in place of the ratio of the means; the surplus pictures are left out
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    pairs = min(len(own), len(other))
    return float((_j_errors(autoencoder, other[:pairs]) / _j_errors(autoencoder, own[:pairs])).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

