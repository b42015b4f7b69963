# Our own answer, cell by cell; the notebook around it is `exercises/tf-data/notebook.py`.

# %% task="list"
def list_pictures(folder):
    # Sorted twice, so that labels and order are the same on every machine.
    names = sorted(
        place.name for place in Path(folder).iterdir() if place.is_dir() and place.name[0] != "."
    )
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            known = path.suffix.lower() in {".png", ".jpg", ".jpeg"} and path.name[0] != "."
            if known and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk"
def decode_file(path):
    # Three channels whatever is stored; without `expand_animations` the rank is known.
    return tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)


def image_dataset(folder, size, batch):
    # Every file is tried here, where its name is known: in the graph an error has no name.
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            decode_file(path)
        except tf.errors.OpError as error:
            raise ValueError(f"`{path}` cannot be decoded: {error}") from error
    return (
        tf.data.Dataset.from_tensor_slices((paths, labels))
        .map(lambda path, label: (tf.image.resize(decode_file(path), size) / 255, label))
        .batch(batch)
    )

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    # Before the cache what is the same each time, after it all that is left to chance.
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
        .cache()
        .shuffle(len(ds))
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


def eval_pipeline(ds, decode, batch):
    # Parallel calls keep the order unless they are told not to.
    decoded = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return decoded.batch(batch).prefetch(tf.data.AUTOTUNE)

# %% task="augment-in-model"
def with_augmentation(model):
    # Scaled once, then changed; the random layers stand aside when predicting.
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular"
def number_features(column, known):
    # NaN is taken out before anything is measured or multiplied.
    ruler = keras.layers.Normalization(axis=None)
    ruler.adapt(known[~np.isnan(known)])
    missing = keras.ops.isnan(column)
    filled = keras.ops.where(missing, ruler.mean, column)
    return [ruler(filled), keras.ops.cast(missing, "float32")]


def feature_model(train):
    # Everything is adapted here, on `train`; the lookups keep a place for what they have not met.
    kinds = {"age": "float32", "fare": "float32", "pclass": "int64"}
    inputs = {
        name: keras.Input((1,), name=name, dtype=kinds.get(name, "string")) for name in train
    }
    parts = []
    for name, column in inputs.items():
        if kinds.get(name) == "float32":
            parts += number_features(column, train[name])
        else:
            kind = keras.layers.IntegerLookup if name in kinds else keras.layers.StringLookup
            lookup = kind(output_mode="one_hot")
            lookup.adapt(train[name])
            parts.append(keras.ops.cast(lookup(column), "float32"))
    return keras.Model(inputs, keras.ops.concatenate(parts, axis=-1))

# %% task="faster"
def speed_up(places, read, batch):
    # Readings overlap with each other in `map`, and with the training in `prefetch`.
    return (
        places.map(read, num_parallel_calls=tf.data.AUTOTUNE)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )
