# /// sample
# task = "co-adaptation"
# diagnosis = "`plain` gets fewer than 95 % of its rows right, and more epochs on x and y bring it there. Only a model that knows its rows by heart shows the gap that Dropout is to narrow. Look whether `plain` is trained on all rows, long enough, and not changed afterwards."
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
    plain, dropped = make(64, 0, 0, seed), make(64, 0.5, 0.5, seed)
    plain.fit(x, y, epochs=1, batch_size=40, verbose=0)
    dropped.fit(x, y, epochs=1, batch_size=40, verbose=0)
    return plain, dropped
