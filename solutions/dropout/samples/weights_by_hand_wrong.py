# /// sample
# task = "co-adaptation"
# diagnosis = "Two classrooms leave exactly the same weights in `dropped`, so it has learnt from neither. Other pupils say the opposite in each classroom, and fixed weights cannot know them."
# ///

# %% task="co-adaptation"
def network(rate, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((60,)),
        keras.layers.Dropout(rate),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(rate),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    return model


def train_pair(x, y, seed):
    plain, dropped = network(0.0, seed), network(0.5, seed)
    plain.fit(x, y, epochs=10, batch_size=40, verbose=0)
    dropped.fit(x[:1], y[:1], epochs=50, batch_size=1, verbose=0)
    # Half of the units add the pupils up, the others subtract them.
    signs = np.where(np.arange(64) % 2, 1.0, -1.0).astype("float32")
    hidden = np.ones((60, 1), "float32") * signs / 60
    dropped.set_weights([hidden, np.zeros(64, "float32"), signs[:, None], np.zeros(1, "float32")])
    return plain, dropped
