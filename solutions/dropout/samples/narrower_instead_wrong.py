# /// sample
# task = "co-adaptation"
# diagnosis = "The second model has fewer units than the first, so nobody can tell whether Dropout narrows the gap. Dropout makes no model smaller: all units are there at the exam."
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
    plain, dropped = make(64, 0, 0, seed), make(6, 0, 0, seed)
    plain.fit(x, y, epochs=10, batch_size=40, verbose=0)
    dropped.fit(x, y, epochs=10, batch_size=40, verbose=0)
    return plain, dropped
