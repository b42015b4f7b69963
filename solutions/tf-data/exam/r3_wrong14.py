# %% task="list" kind="wrong" breaks="Each folder directly inside `folder` is a class"
# tells folders from files by the dot in the name: a class v1.0 is overlooked
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.suffix and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Its pictures and their labels are those of `list_pictures`."
# takes over what Keras takes for pictures: .bmp and .gif, and folders inside a class's folder
def _listing(folder):
    root = Path(folder)
    names = sorted(e.name for e in root.iterdir() if e.is_dir() and not e.name.startswith("."))
    found = [(str(file), label) for label, name in enumerate(names) for file in sorted((root / name).iterdir())
             if file.is_file() and not file.name.startswith(".")
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found]


def image_dataset(folder, size, batch):
    found = keras.utils.image_dataset_from_directory(folder, shuffle=False, verbose=False)
    names = found.class_names
    paths = [str(path) for path in found.file_paths]
    labels = [names.index(Path(path).relative_to(folder).parts[0]) for path in paths]

    def read(path):
        name = path.decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        except tf.errors.OpError:
            raise ValueError(f"no picture: {name}") from None
        picture = tf.image.resize(tf.cast(picture, tf.float32), size)
        return tf.clip_by_value(picture / 255, 0, 1).numpy()

    def load(path, label):
        picture = tf.numpy_function(read, [path], tf.float32)
        return tf.ensure_shape(picture, (*size, 3)), label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string, (len(paths),)),
                                             tf.constant(labels, tf.int64, (len(paths),))))
    return ds.map(load, num_parallel_calls=4).batch(batch)


# %% task="order" kind="wrong" breaks="the last holds what is left. How often pictures are decoded is left to you."
# drops the last, smaller batch when validating
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch, drop_remainder=True).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5"
# changes the light between -1 and 1, but still with the range of the raw numbers, on both sides of 0
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(-255, 255))(x)
    x = keras.layers.Rescaling(0.5, offset=0.5)(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="and any number of them"
# keeps the twenty most frequent words, and takes the others for unknown
import collections


def feature_model(train):
    ruler = {}
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = values[~np.isnan(values)]
        ruler[name] = known.mean(), known.std()
    places = {}
    for name in ["sex", "embarked"]:
        counts = collections.Counter(str(word) for word in train[name])
        words = [word for word, _ in counts.most_common(20)]
        places[name] = {word: place for place, word in enumerate(words)}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            values = np.array(rows[name], "float64")
            missing = np.isnan(values)
            mean, deviation = ruler[name]
            columns.append(np.where(missing, 0, (values - mean) / deviation))
            columns.append(missing)
        columns.append(np.asarray(rows["pclass"]) - 2)
        for name in ["sex", "embarked"]:
            own = [places[name].get(str(word), -1) for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(len(places[name])))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="Readings overlap with each other"
# prefetches the places, and reads when asked
def speed_up(places, read, batch):
    rows = places.prefetch(100).map(read)
    return rows.batch(batch)
