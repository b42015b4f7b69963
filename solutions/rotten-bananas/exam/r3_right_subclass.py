# %% task="two-funnels" kind="right"
class TwoFunnels(keras.Model):
    """Both halves, one after the other."""

    def __init__(self, shape, code_size, **kwargs):
        # style: a subclass of keras.Model for the whole, its halves as attributes
        super().__init__(**kwargs)
        self.shape_, self.code_size = tuple(shape), int(code_size)
        layers = keras.layers
        self.encoder = keras.Sequential([
            keras.Input(self.shape_), layers.Flatten(), layers.Rescaling(4.0, offset=-2.0),
            layers.Dense(48, activation="silu"), layers.Dense(self.code_size),
        ], name="narrowing")
        self.decoder = keras.Sequential([
            keras.Input((self.code_size,)), layers.Dense(48, activation="silu"),
            layers.Dense(int(np.prod(self.shape_))), layers.Reshape(self.shape_),
        ], name="widening")

    def call(self, pictures):
        return self.decoder(self.encoder(pictures))

    def get_config(self):
        return {"shape": self.shape_, "code_size": self.code_size}


def build_autoencoder(shape, code_size):
    whole = TwoFunnels(shape, code_size)
    whole(np.zeros((1, *shape), "float32"))
    return whole, whole.encoder, whole.decoder


# %% task="train" kind="right"
def train_on_good(images, code_size, seed):
    # style: longest way, one epoch at a time, own order of the pictures from the seed
    keras.utils.set_random_seed(int(seed))
    rng = np.random.default_rng(seed)
    layers = keras.layers
    shape = tuple(int(side) for side in images.shape[1:])
    x = np.multiply(images, np.float32(1 / 255), dtype="float32")
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(96, activation="gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(96, activation="gelu"),
        layers.Dense(x[0].size, bias_initializer=keras.initializers.Zeros()), layers.Reshape(shape),
    ])
    decoder.layers[1].bias.assign(x.mean(axis=0).reshape(-1))
    picture = keras.Input(shape)
    autoencoder = keras.Model(picture, decoder(encoder(picture)))
    epochs = 16
    steps = epochs * -(-len(x) // 32)
    autoencoder.compile(
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), loss="mse"
    )
    for _ in range(epochs):
        order = rng.permutation(len(x))
        autoencoder.fit(x[order], x[order], batch_size=32, epochs=1, shuffle=False, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    # style: one picture after the other, each alone
    errors = np.zeros(len(images))
    for k, image in enumerate(images):
        picture = image.astype("float32")[None] / 255
        drawn = np.asarray(autoencoder.predict_on_batch(picture), dtype="float64")
        errors[k] = np.square(drawn - picture).sum() / picture.size
    return errors


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    # style: np.partition, half-way between the two neighbours (never outside of them)
    if not (false_alarm_rate > 0) or not (false_alarm_rate < 1):
        raise ValueError(false_alarm_rate)
    ordered = np.sort(errors_on_good)
    n = len(ordered)
    above = int(n * float(false_alarm_rate))
    upper, lower = float(ordered[n - above]) if above else None, float(ordered[max(n - above - 1, 0)])
    if upper is None:
        return lower
    middle = lower + (upper - lower) / 2
    return middle if lower <= middle < upper else lower


# %% task="detect" kind="right"
def _make_sorter(width=96):
    # style: closure; main patterns of pictures at half size, by an exact eigendecomposition
    def flat(images):
        n = len(images)
        return (images.reshape(n, 16, 2, 16, 2, 3).sum(axis=(2, 4), dtype="float64") / (4 * 255)).reshape(n, -1)

    good, fresh = flat(bananas(3000, seed=31)), bananas(2000, seed=32)
    mean = good.mean(axis=0)
    patterns = np.linalg.eigh(np.cov(good.T))[1][:, -width:]

    def errors(images):
        rest = flat(images) - mean
        rest = rest - (rest @ patterns) @ patterns.T
        return (rest**2).mean(axis=1)

    line = float(np.quantile(errors(fresh), 0.95))

    def answer(images):
        each = errors(images)
        return each, each > line

    return answer


is_rotten = _make_sorter()


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    # style: functional; NumPy float is a float, too
    own_mean, other_mean = (np.mean(reconstruction_error(autoencoder, kind), dtype="float64") for kind in (own, other))
    return other_mean / own_mean


def smallest_jpeg(images, error):
    def keeps(stored):
        return np.mean(np.square(np.subtract(stored[1], images, dtype="float64") / 255)) <= error

    stored = filter(keeps, map(lambda quality: jpeg(images, quality), reversed(range(1, 96))))
    return min((size for size, _ in stored), default=None)
