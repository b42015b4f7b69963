# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights."
# believed: pixels lie between 0 and 1, so the autoencoder may cut off its drawing at the very end; at first nothing is cut
def build_autoencoder(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Flatten(), L.Rescaling(2.0, -1.0), L.Dense(64, "gelu"), L.Dense(code_size)
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, "gelu"),
        L.Dense(int(np.prod(shape)), bias_initializer=keras.initializers.Constant(0.5)), L.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder, L.ReLU(max_value=1.0)])
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="Returns a float array of shape (n,)."
# believed: a list of floats is as good as an array
def reconstruction_error(autoencoder, images):
    x = np.float32(images) / 255
    drawn = autoencoder.predict(x, verbose=0)
    return [float(np.mean((d - p) ** 2)) for d, p in zip(drawn, x)]


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError(f"not a rate: {false_alarm_rate}")
    return float(np.partition(errors_on_good, k := int((1 - false_alarm_rate) * (len(errors_on_good) - 1)))[k])


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    mse = lambda b: np.square(autoencoder.predict(p := np.float32(b) / 255, verbose=0) - p).mean(dtype=float)
    return float(mse(other) / mse(own))


def smallest_jpeg(images, error):
    tried = (jpeg(images, q) for q in range(1, 96))
    off = lambda back: np.square(np.subtract(back, images, dtype=float) / 255).mean()
    return min((size for size, back in tried if off(back) <= error), default=None)
