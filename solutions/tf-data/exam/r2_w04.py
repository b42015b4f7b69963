# %% task="list" kind="wrong" breaks="A picture is a file"
# a folder called 'old.png' inside a class's folder is listed as a picture
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            if path.name.startswith("."):
                continue
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="a transparency channel is left out"
# the transparency is applied (laid upon white) instead of left out
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
            picture = tf.io.decode_image(tf.io.read_file(name), channels=0, expand_animations=False).numpy()
            if picture.shape[-1] in (2, 4):
                share = picture[..., -1:].astype("float32") / 255
                picture = (share * picture[..., :-1] + (1 - share) * 255).round().astype("uint8")
            if picture.shape[-1] == 1:
                picture = np.repeat(picture, 3, axis=-1)
        except Exception as error:
            raise ValueError(f"cannot decode {name}: {error}")
        return picture

    def load(path, label):
        picture = tf.numpy_function(stored, [path], tf.uint8)
        picture.set_shape((None, None, 3))
        picture = tf.cast(picture, tf.float32) / 255
        picture = tf.image.resize(picture, size)
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch"
# looks at the first picture when the pipeline is made, to know its shape: that one is decoded twice
def train_pipeline(ds, decode, augment, batch):
    decoded = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=1)
    for picture, _ in decoded.take(1):
        shape = picture.shape
    ds = decoded.map(lambda picture, label: (tf.ensure_shape(picture, shape), label)).cache()
    ds = ds.shuffle(5000)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="it gives what `model` gives for the same pictures divided by 255"
# the layers are strung together one after the other: a model with a second path (skip connection) becomes another one
def with_augmentation(model):
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return keras.Sequential([
        keras.Input(model.input_shape[1:]),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomRotation(0.05),
        *layers,
    ])


# %% task="tabular" kind="wrong" breaks="What it knows, it knows from `train` alone"
# mean and deviation of the whole ship, the exam's passengers too
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(titanic()[name], "float64")
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
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="each place once, in any order, the last batch with what is left"
# every porter fills trays of his own: each of the sixteen ends with a smaller batch
def speed_up(places, read, batch):
    return (
        tf.data.Dataset.range(16)
        .interleave(lambda porter: places.shard(16, porter).map(read).batch(batch),
                    cycle_length=16, num_parallel_calls=16, deterministic=False)
        .prefetch(2))
