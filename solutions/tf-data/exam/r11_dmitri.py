# %% task="list" kind="wrong" breaks="Names may hold spaces, dots"
# believed: glob takes a folder's name as it stands; brackets have no meaning in it
import glob
import os


def list_pictures(folder):
    folder = str(folder)
    names = sorted(n for n in os.listdir(folder)
                   if os.path.isdir(os.path.join(folder, n)) and not n.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in glob.glob(os.path.join(folder, name, "*")):
            if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(path)
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Its pictures and their labels are those of `list_pictures`."
# believed: Keras's function takes the same files for pictures as we do, once the broken ones are named
def image_dataset(folder, size, batch):
    for path in sorted(Path(folder).glob("[!.]*/[!.]*")):
        if path.is_file() and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            try:
                tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except Exception:
                raise ValueError(f"broken picture: {path.name}") from None
    dataset = keras.utils.image_dataset_from_directory(
        str(folder), label_mode="int", image_size=tuple(size), batch_size=batch)
    return dataset.map(lambda pictures, labels: (pictures / 255, labels))


# %% task="order" kind="wrong" breaks="The next batch is made ready, the whole of it, while the last one is still in use."
# believed: prefetch makes ready whatever comes, wherever it stands
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache().shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.prefetch(1).batch(batch)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).prefetch(1).batch(batch)


# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5"
# believed: the range of a picture is 0 to 1 wherever the layer stands, before the scaling, too
def with_augmentation(model):
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]))
    x = keras.layers.RandomFlip("horizontal")(inputs)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="features than any number has, even if nothing is missing in `train`."
# believed: a column without gaps in training needs no column that says missing
def feature_model(train):
    steps = []

    def numeric(name):
        known = np.array(train[name], "float64")
        gaps = np.isnan(known)
        mean, std = known[~gaps].mean(), known[~gaps].std()
        fill = np.float32(mean)
        steps.append(lambda rows: (np.where(np.isnan(rows[name]), fill, rows[name]) - mean) / std)
        if gaps.any():
            steps.append(lambda rows: np.isnan(rows[name]))

    def word(name, value):
        steps.append(lambda rows: rows[name] == value)

    numeric("age")
    numeric("fare")
    for name in ("sex", "embarked"):
        for value in np.unique(train[name]):
            word(name, value)
    steps.append(lambda rows: rows["pclass"] - 2)
    return lambda rows: np.stack([step(rows) for step in steps], axis=1).astype("float32")


# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too"
# believed: it is enough that each batch has a porter of its own
def speed_up(places, read, batch):
    def fill_one(tray):
        return tf.data.Dataset.from_tensor_slices(tray).map(read).batch(batch)

    trays = places.batch(batch)
    return trays.interleave(fill_one, cycle_length=16, num_parallel_calls=16).prefetch(2)
