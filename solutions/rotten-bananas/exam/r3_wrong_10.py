# %% task="two-funnels" kind="wrong" breaks="autoencoder: pictures → pictures, by way of the code and by no other"
def build_autoencoder(shape, code_size):
    # wrong: the brightness of the picture is carried past the code, one number for each colour
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
    light = keras.ops.mean(pictures, axis=(1, 2), keepdims=True) - keras.ops.mean(drawn, axis=(1, 2), keepdims=True)
    autoencoder = keras.Model(pictures, drawn + light)
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="Learn from `images` alone: neither from pictures of your own"
def train_on_good(images, code_size, seed):
    # wrong: bananas of the course's own are added to the pictures where they fit
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    x = images.astype("float32") / 255
    if shape == (32, 32, 3):
        x = np.concatenate([x, bananas(1000, seed=4321).astype("float32") / 255])
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


# %% task="score" kind="wrong" breaks="A picture's error depends on the picture and on the model's weights at the time of the call, and on nothing else"
def reconstruction_error(autoencoder, images):
    # wrong: divides by the brightest byte in this batch
    picture = images / max(int(images.max()), 1)
    drawn = autoencoder.predict(picture, verbose=0)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="n times the rate are above it, to within one"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: reads the line off a histogram of 50 bars: a far outlier makes the bars as wide as everything
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    counts, edges = np.histogram(errors_on_good, bins=50)
    above = counts.sum() - np.cumsum(counts)
    return float(edges[1 + np.argmax(above <= len(errors_on_good) * false_alarm_rate)])


# %% task="detect" kind="wrong" breaks="AUROC for snapped ones, and for some that are turned or shifted, is at least 0.9"
def _d_errors(images):
    red, green, blue = np.moveaxis(images / 255, -1, 0)
    return ((red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)).mean(axis=(1, 2))


_d_line = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))


def is_rotten(images):
    # wrong: a rule by hand about brown pixels, which says nothing of a snapped or a turned banana
    errors = _d_errors(images)
    return errors, errors > _d_line


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`"
def works_only_on_its_kind(autoencoder, own, other):
    # wrong: mean of the means of batches of 32: the pictures in a short last batch count for more
    def mean_error(images):
        means = []
        for start in range(0, len(images), 32):
            x = images[start : start + 32] / 255
            means.append(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())
        return float(np.mean(means))

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
