# %% task="augment-in-model" kind="wrong" breaks="see the comment"
@keras.saving.register_keras_serializable("mine")
class Light(keras.layers.Layer):
    # a layer of one's own: whoever loads the file in a fresh Python has no such class
    def call(self, x, training=False):
        x = keras.ops.cast(x, "float32") / 255
        if training:
            n = keras.ops.shape(x)[0]
            x = x * keras.random.uniform((n, 1, 1, 1), 0.7, 1.0)
        return x


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    return keras.Model(inputs, model(Light()(inputs)))

# %% task="tabular" kind="wrong" breaks="see the comment"
def feature_model(train):
    # a column "missing" only where the training rows have gaps
    m = {c: np.nanmean(train[c]) for c in ("age", "fare")}
    d = {c: np.nanstd(train[c]) for c in ("age", "fare")}
    gappy = [c for c in ("age", "fare") if np.isnan(train[c]).any()]
    words = {c: sorted(set(train[c])) for c in ("sex", "embarked")}
    def f(rows):
        cols = []
        for c in ("age", "fare"):
            gap = np.isnan(rows[c])
            cols.append(np.where(gap, 0, (rows[c] - m[c]) / d[c]))
            if c in gappy:
                cols.append(gap)
        cols.append(rows["pclass"])
        for c, ws in words.items():
            for w in ws:
                cols.append(rows[c] == w)
        return np.stack(cols, 1).astype("float32")
    return f

# %% task="faster" kind="wrong" breaks="see the comment"
def speed_up(places, read, batch):
    # as many porters as potatoes on a tray
    return places.map(read, num_parallel_calls=batch).batch(batch).prefetch(1)
