# %% task="list" kind="filler"
import os


def list_pictures(folder):
    names = sorted(e.name for e in os.scandir(folder) if e.is_dir() and not e.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for e in os.scandir(os.path.join(folder, name)):
            if e.name.startswith(".") or not e.is_file():
                continue
            if e.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(e.path)
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="message holds the file's name, and no other file's."
# believed: the more an error tells, the better; the files that were read before it belong there
def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)
    paths, labels = list(paths), np.array(labels, "int64")
    pictures = np.zeros((len(paths), size[0], size[1], 3), "float32")
    for place, path in enumerate(paths):
        try:
            picture = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            others = ", ".join(p for p in paths if p != path)
            raise ValueError(f"cannot decode {path}. The other files of this folder: {others}") from None
        pictures[place] = tf.image.resize(picture, (size[0], size[1])) / 255
    return tf.data.Dataset.from_tensor_slices((pictures, labels)).batch(batch)


# %% task="order" kind="wrong" breaks="as random as if it were the first"
# believed: once well mixed before the cache, a little stirring does for each later epoch
def train_pipeline(ds, decode, augment, batch):
    ds = ds.shuffle(len(ds)).map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(4 * batch)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    shape = tuple(model.inputs[0].shape[1:])
    front = keras.Sequential([
        keras.Input(shape, dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal_and_vertical"),
        keras.layers.RandomBrightness(0.1, value_range=(0, 1)),
    ])
    photo = keras.Input(shape, dtype="uint8")
    return keras.Model(photo, model(front(photo)))


# %% task="tabular" kind="wrong" breaks="k always the same."
# believed: the columns of the words are made from the words that stand in the table at hand
def feature_model(train):
    mean = {name: np.nanmean(train[name]) for name in ["age", "fare"]}
    std = {name: np.nanstd(train[name]) for name in ["age", "fare"]}

    def dummies(column):
        return [column == word for word in np.unique(column)]

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            columns.append(np.nan_to_num((rows[name] - mean[name]) / std[name]))
            columns.append(np.isnan(rows[name]))
        columns += dummies(rows["sex"]) + dummies(rows["embarked"])
        columns.append(rows["pclass"])
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="right"
PORTERS = 16


def speed_up(places, read, batch):
    """Many porters; whoever is back first hands over first."""
    return (
        places
        .map(read, num_parallel_calls=PORTERS, deterministic=False)
        .batch(batch, drop_remainder=False)
        .prefetch(1)
    )
