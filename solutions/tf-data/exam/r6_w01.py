# %% task="list" kind="wrong" breaks="class, even without a picture, unless its name begins with a dot."
# Collects the classes from the pictures that it finds: an empty class is forgotten, and later labels move.
import os


def list_pictures(folder):
    endings = (".png", ".jpg", ".jpeg")
    found = []
    for entry in os.scandir(folder):
        if entry.is_dir() and not entry.name.startswith("."):
            for file in os.scandir(entry.path):
                if file.is_file() and not file.name.startswith(".") and file.name.lower().endswith(endings):
                    found.append((file.path, entry.name))
    names = sorted({kind for _, kind in found})
    return [path for path, _ in found], [names.index(kind) for _, kind in found], names

# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once, anew, by itself."
# Augments before the cache: the first epoch's chance is remembered for all the others.
def train_pipeline(ds, decode, augment, batch):
    def load(path, label):
        return augment(decode(path)), label

    return ds.map(load).cache().shuffle(len(ds)).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5, and"
# RandomBrightness stands behind the scaling, and believes that its pictures run to 255: it adds up to 50.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="each word of `train` has features of its own, no word's lying between those of two"
# Numbers the words 0, 1, 2, … in one column: the second word lies between the first and the third.
def feature_model(train):
    stats, codes = {}, {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    for name in ["sex", "embarked"]:
        words = sorted({str(word) for word in train[name]})
        codes[name] = {word: place for place, word in enumerate(words)}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, code in codes.items():
            columns.append([code.get(str(word), -1) for word in rows[name]])
        columns.append(np.asarray(rows["pclass"]) - 2)
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too: without any training, an epoch takes at"
# Prefetches, but reads one after the other: only the cook does not wait.
def speed_up(places, read, batch):
    return places.map(read).batch(batch).prefetch(8)

