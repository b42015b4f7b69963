# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch"
# only the paths are kept in the larder: decoding stands behind the cache and the shuffle
def train_pipeline(ds, decode, augment, batch):
    ds = ds.cache().shuffle(5000)
    ds = ds.map(lambda path, label: (augment(decode(path)), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="for the same pictures divided by 255"
# scaled to -1 to 1, as the notebooks of the large networks do
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="What it knows, it knows from `train` alone"
# what was measured is kept outside the function: a second feature_model changes what the first one answers
measured, words = {}, {}


def feature_model(train):
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        known = known[~np.isnan(known)]
        mean = known.mean() if len(known) else 0.0
        deviation = known.std() if len(known) else 1.0
        measured[name] = mean, deviation if deviation > 0 else 1.0
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, deviation = measured[name]
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns.append(np.where(missing, 0, (value - mean) / deviation))
            columns.append(missing)
        pclass = np.asarray(rows["pclass"])
        columns.append(pclass)
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="float32 batches (batch, 4): each place once, in any order, the last batch with what is left"
# drops the last batch when it is not full
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16, deterministic=False).batch(batch, drop_remainder=True).prefetch(2)
