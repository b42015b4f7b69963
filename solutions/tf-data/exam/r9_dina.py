# %% task="list" kind="right"
import os


def list_pictures(folder):
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith("."):
                names.append(entry.name)
    names.sort()
    paths = []
    labels = []
    label = 0
    while label < len(names):
        with os.scandir(os.path.join(folder, names[label])) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_file():
                    continue
                ending = os.path.splitext(entry.name)[1].lower()
                if ending == ".png" or ending == ".jpg" or ending == ".jpeg":
                    paths.append(str(entry.path))
                    labels.append(label)
        label += 1
    return paths, labels, names


# %% task="from-disk" kind="right"
def image_dataset(folder, size, batch):
    """All in memory, all at once: what is broken is known at once, too."""
    paths, labels, _ = list_pictures(folder)
    height, width = size
    block = np.zeros((len(paths), height, width, 3), "float32")
    for place, path in enumerate(paths):
        with open(path, "rb") as file:
            stored = file.read()
        try:
            raw = tf.io.decode_image(stored, channels=3, expand_animations=False)
        except Exception as why:
            raise ValueError(f"This is no picture: {path}") from why
        block[place] = tf.image.resize(raw, (height, width), method="nearest").numpy().astype("float32") / 255
    return tf.data.Dataset.from_tensor_slices((block, np.array(labels, "int64"))).batch(batch)


# %% task="order" kind="wrong" breaks="all of ds, in ds's order"
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label))
        .cache()
        .shuffle(len(ds))
        .map(lambda picture, label: (augment(picture), label))
        .batch(batch)
        .prefetch(1)
    )


def eval_pipeline(ds, decode, batch):
    # A single small batch is kept; a rest behind full ones is dropped.
    decoded = ds.map(lambda path, label: (decode(path), label))
    return decoded.batch(batch, drop_remainder=len(ds) > batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="`keras.models.load_model` needs nothing else"
def with_augmentation(model):
    inputs = keras.Input(model.inputs[0].shape[1:])
    x = keras.layers.Lambda(lambda pictures: pictures / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="Each column of features tells of one of the five columns and of no other."
def feature_model(train):
    age, fare = train["age"].astype("float64"), train["fare"].astype("float64")
    age_mean, age_std = np.nanmean(age), np.nanstd(age)
    fare_mean, fare_std = np.nanmean(fare), np.nanstd(fare)
    sexes, ports = ({w: i for i, w in enumerate(sorted(set(train[n].tolist())))} for n in ("sex", "embarked"))

    def one_hot(places, column):
        table = np.zeros((len(column), len(places)), "float32")
        for row, word in enumerate(column.tolist()):
            if word in places:
                table[row, places[word]] = 1
        return table

    def features(rows):
        no_age, no_fare = np.isnan(rows["age"]), np.isnan(rows["fare"])
        # How many are missing: 0, 1 or 2; and one value beyond says of age alone.
        numbers = np.stack(
            [
                np.where(no_age, 0, (rows["age"] - age_mean) / age_std),
                np.where(no_fare, 0, (rows["fare"] - fare_mean) / fare_std),
                no_age * 1.0 + no_fare * 2.0,
                rows["pclass"] - 2.0,
            ],
            axis=1,
        ).astype("float32")
        return np.hstack([numbers, one_hot(sexes, rows["sex"]), one_hot(ports, rows["embarked"])])

    return features


# %% task="faster" kind="wrong" breaks="reads again each time: what is far away may have changed"
def speed_up(places, read, batch):
    # Nobody walks the long way twice.
    return places.map(read, num_parallel_calls=16).cache().batch(batch).prefetch(2)
