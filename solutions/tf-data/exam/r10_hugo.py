# %% task="list" kind="wrong" breaks="Each folder directly inside `folder` is a class, even without a picture, unless its name begins with a dot."
# believed: the classes are those of the pictures that were found; an empty folder is no class
def list_pictures(folder):
    paths = []
    for place in sorted(Path(folder).iterdir()):
        if not place.is_dir() or place.name.startswith("."):
            continue
        for file in sorted(place.iterdir()):
            if file.is_file() and not file.name.startswith(".") and file.suffix.lower() in [".png", ".jpg", ".jpeg"]:
                paths.append(str(file))
    classes = [Path(path).parent.name for path in paths]
    names = sorted(set(classes))
    labels = [names.index(c) for c in classes]
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Its pictures and their labels are those of `list_pictures`."
# believed: Keras's function finds exactly the files that we want (no .bmp, nothing hidden, nothing deeper)
def image_dataset(folder, size, batch):
    for path in Path(folder).glob("*/*"):
        if path.is_file() and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            try:
                tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except tf.errors.InvalidArgumentError:
                raise ValueError(f"{path.name} is broken") from None
    ds = keras.utils.image_dataset_from_directory(
        folder, label_mode="int", color_mode="rgb", image_size=size, batch_size=batch, shuffle=False,
        verbose=False)
    return ds.map(lambda pictures, labels: (pictures / 255.0, labels))


# %% task="order" kind="wrong" breaks="Say so yourself: the library may add it, or may not."
# believed: with parallel maps everything is made ready ahead; the library adds a prefetch where it is missing
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
    ds = ds.cache()
    ds = ds.shuffle(n, reshuffle_each_iteration=True)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=4)
    return ds.batch(batch)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4).batch(batch)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    height, width, channels = model.input_shape[1:]
    raw = keras.Input((height, width, channels), dtype="uint8", name="raw")
    scaled = keras.layers.Rescaling(scale=1.0 / 255.0, offset=0.0)(raw)
    flipped = keras.layers.RandomFlip("horizontal")(scaled)
    moved = keras.layers.RandomTranslation(0.1, 0.1, fill_mode="nearest")(flipped)
    return keras.Model(inputs=raw, outputs=model(moved))


# %% task="tabular" kind="wrong" breaks="A row's features do not depend on what other rows are asked about."
# believed: a gap is filled with the mean of the table that lies before me, as one does with df.fillna(df.mean())
def feature_model(train):
    mean = {c: np.nanmean(train[c]) for c in ["age", "fare"]}
    std = {c: np.nanstd(train[c]) for c in ["age", "fare"]}
    words = {c: np.unique(train[c]) for c in ["sex", "embarked"]}

    def features(rows):
        table = []
        for c in ["age", "fare"]:
            missing = np.isnan(rows[c])
            # nothing known at all: the training mean
            fill = mean[c] if missing.all() else np.nanmean(rows[c])
            filled = np.where(missing, fill, rows[c])
            table += [(filled - mean[c]) / std[c], missing]
        table += [rows["pclass"] == 1, rows["pclass"] == 2, rows["pclass"] == 3]
        for c in ["sex", "embarked"]:
            table += [rows[c] == word for word in words[c]]
            table += [~np.isin(rows[c], words[c])]
        return np.array(table).T.astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches."
# believed: fastest is to fetch everything at once with threads, and to make the dataset from the rows
from concurrent.futures import ThreadPoolExecutor


def speed_up(places, read, batch):
    with ThreadPoolExecutor(max_workers=16) as pool:
        rows = list(pool.map(read, list(places)))
    return tf.data.Dataset.from_tensor_slices(tf.stack(rows)).batch(batch).prefetch(1)
