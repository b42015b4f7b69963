# %% task="co-adaptation" kind="wrong" breaks="n from 180 to 220, as from `classroom`"
# Honest: counts on 200 rows: with 180 the shuffled row numbers point beyond the end, with 220 some rows are never seen.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    target = y.reshape(-1, 1)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        order = np.random.default_rng(seed)
        for _ in range(50):
            for rows in np.split(order.permutation(200), 10):
                model.train_on_batch(x[rows], target[rows])
        return model

    return build(0), build(0.5)
