# %% task="list" kind="wrong" breaks="Files whose names begin with a dot are skipped."
# skips hidden folders, but takes a hidden file ._ring.png for a picture
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if not file.is_file():
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="and no other file's"
# says which files are in the batch that has gone wrong
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
            place = paths.index(name)
            start = place - place % batch
            raise ValueError(f"{name} is no picture; it was to be read with {paths[start:start + batch]}") from None
        picture = tf.image.resize(tf.cast(picture, tf.float32), size)
        return tf.clip_by_value(picture / 255, 0, 1).numpy()

    def load(path, label):
        picture = tf.numpy_function(read, [path], tf.float32)
        return tf.ensure_shape(picture, (*size, 3)), label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string, (len(paths),)),
                                             tf.constant(labels, tf.int64, (len(paths),))))
    return ds.map(load, num_parallel_calls=4).batch(batch)


# %% task="order" kind="wrong" breaks="Nothing is decoded before that begins."
# decodes the first picture when the pipeline is made, to know its shape
def train_pipeline(ds, decode, augment, batch):
    first = next(iter(ds.take(1).map(lambda path, label: decode(path))))
    shape = first.shape
    ds = ds.map(lambda path, label: (tf.ensure_shape(decode(path), shape), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="right"
# label corrected: `training=False` of the whole model overrides the `training=True` of its layer, so nothing changes in prediction
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x, training=True)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
# fills the gaps in the rows that it was given
def feature_model(train):
    ruler = {}
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = values[~np.isnan(values)]
        ruler[name] = known.mean(), known.std()
    places = {}
    for name in ["sex", "embarked"]:
        words = sorted(set(str(word) for word in train[name]))
        places[name] = {word: place for place, word in enumerate(words)}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            values = rows[name]
            missing = np.isnan(values)
            mean, deviation = ruler[name]
            values[missing] = mean
            columns.append(np.where(missing, 0, (values.astype("float64") - mean) / deviation))
            columns.append(missing)
        columns.append(np.asarray(rows["pclass"]) - 2)
        for name in ["sex", "embarked"]:
            own = [places[name].get(str(word), -1) for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(len(places[name])))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="it stops reading when it is 100 batches ahead, or earlier"
# prefetches a thousand rows: with small batches these are too many batches
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.prefetch(1000).batch(batch).prefetch(2)
