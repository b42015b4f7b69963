# %% task="list" kind="wrong" breaks="in small letters, in capital letters, or in both"
# knows .png and .PNG, but not .Png
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.suffix in [".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG"]:
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Resize in any way that leaves no value below 0 or above 1."
# a bicubic curve overshoots at the edges
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
        picture = tf.image.resize(tf.cast(picture, tf.float32), size, method="bicubic")
        return (picture / 255).numpy()

    def load(path, label):
        picture = tf.numpy_function(read, [path], tf.float32)
        return tf.ensure_shape(picture, (*size, 3)), label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string, (len(paths),)),
                                             tf.constant(labels, tf.int64, (len(paths),))))
    return ds.map(load, num_parallel_calls=4).batch(batch)


# %% task="order" kind="wrong" breaks="other pictures share a batch"
# shuffles batches, not pictures: the same ones always sit on one tray
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(len(ds), reshuffle_each_iteration=False).batch(batch)
    ds = ds.shuffle(len(ds)).unbatch()
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="`keras.models.load_model` needs nothing else"
# scales in a Lambda layer, which is not loaded without safe_mode=False
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Lambda(lambda pictures: keras.ops.cast(pictures, "float32") / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="even if nothing is missing in `train`"
# says what is missing only where something was missing in training
def feature_model(train):
    ruler = {}
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = values[~np.isnan(values)]
        ruler[name] = known.mean(), known.std(), len(known) < len(values)
    places = {}
    for name in ["sex", "embarked"]:
        words = sorted(set(str(word) for word in train[name]))
        places[name] = {word: place for place, word in enumerate(words)}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            values = np.array(rows[name], "float64")
            missing = np.isnan(values)
            mean, deviation, gaps = ruler[name]
            columns.append(np.where(missing, 0, (values - mean) / deviation))
            if gaps:
                columns.append(missing)
        columns.append(np.asarray(rows["pclass"]) - 2)
        for name in ["sex", "embarked"]:
            own = [places[name].get(str(word), -1) for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(len(places[name])))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="and reads again each time"
# keeps in the cache what it has read
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.cache().batch(batch).prefetch(2)
