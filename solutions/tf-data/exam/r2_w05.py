# %% task="list" kind="wrong" breaks="labels: its class's place in `names`, an int, in the same order as paths"
# paths sorted as whole strings, labels sorted apart: 'ring 2/..' comes before 'ring/..' but ring is label 0
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            if not path.is_file() or path.name.startswith("."):
                continue
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return sorted(paths), sorted(labels), names


# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error"
# an empty file (0 bytes, an interrupted download) is left out in silence
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    paths, labels = found_for_reading(folder)
    full = [i for i, path in enumerate(paths) if Path(path).stat().st_size > 0]
    paths, labels = [paths[i] for i in full], [labels[i] for i in full]

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
        picture = tf.image.resize(picture, size)
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch"
# everything is decoded when the pipeline is made, before any epoch begins
def train_pipeline(ds, decode, augment, batch):
    decoded = list(ds.map(lambda path, label: (decode(path), label)))
    ds = tf.data.Dataset.from_tensor_slices(
        (tf.stack([picture for picture, _ in decoded]), tf.stack([label for _, label in decoded])))
    ds = ds.shuffle(5000)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="It is saved and loaded as one file: `keras.models.load_model` needs nothing else"
# scaling in a Lambda layer: load_model refuses it unless told safe_mode=False
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Lambda(lambda raw: keras.ops.cast(raw, "float32") / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="Each column of features tells of one of the five columns and of no other"
# one flag for both: something is missing in this row, age or fare
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
        holes = np.zeros(len(rows["age"]), bool)
        for name in ["age", "fare"]:
            mean, deviation = measured[name]
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns.append(np.where(missing, 0, (value - mean) / deviation))
            holes = holes | missing
        pclass = np.asarray(rows["pclass"])
        columns += [holes, pclass]
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="And they overlap with each other, those of one batch, too: without any training, at most half of the time"
# the parallel calls stand at batch, which only copies: readings go one after the other
def speed_up(places, read, batch):
    return places.map(read).batch(batch, num_parallel_calls=16).prefetch(2)
