# %% task="co-adaptation" kind="wrong" breaks="of shape (n, 1)"
# a softmax over two classes: answers of shape (n, 2)
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
                keras.layers.Dense(2, activation="softmax"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy")
        model.fit(x, y.astype("int32"), batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)
