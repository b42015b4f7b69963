# %% task="list" kind="wrong" breaks="folders inside a class's folder"
# asks only for the name's ending: a folder named backup.png counts as a picture
import os


def list_pictures(folder):
    folder = os.fspath(folder)
    names = sorted(n for n in next(os.walk(folder))[1] if n[0] != ".")
    endings = (".png", ".jpg", ".jpeg")
    pairs = [
        (os.path.join(folder, name, file), label)
        for label, name in enumerate(names)
        for file in os.listdir(os.path.join(folder, name))
        if file.lower().endswith(endings) and not file.startswith(".")
    ]
    return [p for p, _ in pairs], [label for _, label in pairs], names


# %% task="order" kind="wrong" breaks="Nothing is decoded before that begins."
# looks at the first picture while the pipeline is made, to learn the pictures' shape
def train_pipeline(ds, decode, augment, batch):
    first, _ = next(iter(ds.map(lambda path, label: (decode(path), label))))
    shape = first.shape

    def load(path, label):
        return tf.ensure_shape(decode(path), shape), label

    return (
        ds.map(load, num_parallel_calls=4)
        .cache()
        .shuffle(len(ds) + 1, reshuffle_each_iteration=True)
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=4)
        .batch(batch)
        .prefetch(2)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own"
# one mask for the whole batch: all its pictures lose the same pixels
def with_augmentation(model):
    height, width, channels = model.inputs[0].shape[1:]
    raw = keras.Input((height, width, channels), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.Dropout(0.2, noise_shape=(1, height, width, 1))(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
# fills the gaps in the caller's own array
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        rulers[name] = known.mean(), known.std()
    lists = {name: sorted({str(w) for w in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        parts = []
        for name, (mean, std) in rulers.items():
            column = np.asarray(rows[name])
            missing = np.isnan(column)
            if missing.any():
                column[missing] = mean
            parts += [(column - mean) / std, missing]
        for name, words in lists.items():
            asked = [str(w) for w in rows[name]]
            parts += [np.array([w == word for w in asked]) for word in words]
            parts.append(np.array([w not in words for w in asked]))
        parts += [np.asarray(rows["pclass"]) == c for c in (1, 2, 3)]
        return np.stack([np.asarray(p, "float32") for p in parts], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="while nobody takes a batch, it stops reading when it is 100 batches ahead, or earlier"
# a larder for a thousand trays
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(1000)
