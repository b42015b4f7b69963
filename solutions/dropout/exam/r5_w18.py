# %% task="co-adaptation" kind="wrong" breaks="settings), loss, optimizer (and its settings), batch size and number of epochs are the same for"
# The second model's optimizer takes larger steps, to make up for the noise.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate, step):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile(keras.optimizers.Adam(step), "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0, 0.001), build(0.5, 0.0015)
