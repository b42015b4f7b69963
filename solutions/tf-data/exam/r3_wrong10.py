# %% task="list" kind="wrong" breaks="in the order of `sorted`"
# sorts the classes as a dictionary does, capitals among small letters
def list_pictures(folder):
    root = Path(folder)
    names = sorted((entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith(".")), key=str.lower)
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
# the second time it is empty: the generator was made once
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

    ready = ((path, label) for path, label in zip(paths, labels))

    def load(path, label):
        picture = tf.numpy_function(read, [path], tf.float32)
        return tf.ensure_shape(picture, (*size, 3)), label

    ds = tf.data.Dataset.from_generator(lambda: ready, output_signature=(
        tf.TensorSpec((), tf.string), tf.TensorSpec((), tf.int64)))
    return ds.map(load, num_parallel_calls=4).batch(batch)


# %% task="order" kind="wrong" breaks="Say so yourself"
# leaves the prefetching to the library
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own"
# lays the batch out as one tall picture, and changes its light with one draw
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.ops.reshape(x, (1, -1, shape[1], 3))
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.ops.reshape(x, (-1, *shape))
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="A word is another one if a single letter, capital or space differs."
# takes Male and male for the same word
def feature_model(train):
    ruler = {}
    for name in ["age", "fare"]:
        values = np.array(train[name], "float64")
        known = values[~np.isnan(values)]
        ruler[name] = known.mean(), known.std()
    places = {}
    for name in ["sex", "embarked"]:
        words = sorted(set(str(word).lower() for word in train[name]))
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
            own = [places[name].get(str(word).lower(), -1) for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(len(places[name])))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="those of one batch, too"
# several batches are read at a time, but each of them one place after the other
def speed_up(places, read, batch):
    def read_all(some):
        return tf.map_fn(read, some, fn_output_signature=tf.TensorSpec((4,), tf.float32), parallel_iterations=1)

    return places.batch(batch).map(read_all, num_parallel_calls=16).prefetch(2)
