# %% task="order" kind="wrong" breaks="`keras.utils.set_random_seed` changes none of this."
# the order is drawn by tf.random inside the pipeline: with a global seed it begins anew with each epoch
def train_pipeline(ds, decode, augment, batch):
    def mixed(pictures, labels):
        order = tf.random.shuffle(tf.range(tf.shape(labels)[0]))
        rows = tf.data.Dataset.from_tensor_slices(order)
        return rows.map(lambda row: (tf.gather(pictures, row), tf.gather(labels, row)))

    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
        .batch(len(ds))
        .cache()
        .flat_map(mixed)
        .map(lambda picture, label: (augment(picture), label))
        .batch(batch)
        .prefetch(2)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="it gives what `model` gives for the same pictures divided by 255, up to rounding"
# divides by 256, the number of values, not by the largest one
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8"),
        keras.layers.Rescaling(1 / 256),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomBrightness(0.2, value_range=(0.0, 1.0)),
        model,
    ])


# %% task="tabular" kind="wrong" breaks="A row's features do not depend on what other rows are asked about."
# a gap is filled with the mean of the rows that are asked about
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        rulers[name] = known.mean(), known.std()
    lists = {name: sorted({str(w) for w in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        parts = []
        for name, (mean, std) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            column[missing] = mean if missing.all() else column[~missing].mean()
            parts += [(column - mean) / std, missing]
        for name, words in lists.items():
            asked = [str(w) for w in rows[name]]
            parts += [np.array([w == word for w in asked]) for word in words]
            parts.append(np.array([w not in words for w in asked]))
        parts += [np.asarray(rows["pclass"]) == c for c in (1, 2, 3)]
        return np.stack([np.asarray(p, "float32") for p in parts], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="No place is left out in silence."
# what cannot be read is skipped
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16).ignore_errors()
    return rows.batch(batch).prefetch(2)
