# /// sample
# task = "co-adaptation"
# diagnosis = "`dropped` has no Dropout before its first layer of units, and in training mode its answers hardly differ. The pupils who copy are the sixty inputs: they need Dropout, too, and enough of it."
# ///

# %% task="co-adaptation"
def make(width, inputs_rate, hidden_rate, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((60,))])
    if inputs_rate:
        model.add(keras.layers.Dropout(inputs_rate))
    model.add(keras.layers.Dense(width, activation="relu"))
    if hidden_rate:
        model.add(keras.layers.Dropout(hidden_rate))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    return model


def train_pair(x, y, seed):
    plain, dropped = make(64, 0, 0, seed), make(64, 0, 0.1, seed)
    plain.fit(x, y, epochs=10, batch_size=40, verbose=0)
    dropped.fit(x, y, epochs=10, batch_size=40, verbose=0)
    return plain, dropped
