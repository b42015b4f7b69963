# /// sample
# ///

# %% task="rule"
def parity(x):
    if isinstance(x, bool) or not isinstance(x, (int, np.integer)):
        raise TypeError(f"parity wants an integer, not {type(x).__name__}")
    return int(x) & 1

# %% task="samples"
def make_samples(n, low, high, seed):
    rng = np.random.RandomState(seed)
    X = rng.randint(low, high, size=n, dtype=np.int64)
    y = np.where(X % 2 == 0, 0, 1)
    return X, y

# %% task="features"
def to_bits(x, width):
    x = np.ascontiguousarray(x, dtype="<i8")
    bits = np.unpackbits(x.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    return bits[:, :width].astype(np.float32)

# %% task="learn"
def learn_parity(X, y):
    inputs = keras.Input((20,))
    h = keras.layers.Dense(32, activation="relu")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(2)(h))
    model.compile(
        keras.optimizers.Adam(0.01),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    stop = keras.callbacks.EarlyStopping("loss", patience=2, min_delta=0.001)
    model.fit(to_bits(X, 20), y, epochs=20, verbose=0, callbacks=[stop])
    return model


def predict_parity(model, x):
    return keras.ops.argmax(model(to_bits(x, 20)), axis=-1)

# %% task="raw-number"
def compare_features(X, y, seed):
    def fit(prepare):
        keras.utils.set_random_seed(seed)
        x = prepare(X)
        inputs = keras.Input(x.shape[1:])
        h = keras.layers.Dense(32, activation="relu")(inputs)
        model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, epochs=6, batch_size=50, verbose=0)

        def predict(x):
            return keras.ops.convert_to_numpy(model(prepare(x))).ravel() > 0.5

        return predict

    return fit(lambda x: (x / 4095).reshape(-1, 1)), fit(lambda x: to_bits(x, 12))

# %% task="noise"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    return y ^ rng.binomial(1, rate, size=y.shape)


def ceiling(rate):
    return max(rate, 1 - rate)

# %% task="through-noise"
def learn_through_noise(X, y):
    inputs = keras.Input((12,))
    h = keras.layers.Dense(16, activation="relu")(inputs)
    h = keras.layers.Dropout(0.2)(h)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(to_bits(X, 12), y, epochs=8, verbose=0)
    return lambda x: (model.predict(to_bits(x, 12), verbose=0) > 0.5).astype(int)[:, 0]
