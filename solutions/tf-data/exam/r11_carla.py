# %% task="list" kind="wrong" breaks="A picture is a file directly inside a class's folder"
# believed: whatever lies anywhere below a class's folder belongs to the class
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name[0] != ".")
    paths, labels = [], []
    for number, name in enumerate(names):
        for path in folder.joinpath(name).rglob("*"):
            if path.name[0] == "." or not path.is_file():
                continue
            if path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                paths.append(str(path))
                labels.append(number)
    return paths, labels, names


# %% task="from-disk" kind="right"
def image_dataset(folder, size, batch):
    # first find all files, then load all of them, then hand them over
    all_paths = []
    all_labels = []
    classes = []
    for thing in Path(folder).iterdir():
        if thing.is_dir() and not thing.name.startswith("."):
            classes.append(thing)
    classes.sort(key=lambda place: place.name)
    for label in range(len(classes)):
        for file in sorted(classes[label].iterdir()):
            if file.name.startswith(".") or not file.is_file():
                continue
            if file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                all_paths.append(file)
                all_labels.append(label)
    pictures = np.zeros((len(all_paths), size[0], size[1], 3), "float32")
    for i in range(len(all_paths)):
        content = all_paths[i].read_bytes()
        try:
            picture = tf.io.decode_image(content, channels=3, expand_animations=False)
        except Exception:
            raise ValueError("This file is no picture: " + str(all_paths[i])) from None
        resized = tf.image.resize(picture, (size[0], size[1]))
        pictures[i] = np.clip(resized.numpy() / 255.0, 0.0, 1.0)
    labels = np.array(all_labels, "int64")
    return tf.data.Dataset.from_tensor_slices((pictures, labels)).batch(batch)


# %% task="order" kind="wrong" breaks="each picture is augmented once, anew, by itself."
# believed: augment changes each picture of a batch by itself, so it can be called once for the batch
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda p, y: (decode(p), y), num_parallel_calls=tf.data.AUTOTUNE)
        .cache()
        .shuffle(len(ds))
        .batch(batch)
        .map(lambda x, y: (augment(x), y), num_parallel_calls=tf.data.AUTOTUNE)
        .prefetch(2)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y), num_parallel_calls=4).batch(batch).prefetch(2)


# %% task="augment-in-model" kind="wrong" breaks="`keras.models.load_model` needs nothing else"
# believed: a Lambda layer is saved and loaded like any other layer
def with_augmentation(model):
    shape = tuple(model.inputs[0].shape[1:])
    inputs = keras.Input(shape, dtype="uint8")
    scaled = keras.layers.Lambda(
        lambda raw: keras.ops.cast(raw, "float32") / 255.0, output_shape=shape)(inputs)
    x = keras.layers.RandomFlip("horizontal")(scaled)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
# believed: the dict that a function is given is its own, to be tidied up
def feature_model(train):
    mean, std = {}, {}
    for name in ["age", "fare"]:
        mean[name] = np.nanmean(train[name].astype("float64"))
        std[name] = np.nanstd(train[name].astype("float64"))
    words = {name: np.unique(train[name]) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            missing = np.isnan(rows[name])
            rows[name][missing] = mean[name]
            columns.append((rows[name] - mean[name]) / std[name])
            columns.append(missing)
        for name in ["sex", "embarked"]:
            columns.extend(rows[name] == word for word in words[name])
        columns.extend(rows["pclass"] == number for number in (1, 2, 3))
        return np.stack(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="reads again each time"
# believed: what was fetched once is kept with cache, as in the larder
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).cache().batch(batch).prefetch(2)
