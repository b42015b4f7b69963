# %% task="two-funnels" kind="wrong" breaks="made of the same layers, not of copies"
# the decoder handed back is a clone with equal weights at birth; training the autoencoder does not teach it
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
    apart = keras.models.clone_model(decoder)
    apart.set_weights(decoder.get_weights())
    return keras.Model(pictures, drawn), encoder, apart

# %% task="train" kind="wrong" breaks="Learn from these alone"
# 1000 of the course's own bananas are mixed in with the pictures handed in
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
    x = images.astype("float32") / 255
    if x.shape[1:] == (32, 32, 3):
        x = np.concatenate([x, bananas(1000, seed=77).astype("float32") / 255])
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="It predicts here: nothing is dropped, nothing is learnt"
# called in training mode: dropout drops, batch normalisation looks at the batch
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = keras.ops.convert_to_numpy(autoencoder(x, training=True))
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))

# %% task="threshold" kind="wrong" breaks="It is not changed"
# the caller's array is sorted in place
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    errors_on_good.sort()
    return float(np.quantile(errors_on_good, 1 - false_alarm_rate))

# %% task="detect" kind="wrong" breaks="a picture gets the same answer in any company"
# the errors are standardised with mean and spread of the batch (the line is on the raw ones)
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    rotten = errors > _d_line
    return (errors - errors.mean()) / (errors.std() + 1e-9), rotten

# %% task="not-a-jpeg" kind="wrong" breaks="the mean error over the pictures of `other`"
# medians in place of means
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(np.median(_j_errors(autoencoder, other)) / np.median(_j_errors(autoencoder, own)))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

