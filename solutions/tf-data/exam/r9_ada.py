# %% task="list" kind="wrong" breaks="Names may hold spaces, dots"
import glob
import os


def list_pictures(folder):
    folder = str(folder)
    names = sorted(
        name
        for name in os.listdir(folder)
        if os.path.isdir(os.path.join(folder, name)) and not name.startswith(".")
    )
    paths, labels = [], []
    for label, name in enumerate(names):
        # "cats [old]" is a pattern for glob, and finds nothing.
        for path in glob.glob(os.path.join(folder, name, "*")):
            if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(path)
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Stored values are divided by 255, in a dark"
def _shots(folder):
    classes = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    for label, place in enumerate(classes):
        for path in place.iterdir():
            good = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
            if good and path.is_file() and path.name[0] != ".":
                yield path, label


def image_dataset(folder, size, batch):
    pictures, labels = [], []
    for path, label in _shots(folder):
        try:
            raw = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
        picture = tf.image.resize(raw, size).numpy()
        # Is it scaled already?
        if picture.max() > 1:
            picture = picture / 255
        pictures.append(picture.astype("float32"))
        labels.append(label)
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), np.array(labels))).batch(batch)


# %% task="order" kind="wrong" breaks="In every epoch any picture"
def train_pipeline(ds, decode, augment, batch):
    buffer = min(len(ds), 1000)
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
        .cache()
        .shuffle(buffer)
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="none above 1.5"
def with_augmentation(model):
    inputs = keras.Input(model.inputs[0].shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.1)(x)
    return keras.Model(inputs, model(x))


# The label was `wrong`: of two known values. Since then the contract says that ten are known.
# %% task="tabular" kind="right"
def feature_model(train):
    # The sample's standard deviation, with n - 1: of two known values it is 1.41 times too large.
    scale = {
        name: (float(np.nanmean(train[name])), float(np.nanstd(train[name].astype("float64"), ddof=1)))
        for name in ["age", "fare"]
    }
    words = {name: sorted(set(train[name].tolist())) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in scale.items():
            gap = np.isnan(rows[name])
            columns.append(np.where(gap, 0, (rows[name].astype("float64") - mean) / std))
            columns.append(gap)
        columns.append(rows["pclass"])
        for name, known in words.items():
            asked = rows[name].tolist()
            columns += [np.array([word == one for word in asked]) for one in known]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="however large or small a batch is"
def speed_up(places, read, batch):
    # A porter for each place on the tray.
    return places.map(read, num_parallel_calls=batch).batch(batch).prefetch(2)
