# /// sample
# task = "co-adaptation"
# diagnosis = "`dropped` has Dropout after its last layer of units, where it throws dice for the answer itself. The answer comes from one unit, and no other unit can stand in for it."
# ///

# %% task="co-adaptation"
def make(x, y, seed, before=0.5, between=0.5, after=0.0, epochs=10, rate=0.02, penalty=None):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((60,)),
        keras.layers.Dropout(before),
        keras.layers.Dense(64, activation="relu", kernel_regularizer=penalty),
        keras.layers.Dropout(between),
        keras.layers.Dense(1, activation="sigmoid"),
        keras.layers.Dropout(after),
    ])
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    model.fit(x, y, epochs=epochs, batch_size=40, verbose=0)
    return model


def train_pair(x, y, seed):
    return make(x, y, seed, 0, 0), make(x, y, seed, between=0, after=0.5)
