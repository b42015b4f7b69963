# %% task="list" kind="wrong" breaks="A picture is a file directly inside a class's folder that ends in .png, .jpg or .jpeg"
# no dot asked for: a file called 'notes_on_png' or 'xjpg' is taken for a picture
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            if not path.is_file() or path.name.startswith("."):
                continue
            if path.name.lower().endswith(("png", "jpg", "jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="nothing is cut off, no border is added"
# keeps the proportions and fills up with a black border
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
        picture = tf.image.resize_with_pad(picture, size[0], size[1])
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="with other pictures sharing a batch"
# trays are filled once and then shuffled whole: the same pictures always share a batch
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.batch(batch).shuffle(5000).unbatch()
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="what `model` then sees still runs from about 0 to about 1"
# brightness is told 0 to 1, but stands before the scaling: raw pictures are clipped to 1, then divided by 255
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.RandomFlip("horizontal")(inputs)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="a row's features do not depend on what other rows are asked about"
# age and fare are measured anew on the rows that are asked about
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
            if (~missing).sum() > 1 and value[~missing].std() > 0:
                mean, deviation = value[~missing].mean(), value[~missing].std()
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


# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches"
# reads the first place when the pipeline is made, to know the shape
def speed_up(places, read, batch):
    for row in places.take(1).map(read):
        shape = row.shape
    return places.map(read, num_parallel_calls=16, deterministic=False).map(lambda row: tf.ensure_shape(row, shape)).batch(batch).prefetch(2)
