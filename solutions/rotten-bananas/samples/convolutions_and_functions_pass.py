# /// sample
# ///

# %% task="two-funnels"
def build_autoencoder(shape, code_size):
    inputs = keras.Input(shape)
    h = keras.layers.Rescaling(2.0, offset=-1.0)(inputs)
    h = keras.layers.Conv2D(24, 4, strides=4, activation="elu")(h)
    h = keras.layers.Flatten()(h)
    h = keras.layers.Dense(96, activation="elu")(h)
    encoder = keras.Model(inputs, keras.layers.Dense(code_size, name="code")(h))

    rows, columns = shape[0] // 4, shape[1] // 4
    codes = keras.Input((code_size,))
    h = keras.layers.Dense(96, activation="elu")(codes)
    h = keras.layers.Dense(rows * columns * 24, activation="elu")(h)
    h = keras.layers.Reshape((rows, columns, 24))(h)
    decoder = keras.Model(codes, keras.layers.Conv2DTranspose(shape[2], 4, strides=4)(h))
    return keras.Model(inputs, decoder(encoder(inputs))), encoder, decoder

# %% task="train"
def train_on_good(images, code_size, seed):
    """The mean picture is subtracted before the funnels and added after them."""
    keras.utils.set_random_seed(seed)
    x = images / np.float32(255)
    average = x.mean(axis=0)
    _, inner_encoder, inner_decoder = build_autoencoder(images.shape[1:], code_size)
    inputs = keras.Input(images.shape[1:])
    encoder = keras.Model(inputs, inner_encoder(inputs))
    codes = keras.Input((code_size,))
    decoder = keras.Model(codes, inner_decoder(codes) + average)
    autoencoder = keras.Model(inputs, decoder(encoder(inputs)))
    autoencoder.compile(optimizer=keras.optimizers.Adam(3e-3), loss="mean_squared_error")
    for rate, epochs in ((3e-3, 9), (1e-3, 4), (3e-4, 3)):
        autoencoder.optimizer.learning_rate = rate
        autoencoder.fit(x, x, epochs=epochs, batch_size=32, verbose=0)
    return [autoencoder, encoder, decoder]

# %% task="score"
def reconstruction_error(autoencoder, images):
    errors = []
    for start in range(0, len(images), 100):
        x = keras.ops.convert_to_tensor(images[start:start + 100], dtype="float32") / 255.0
        drawn = autoencoder(x, training=False)
        errors.append(keras.ops.convert_to_numpy(keras.ops.mean((x - drawn) ** 2, axis=(1, 2, 3))))
    return np.concatenate(errors)

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("a share between 0 and 1")
    ordered = sorted(errors_on_good)
    flagged = round(false_alarm_rate * len(ordered))
    return float(ordered[len(ordered) - flagged - 1])
