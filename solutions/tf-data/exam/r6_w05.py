# %% task="list" kind="wrong" breaks="folders inside a class's folder."
# Looks at the ending alone: a folder that is called `album.png` is taken for a picture.
def list_pictures(folder):
    classes = sorted(place for place in Path(folder).iterdir()
                     if place.is_dir() and not place.name.startswith("."))
    paths, labels = [], []
    for label, place in enumerate(classes):
        for path in place.iterdir():
            if path.name.startswith("."):
                continue
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, [place.name for place in classes]

# %% task="order" kind="wrong" breaks="Pipelines know nothing of each other: many can be made and used, one after the other or in turn."
# All pipelines keep their pictures in one and the same file: the second serves the pictures of the first.
import os
import tempfile


def train_pipeline(ds, decode, augment, batch):
    larder = os.path.join(tempfile.gettempdir(), f"train-pictures-{os.getpid()}")
    ds = ds.map(lambda path, label: (decode(path), label)).cache(larder)
    ds = ds.shuffle(ds.cardinality()).map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="right"
# Label corrected from "wrong": Keras puts the `training` of a call over that of the graph, so that prediction is right.
# training=True is written into the graph: the layers go on augmenting when the model predicts.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical")(x, training=True)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x, training=True)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="word is another one if a single letter, capital or space differs."
# Cleans the words up first: spaces at the ends and capitals make no difference.
def feature_model(train):
    def clean(word):
        return str(word).strip().lower()

    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({clean(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, known in words.items():
            asked = [clean(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches."
# Reads the first place beforehand, to learn the shape of a row.
def speed_up(places, read, batch):
    shape = (4,)
    for row in places.take(1).map(read):
        shape = row.shape
    rows = places.map(lambda place: tf.ensure_shape(read(place), shape), num_parallel_calls=16)
    return rows.batch(batch).prefetch(2)

