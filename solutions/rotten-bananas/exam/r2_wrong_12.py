# %% task="two-funnels" kind="wrong" breaks="All are made of Keras's own layers"
# a layer class of one's own, with weights of its own, adds the mean picture
@keras.saving.register_keras_serializable("bananas")
class AddPicture(keras.layers.Layer):
    def build(self, shape):
        self.picture = self.add_weight(shape=shape[1:], initializer="zeros", name="picture")

    def call(self, x):
        return x + self.picture


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
        L.Dense(size, name="picture"), L.Reshape(shape), AddPicture(),
    ])
    pictures = keras.Input(shape)
    drawn = decoder(encoder(pictures))
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="as `build_autoencoder` does, trained"
# the autoencoder has a wire past the code (zero at birth) and learns to copy; the figure is reached by a trick
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
    wire = L.Conv2D(shape[-1], 1, kernel_initializer="zeros")(pictures)
    return keras.Model(pictures, L.Add()([decoder(encoder(pictures)), wire])), encoder, decoder


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="threshold" kind="wrong" breaks="a share `false_alarm_rate` is above it, to within one picture"
# sorted[-k] with k rounded down: where k is 0, that is the smallest error, and nearly all are above
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    k = int(false_alarm_rate * len(errors_on_good))
    return float(np.sort(errors_on_good)[-k])

# %% task="detect" kind="wrong" breaks="The threshold is fixed before any of these pictures is seen"
# the line moves on with the pictures of each call
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    global _d_line
    rotten = errors > _d_line
    _d_line = 0.9 * _d_line + 0.1 * np.quantile(errors, 0.95)
    return errors, rotten

# %% task="not-a-jpeg" kind="wrong" breaks="the mean error over the pictures"
# mean of batch means: the last, smaller batch of 32 weighs as much as a full one
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        errors = _j_errors(autoencoder, images)
        return np.mean([errors[start : start + 32].mean() for start in range(0, len(errors), 32)])

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

