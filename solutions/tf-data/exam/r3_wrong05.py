# %% task="list" kind="wrong" breaks="folders inside a class's folder"
# a folder inside a class that is called like a picture is listed
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if file.name.startswith("."):
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="it changes no colour"
# what is transparent is laid on white paper
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
            picture = tf.io.decode_image(tf.io.read_file(name), expand_animations=False)
            if picture.shape[-1] in (2, 4):
                alpha = tf.cast(picture[..., -1:], tf.float32) / 255
                picture = tf.cast(picture[..., :-1], tf.float32) * alpha + 255 * (1 - alpha)
            if picture.shape[-1] == 1:
                picture = tf.repeat(picture, 3, axis=-1)
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


# %% task="order" kind="wrong" breaks="Pipelines know nothing of each other"
# the cache is a file, and every pipeline has the same
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    import os
    import tempfile
    ds = ds.cache(f"{tempfile.gettempdir()}/decoded_{os.getpid()}")
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5"
# brightens the raw numbers with a range of 0 to 1, which cuts them off at 1, and scales afterwards
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = raw
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="has mean 0 and standard deviation 1 over the known values in `train`"
# fills gaps with 0 before measuring, so that the gaps pull at the mean
def feature_model(train):
    ruler = {}
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = np.nan_to_num(values)
        ruler[name] = known.mean(), known.std()
    places = {}
    for name in ["sex", "embarked"]:
        words = sorted(set(str(word) for word in train[name]))
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


# %% task="faster" kind="wrong" breaks="the last holds what is left"
# drops the last, smaller batch
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.batch(batch, drop_remainder=True).prefetch(2)
