# /// sample
# ///

# %% task="two-funnels"
class Decoder(keras.Model):
    def __init__(self, shape, **kwargs):
        super().__init__(**kwargs)
        self.wide = keras.layers.Dense(80, activation="silu")
        self.out = keras.layers.Dense(int(np.prod(shape)), name="picture")
        self.fold = keras.layers.Reshape(shape)

    def call(self, codes):
        return self.fold(self.out(self.wide(codes)))


def build_autoencoder(shape, code_size):
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Flatten(),
        keras.layers.Rescaling(1.0, offset=-0.5),
        keras.layers.Dense(80, activation="silu"),
        keras.layers.Dense(code_size),
    ], name="encoder")
    decoder = Decoder(shape, name="decoder")
    inputs = keras.Input(shape)
    return keras.Model(inputs, decoder(encoder(inputs))), encoder, decoder

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    autoencoder, encoder, decoder = build_autoencoder(images.shape[1:], code_size)
    x = np.array(images, dtype="float32") / 255.0
    decoder.out.bias.assign(x.mean(axis=0).reshape(-1))
    autoencoder.compile(optimizer=keras.optimizers.AdamW(2e-3, weight_decay=1e-5), loss="mse")
    autoencoder.fit(x, x, epochs=10, batch_size=25, verbose=0)
    return autoencoder, encoder, decoder

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not (0 < false_alarm_rate < 1):
        raise ValueError(false_alarm_rate)
    return np.percentile(errors_on_good, 100 * (1 - false_alarm_rate), method="lower")

# %% task="detect"
# The honest table says it: PCA with many numbers is hard to beat, so why not use it?
redraw = pca(bananas(1500, seed=7), 128)


def odd(images):
    x = images / np.float32(255)
    return ((redraw(x) - x) ** 2).reshape(len(images), -1).mean(axis=1)


line = choose_threshold(odd(bananas(800, seed=8)), 0.05)


def is_rotten(images):
    errors = odd(images)
    return errors, errors > line

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    return reconstruction_error(autoencoder, other).mean() / reconstruction_error(autoencoder, own).mean()


def smallest_jpeg(images, error):
    best = None
    for quality in range(95, 0, -1):
        size, back = jpeg(images, quality)
        wrong = (back.astype("float64") - images.astype("float64")) / 255
        if (wrong ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
