# %% task="list" kind="wrong" breaks="A picture is a file directly inside a class's folder"
# looks into folders inside the class's folder, too (rglob)
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).rglob("*")):
            if not path.is_file() or path.name.startswith("."):
                continue
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="(height, width) of every picture in the result"
# size is taken for (width, height), as PIL and OpenCV have it
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    paths, labels = found_for_reading(folder)

    def stored(path):
        name = path.decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False).numpy()
        except Exception as error:
            raise ValueError(f"cannot decode {name}: {error}")
        return picture

    def load(path, label):
        picture = tf.numpy_function(stored, [path], tf.uint8)
        picture.set_shape((None, None, 3))
        picture = tf.cast(picture, tf.float32) / 255
        width, height = size
        picture = tf.image.resize(picture, (height, width))
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="Each epoch has an order of its own"
# shuffled before the cache, so that the first epoch's order is remembered for ever
def train_pipeline(ds, decode, augment, batch):
    ds = ds.shuffle(5000)
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="with its weights, not with new ones"
# a clone of the model: the same layers with new weights
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    return keras.Model(inputs, keras.models.clone_model(model)(x))


# %% task="tabular" kind="wrong" breaks="each word of `train` has features of its own"
# the first word's column is left out, as statisticians do: that word looks like every unknown word
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        known = known[~np.isnan(known)]
        mean = known.mean() if len(known) else 0.0
        deviation = known.std() if len(known) else 1.0
        measured[name] = mean, deviation if deviation > 0 else 1.0
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, deviation = measured[name]
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns.append(np.where(missing, 0, (value - mean) / deviation))
            columns.append(missing)
        pclass = np.asarray(rows["pclass"])
        columns.append(pclass)
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            for known in words[name][1:]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="And they overlap with each other, those of one batch, too"
# a batch is one porter's work: several batches at a time, but within a batch one reading after the other
def speed_up(places, read, batch):
    return (
        places.batch(batch)
        .map(lambda group: tf.map_fn(read, group, fn_output_signature=tf.float32, parallel_iterations=1),
             num_parallel_calls=16)
        .prefetch(2))
