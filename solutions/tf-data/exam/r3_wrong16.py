# %% task="list" kind="wrong" breaks="the place of its class in `names`"
# counts only classes that hold a picture, so an empty class shifts the labels behind it
def list_pictures(folder):
    root = Path(folder)
    names = sorted(entry.name for entry in root.iterdir()
                   if entry.is_dir() and not entry.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((root / name).iterdir()):
            if not file.is_file() or file.name.startswith("."):
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    labels = np.unique(labels, return_inverse=True)[1].tolist() if labels else []
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="whole numbers of shape (batch,)"
# the labels are floats, as the loss would make them anyway
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
                                             tf.constant(labels, tf.float32, (len(paths),))))
    return ds.map(load, num_parallel_calls=4).batch(batch)


# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once"
# throws a coin, and augments only half of the pictures
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(len(ds))
    def perhaps(picture, label):
        changed = augment(picture)
        return tf.where(tf.random.uniform(()) < 0.5, changed, picture), label

    ds = ds.map(perhaps, num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="`model` alone still gives what it gave."
# moves the layers of a Sequential model over to the new one: the old one is empty afterwards
def with_augmentation(model):
    shape = model.inputs[0].shape[1:]
    raw = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    if not isinstance(model, keras.Sequential):
        return keras.Model(raw, model(x))
    layers = list(model.layers)
    while model.layers:
        model.pop()
    for layer in layers:
        x = layer(x)
    return keras.Model(raw, x)


# %% task="tabular" kind="wrong" breaks="All words that `train` lacks share the same features"
# unknown words are spread over three columns, as Keras's num_oov_indices=3 does
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
            values = np.array(rows[name], "float64")
            missing = np.isnan(values)
            mean, deviation = ruler[name]
            columns.append(np.where(missing, 0, (values - mean) / deviation))
            columns.append(missing)
        columns.append(np.asarray(rows["pclass"]) - 2)
        for name in ["sex", "embarked"]:
            own = [places[name].get(str(word), -1 - len(str(word)) % 3) for word in rows[name]]
            columns.extend(np.equal(own, place) for place in range(-3, len(places[name])))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="It can be gone through again and again"
# there is one iterator for ever: the second epoch finds it at its end
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    batches = iter([])
    started = []

    def going_on():
        nonlocal batches
        if not started:
            started.append(True)
            options = tf.data.Options()
            options.threading.private_threadpool_size = 16
            batches = rows.batch(batch).prefetch(2).with_options(options).as_numpy_iterator()
        yield from batches

    return tf.data.Dataset.from_generator(going_on, output_signature=tf.TensorSpec((None, 4), tf.float32))
