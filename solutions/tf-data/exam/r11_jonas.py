# %% task="list" kind="filler"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            good = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
            if good and path.is_file() and not path.name.startswith("."):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="time every picture is there once, with its own label, in any order."
# believed: pictures may be shuffled by themselves; their labels follow
def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)

    def read(path):
        name = path.numpy().decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"{name} is broken") from None
        return tf.image.resize(picture, size) / 255

    def load(path):
        return tf.ensure_shape(tf.py_function(read, [path], tf.float32), (size[0], size[1], 3))

    pictures = tf.data.Dataset.from_tensor_slices(tf.constant(paths, tf.string))
    pictures = pictures.shuffle(max(1, len(paths))).map(load)
    answers = tf.data.Dataset.from_tensor_slices(tf.constant(labels, tf.int64))
    return tf.data.Dataset.zip((pictures, answers)).batch(batch)


# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch."
# believed: the cache comes first of all, so that everything behind it is remembered
def train_pipeline(ds, decode, augment, batch):
    ds = ds.cache().shuffle(len(ds))
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    ds = ds.cache().map(lambda path, label: (decode(path), label), num_parallel_calls=4)
    return ds.batch(batch).prefetch(2)


# %% task="augment-in-model" kind="wrong" breaks="not with new ones or copies"
# believed: a clone with the same weights is the model itself, and spoils nothing
def with_augmentation(model):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomTranslation(0.1, 0.1)(x)
    return keras.Model(inputs, copy(x))


# %% task="tabular" kind="wrong" breaks="or when `feature_model` is called again."
# believed: what was learnt may lie in one place of the notebook, since there is one model
LEARNT = {}


def feature_model(train):
    for name in ["age", "fare"]:
        LEARNT[name] = np.nanmean(train[name]), np.nanstd(train[name])
    for name in ["sex", "embarked"]:
        LEARNT[name] = np.unique(train[name])

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, std = LEARNT[name]
            columns.append(np.nan_to_num((rows[name] - mean) / std))
            columns.append(np.isnan(rows[name]))
        for name in ["sex", "embarked"]:
            for word in LEARNT[name]:
                columns.append(rows[name] == word)
        for number in [1, 2, 3]:
            columns.append(rows["pclass"] == number)
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="So while nobody takes a batch, it stops reading when it is"
# believed: a large shuffle costs nothing, and the order is free anyway
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).shuffle(5000).batch(batch).prefetch(2)
