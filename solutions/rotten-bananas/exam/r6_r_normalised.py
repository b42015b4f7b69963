# %% task="two-funnels" kind="right"
# Style: batch normalization and dropout, which rest when the model predicts or is simply called.
def build_autoencoder(shape, code_size):
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            layers.Flatten(),
            layers.BatchNormalization(),
            layers.Dropout(0.1),
            layers.Dense(64, activation="elu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32, activation="gelu"),
            layers.BatchNormalization(),
            layers.Dense(64, activation="gelu"),
            layers.Dense(int(np.prod(shape)), activation="sigmoid"),
            layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


# %% task="threshold" kind="right"
# Style: for each error count how many are above it, and take the one that fits best.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("not a rate")
    wanted = len(errors_on_good) * false_alarm_rate
    order = np.argsort(-errors_on_good)  # order[k] has k errors above it
    best = min(range(len(order)), key=lambda k: abs(k - wanted))
    return float(errors_on_good[order[best]])
