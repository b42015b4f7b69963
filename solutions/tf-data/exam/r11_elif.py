# %% task="list" kind="wrong" breaks="It may lie anywhere, and have any name."
# believed: a dot at the beginning of any part of the path marks something hidden
def list_pictures(folder):
    folder = Path(folder).absolute()

    def hidden(path):
        return any(part.startswith(".") for part in path.parts)

    classes = sorted((p for p in folder.iterdir() if p.is_dir() and not hidden(p)), key=lambda p: p.name)
    pairs = [
        (str(path), label)
        for label, place in enumerate(classes)
        for path in place.iterdir()
        if path.is_file() and not hidden(path)
        and path.name.lower().endswith((".png", ".jpg", ".jpeg"))
    ]
    return [path for path, _ in pairs], [label for _, label in pairs], [p.name for p in classes]


# %% task="from-disk" kind="right"
def image_dataset(folder, size, batch):
    height, width = int(size[0]), int(size[1])

    def look(path):
        data = tf.io.read_file(path)
        return tf.io.decode_image(data, channels=3, expand_animations=False)

    def to_floats(path, label):
        picture = tf.image.resize(look(path), [height, width], method="bilinear")
        picture = tf.clip_by_value(tf.cast(picture, tf.float32) / 255.0, 0.0, 1.0)
        return tf.ensure_shape(picture, (height, width, 3)), label

    def wanted(path):
        ending = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
        return ending and path.is_file() and not path.name.startswith(".")

    places = [p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith(".")]
    places.sort(key=lambda p: p.name)
    paths, labels = [], []
    for label, place in enumerate(places):
        for path in filter(wanted, place.iterdir()):
            # every file is looked at before the work begins
            try:
                look(str(path))
            except Exception as error:
                reason = type(error).__name__
                raise ValueError(f"{path}: cannot be decoded ({reason})") from None
            paths.append(str(path))
            labels.append(label)
    files = tf.data.Dataset.from_tensor_slices(
        (tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return files.map(to_floats, num_parallel_calls=4).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="Pipelines know nothing of each other"
# believed: the file of a cache belongs to the pipeline that names it
import os
import tempfile


def train_pipeline(ds, decode, augment, batch):
    larder = os.path.join(tempfile.gettempdir(), "decoded_pictures")
    ds = ds.map(lambda path, label: (decode(path), label))
    ds = ds.cache(larder).shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(2)


# %% task="augment-in-model" kind="wrong" breaks="none below -0.5"
# believed: noise with a deviation of 0.3 stays within 0.3
def with_augmentation(model):
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.GaussianNoise(0.3)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="A row's features do not depend on what other rows are asked about."
# believed: each table is standardised by its own mean and deviation
def feature_model(train):
    words = {name: list(dict.fromkeys(train[name].tolist())) for name in ["sex", "embarked"]}

    def standard(column):
        gaps = np.isnan(column)
        known = column[~gaps].astype("float64")
        mean = known.mean() if known.size else 0.0
        std = (known.std() if known.size else 0.0) or 1.0
        return np.where(gaps, 0.0, (column - mean) / std), gaps

    def features(rows):
        table = [*standard(rows["age"]), *standard(rows["fare"])]
        for name in ["sex", "embarked"]:
            asked = rows[name].tolist()
            table += [np.array([w == word for w in asked]) for word in words[name]]
        table.append(rows["pclass"])
        return np.stack([np.asarray(column, "float32") for column in table], axis=-1)

    return features
