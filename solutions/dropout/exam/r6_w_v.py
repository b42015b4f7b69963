# %% task="co-adaptation" kind="wrong" breaks="It gets at least 95 % of the rows of x right."
# three rows in ten are kept aside for validation in both, so the plain model never learns their misprints
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
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
        model.fit(x, y[:, None], batch_size=32, epochs=50, validation_split=0.3, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)
