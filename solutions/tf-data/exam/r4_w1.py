# %% task="list" kind="wrong" breaks="Names may hold spaces, dots and brackets."
# glob takes brackets in the folder's or a class's name for a pattern, and finds nothing there
import glob
import os


def list_pictures(folder):
    folder = str(folder)
    names = sorted(
        n for n in os.listdir(folder)
        if os.path.isdir(os.path.join(folder, n)) and not n.startswith(".")
    )
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in glob.glob(os.path.join(folder, name, "*")):
            if path.lower().endswith((".png", ".jpg", ".jpeg")) and os.path.isfile(path):
                paths.append(path)
                labels.append(label)
    return paths, labels, names


# %% task="order" kind="wrong" breaks="In every epoch any picture can come first, and other pictures share a batch."
# a buffer of 1000 at most, while there may be 5000 pictures
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
        .cache()
        .shuffle(1000, reshuffle_each_iteration=True)
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=4)
        .batch(batch)
        .prefetch(2)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="its layers connected in any way"
# takes the layers in their order, as if every model were a chain
def with_augmentation(model):
    raw = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0.0, 1.0))(x)
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            x = layer(x)
    return keras.Model(raw, x)


# %% task="tabular" kind="wrong" breaks="A word is another one if a single letter, capital or space differs."
# cleans the words: spaces before and after are taken off
def feature_model(train):
    def ruler(column):
        known = column[~np.isnan(column)].astype("float64")
        return known.mean(), known.std()

    rulers = {name: ruler(np.asarray(train[name])) for name in ["age", "fare"]}
    lists = {name: sorted({str(w).strip() for w in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        parts = []
        for name, (mean, std) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            parts += [np.where(missing, 0, (column - mean) / std), missing]
        for name, words in lists.items():
            asked = [str(w).strip() for w in rows[name]]
            parts += [np.array([w == word for w in asked]) for word in words]
            parts.append(np.array([w not in words for w in asked]))
        parts += [np.asarray(rows["pclass"]) == c for c in (1, 2, 3)]
        return np.stack([np.asarray(p, "float32") for p in parts], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="at most a third of the time, however large or small a batch is"
# a porter for each place on the tray: with batches of one there is a single porter
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=min(batch, 16)).batch(batch).prefetch(2)
