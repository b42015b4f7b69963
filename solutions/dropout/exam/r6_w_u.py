# %% task="co-adaptation" kind="wrong" breaks="batch size and number of epochs are the same for both"
# larger batches for the dropped model, against the noise of its steps
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate, batch_size):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=batch_size, epochs=50, verbose=0)
        return model

    return fitted(0.0, 20), fitted(0.5, 40)
