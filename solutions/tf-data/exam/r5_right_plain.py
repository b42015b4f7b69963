# %% task="list" kind="right"
# plain pathlib loops
def list_pictures(folder):
    folder = Path(folder)
    names = []
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.name.startswith("."):
            names.append(entry.name)
    names.sort()
    paths, labels = [], []
    for label, name in enumerate(names):
        for entry in (folder / name).iterdir():
            if entry.name.startswith(".") or not entry.is_file():
                continue
            if entry.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(entry))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="right"
# every file is tried when the dataset is made; then read, decoded and resized by tf.data
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"this file cannot be decoded: {path}") from None

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        picture = tf.image.resize(tf.cast(picture, "float32"), size) / 255.0
        picture = tf.clip_by_value(picture, 0.0, 1.0)
        return tf.ensure_shape(picture, (size[0], size[1], 3)), label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int64)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)

# %% task="order" kind="right"
# the usual chain: decode, cache, shuffle, augment, batch, prefetch
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="right"
# functional, with two of Keras's random layers
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="right"
# a NumPy closure
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.array(train[name], "float64")
        known = known[~np.isnan(known)]
        measured[name] = known.mean(), known.std()
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        columns = []
        for name, (mean, deviation) in measured.items():
            values = np.array(rows[name], "float64")
            missing = np.isnan(values)
            scaled = np.where(missing, 0.0, (values - mean) / deviation)
            columns += [np.clip(scaled, -1e30, 1e30), missing.astype("float64")]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [np.array([float(word == one) for word in asked]) for one in known]
            columns.append(np.array([float(word not in known) for word in asked]))
        columns.append(np.array(rows["pclass"], "float64"))
        return np.stack(columns, axis=1).astype("float32")

    return features

# %% task="faster" kind="right"
# sixteen calls at once, and two batches ahead
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(2)
