# %% task="list" kind="wrong" breaks="folders inside a class's folder"
def list_pictures(folder):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in (root / name).iterdir():
            # A folder `old.png` is none of its pictures, but who would call a folder so?
            if path.suffix.lower() in (".png", ".jpg", ".jpeg") and not path.name.startswith("."):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="message holds the file's name"
def image_dataset(folder, size, batch):
    raw = keras.utils.image_dataset_from_directory(
        str(folder), image_size=tuple(size), batch_size=batch, shuffle=False, verbose=False
    )
    return raw.map(lambda pictures, labels: (tf.clip_by_value(pictures / 255, 0, 1), labels))


# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once"
def train_pipeline(ds, decode, augment, batch):
    def perhaps(picture, label):
        # Some of them should be seen as they are.
        chance = tf.random.uniform(()) < 0.5
        return tf.cond(chance, lambda: augment(picture), lambda: picture), label

    decoded = ds.map(lambda path, label: (decode(path), label)).cache()
    return decoded.shuffle(len(ds)).map(perhaps).batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch)


# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5, and"
def with_augmentation(model):
    inputs = keras.Input(model.inputs[0].shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    # Here and there a pixel is missing; the others are made brighter for it: 1 becomes 1.67.
    x = keras.layers.Dropout(0.4)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="right"
import math


def feature_model(train):
    measured = []
    for name in ("age", "fare"):
        known = [float(value) for value in train[name] if not math.isnan(value)]
        mean = math.fsum(known) / len(known)
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in known) / len(known))
        measured.append((name, mean, spread))
    words = []
    for name in ("sex", "embarked"):
        for word in train[name]:
            if (name, str(word)) not in words:
                words.append((name, str(word)))

    def one_row(rows, place):
        row = []
        for name, mean, spread in measured:
            value = float(rows[name][place])
            if math.isnan(value):
                row.extend([0.0, 1.0])
            else:
                row.extend([(value - mean) / spread, 0.0])
        for grade in (1, 2, 3):
            row.append(1.0 if int(rows["pclass"][place]) == grade else 0.0)
        for name, word in words:
            row.append(1.0 if str(rows[name][place]) == word else 0.0)
        return row

    def features(rows):
        return np.array([one_row(rows, place) for place in range(len(rows["age"]))], dtype="float32")

    return features


# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too"
def speed_up(places, read, batch):
    # Sixteen porters, each of whom fills a tray of his own, one potato after the other.
    def tray(block):
        return tf.data.Dataset.from_tensor_slices(block).map(read).batch(batch)

    trays = places.batch(batch)
    return trays.interleave(tray, cycle_length=16, num_parallel_calls=16).prefetch(2)
