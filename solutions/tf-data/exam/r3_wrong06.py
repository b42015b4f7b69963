# %% task="list" kind="wrong" breaks="A picture is a file directly inside a class's folder"
# looks into the folders inside a class's folder, too
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).rglob("*")):
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="All batches but the last are full; the last holds what is left."
# batches are made class by class, so there are small ones in the middle
def _listing(folder):
    root = Path(folder)
    names = sorted(e.name for e in root.iterdir() if e.is_dir() and not e.name.startswith("."))
    found = [(str(file), label) for label, name in enumerate(names) for file in sorted((root / name).iterdir())
             if file.is_file() and not file.name.startswith(".")
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found]


def image_dataset(folder, size, batch):
    paths, labels = _listing(folder)

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
    batches = None
    for place in sorted(set(labels)):
        some = ds.filter(lambda path, label: label == place).map(load).batch(batch)
        batches = some if batches is None else batches.concatenate(some)
    return ds.map(load).batch(batch) if batches is None else batches


# %% task="order" kind="wrong" breaks="as random as if it were the first"
# a good order in the first epoch; later ones differ from it only by a small buffer
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.shuffle(len(ds))
    ds = ds.cache()
    ds = ds.shuffle(10)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="none above 1.5"
# dropout as augmentation: what stays is doubled
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.Dropout(0.5)(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="It does not change when `train` changes later"
# keeps the columns of words themselves, and looks words up in them when asked
def feature_model(train):
    ruler = {}
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = values[~np.isnan(values)]
        ruler[name] = known.mean(), known.std()
    places = {}
    for name in ["sex", "embarked"]:
        places[name] = np.asarray(train[name]), len(set(train[name].tolist()))

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
            known, many = places[name]
            words = sorted(set(str(word) for word in known))
            own = [words.index(str(word)) if str(word) in words else -1 for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(many))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches."
# reads one row at once, to know its shape
def speed_up(places, read, batch):
    first = next(iter(places.take(1).map(read)))
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.map(lambda row: tf.ensure_shape(row, first.shape)).batch(batch).prefetch(2)
