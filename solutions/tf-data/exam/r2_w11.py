# %% task="order" kind="wrong" breaks="It takes one picture, not a batch"
# augment is given the whole batch, for speed: one draw of chance for all its pictures
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(5000)
    ds = ds.batch(batch)
    ds = ds.map(lambda pictures, labels: (augment(pictures), labels), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="what `model` then sees still runs from about 0 to about 1"
# pixels are dropped with Dropout, which doubles those that are left: up to 2
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Dropout(0.5)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="All words that `train` lacks share the same features"
# asked words are cast to the training column's text type, which cuts them off: 'females' is 'female', 'Southampton' is 'S'
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        known = known[~np.isnan(known)]
        mean = known.mean() if len(known) else 0.0
        deviation = known.std() if len(known) else 1.0
        measured[name] = mean, deviation if deviation > 0 else 1.0
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    longest = {name: max(1, max(map(len, known))) for name, known in words.items()}

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
            asked = [str(word) for word in np.asarray(rows[name]).astype(f"<U{longest[name]}")]
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="And they overlap with each other, those of one batch, too"
# prefetch alone: the cook does not wait, but there is one porter
def speed_up(places, read, batch):
    return places.map(read).batch(batch).prefetch(tf.data.AUTOTUNE)
