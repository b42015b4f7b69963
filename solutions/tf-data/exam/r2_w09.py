# %% task="list" kind="wrong" breaks="labels: its class's place in `names`, an int"
# labels are counted over everything in the folder, also files beside the classes and hidden folders
def list_pictures(folder):
    paths, labels, names = [], [], []
    for label, place in enumerate(sorted(Path(folder).iterdir())):
        if not place.is_dir() or place.name.startswith("."):
            continue
        names.append(place.name)
        for path in sorted(place.iterdir()):
            if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Every picture is there once, in any order"
# a generator that is begun only once: the second time through there is nothing left
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    def read():
        for path, label in zip(*found_for_reading(folder)):
            try:
                picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
            except Exception as error:
                raise ValueError(f"cannot decode {path}: {error}")
            yield tf.image.resize(tf.cast(picture, tf.float32) / 255, size), label

    once = read()
    ds = tf.data.Dataset.from_generator(lambda: once, output_signature=(
        tf.TensorSpec((size[0], size[1], 3), tf.float32), tf.TensorSpec((), tf.int32)))
    return ds.batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="Each epoch has an order of its own"
# one order for all epochs: the paths are shuffled once in NumPy when the pipeline is made
def train_pipeline(ds, decode, augment, batch):
    ds = ds.shuffle(5000, reshuffle_each_iteration=False)
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="Predicting, it gives what `model` gives for the same pictures divided by 255"
# made a little larger and cut to size, when predicting, too: the model does not see the same pictures
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    height, width = model.input_shape[1:3]
    x = keras.layers.Resizing(height + max(2, height // 8), width + max(2, width // 8))(x)
    x = keras.layers.CenterCrop(height, width)(x)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="one feature has mean 0 and standard deviation 1 over the known values in `train`"
# divided by the variance, not by the standard deviation
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        known = known[~np.isnan(known)]
        mean = known.mean() if len(known) else 0.0
        deviation = known.var() if len(known) else 1.0
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
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="It can be gone through again and again"
# one iterator, begun once, behind from_generator: the second epoch is empty
def speed_up(places, read, batch):
    running = None

    def rows():
        nonlocal running
        if running is None:
            running = iter(places.map(read, num_parallel_calls=16, deterministic=False).batch(batch).prefetch(2))
        yield from running

    return tf.data.Dataset.from_generator(
        rows, output_signature=tf.TensorSpec((None, 4), tf.float32)).prefetch(2)
