# %% task="list" kind="wrong" breaks="Each call looks anew."
from functools import lru_cache


@lru_cache(maxsize=None)
def _looked(folder):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = []
    for label, name in enumerate(names):
        for path in sorted((root / name).iterdir()):
            if path.is_file() and not path.name.startswith("."):
                if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
                    pairs.append((str(path), label))
    return pairs, names


def list_pictures(folder):
    pairs, names = _looked(str(folder))
    return [path for path, _ in pairs], [label for _, label in pairs], list(names)


# %% task="from-disk" kind="wrong" breaks="message holds the file's name, and no other file's."
def image_dataset(folder, size, batch):
    places = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    files = [
        (path, label)
        for label, place in enumerate(places)
        for path in sorted(place.iterdir())
        if path.is_file() and path.name[0] != "." and path.suffix.lower() in (".png", ".jpg", ".jpeg")
    ]

    def walk():
        before = "the beginning"
        for path, label in files:
            try:
                raw = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except Exception as why:
                # So that you find the place in the folder.
                raise ValueError(f"{path.name}, after {before}, cannot be decoded: {why}") from None
            before = path.name
            yield tf.image.resize(raw, size) / 255, label

    signature = (tf.TensorSpec((size[0], size[1], 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(walk, output_signature=signature).batch(batch)


# %% task="order" kind="right"
def train_pipeline(ds, decode, augment, batch):
    porters = tf.data.AUTOTUNE
    peeled = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=porters)
    larder = peeled.cache()
    mixed = larder.shuffle(len(ds), reshuffle_each_iteration=True)
    seasoned = mixed.map(lambda picture, label: (augment(picture), label), num_parallel_calls=porters)
    return seasoned.batch(batch).prefetch(porters)


def eval_pipeline(ds, decode, batch):
    peeled = ds.map(
        lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE, deterministic=True
    )
    return peeled.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="its layers connected in any way"
def with_augmentation(model):
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return keras.Sequential(
        [
            keras.Input(model.inputs[0].shape[1:], dtype="uint8"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.RandomFlip(),
            keras.layers.RandomBrightness(0.1, value_range=(0, 1)),
            *layers,
        ]
    )


# %% task="tabular" kind="wrong" breaks="features than any number has, even if nothing is missing in `train`."
def feature_model(train):
    numbers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        known = column[~np.isnan(column)]
        # A column of zeros teaches nothing: leave it out where no gap occurs.
        numbers[name] = known.mean(), known.std(), len(known) < len(column)
    words = {name: list(dict.fromkeys(train[name].tolist())) for name in ["sex", "embarked"]}

    def features(rows):
        out = []
        for name, (mean, std, with_gaps) in numbers.items():
            column = np.array(rows[name], "float64")
            gap = np.isnan(column)
            column[gap] = mean
            out.append((column - mean) / std)
            if with_gaps:
                out.append(gap)
        out.append(np.array(rows["pclass"]))
        for name, known in words.items():
            for word in known:
                out.append(np.array([other == word for other in rows[name].tolist()]))
        return np.array(out, "float32").T

    return features


# %% task="faster" kind="wrong" breaks="(batch, 4): each place read once, in any order"
def speed_up(places, read, batch):
    # Twelve porters, each with his own share of the list. If the list is shuffled, each has a list of
    # his own: some places are in two shares, and some in none.
    porters = 12
    rows = tf.data.Dataset.range(porters).interleave(
        lambda porter: places.shard(porters, porter).map(read),
        cycle_length=porters,
        num_parallel_calls=porters,
        deterministic=False,
    )
    return rows.batch(batch).prefetch(2)
