# %% task="list" kind="wrong" breaks="the names of the classes, in the order of `sorted`"
# sorts as people do, without regard to capitals: ants, Bees in place of Bees, ants
def list_pictures(folder):
    classes = [p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith(".")]
    classes.sort(key=lambda p: (p.name.casefold(), p.name))
    paths, labels = [], []
    for label, place in enumerate(classes):
        for path in place.iterdir():
            good = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
            if good and path.is_file() and not path.name.startswith("."):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, [p.name for p in classes]


# %% task="order" kind="wrong" breaks="all of ds, in ds's order, each time that it is gone through"
# validation is read by several porters, and who is ready first comes first
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4)
        .cache()
        .shuffle(len(ds) + 1, reshuffle_each_iteration=True)
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=4)
        .batch(batch)
        .prefetch(2)
    )


def eval_pipeline(ds, decode, batch):
    def load(path, label):
        return decode(path), label

    return ds.map(load, num_parallel_calls=8, deterministic=False).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="`keras.models.load_model` needs nothing else, no class or function of your notebook either"
# a layer of the notebook's own, which load_model cannot find
class Scale(keras.layers.Layer):
    def call(self, pictures):
        return keras.ops.cast(pictures, "float32") / 255

    def compute_output_spec(self, pictures):
        return keras.KerasTensor(pictures.shape, dtype="float32")


def with_augmentation(model):
    raw = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = Scale()(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0.0, 1.0))(x)
    return keras.Model(raw, model(x))


# %% task="tabular" kind="wrong" breaks="each word of `train` has features of its own"
# keeps the twenty most frequent words; the rest counts as unknown
from collections import Counter


def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        rulers[name] = known.mean(), known.std()
    lists = {
        name: [word for word, _ in Counter(str(w) for w in train[name]).most_common(20)]
        for name in ["sex", "embarked"]
    }

    def features(rows):
        parts = []
        for name, (mean, std) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            parts += [np.where(missing, 0, (column - mean) / std), missing]
        for name, words in lists.items():
            asked = [str(w) for w in rows[name]]
            parts += [np.array([w == word for w in asked]) for word in words]
            parts.append(np.array([w not in words for w in asked]))
        parts += [np.asarray(rows["pclass"]) == c for c in (1, 2, 3)]
        return np.stack([np.asarray(p, "float32") for p in parts], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="reads again each time: what is far away may have changed"
# remembers what was read in the first epoch
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).cache().batch(batch).prefetch(2)
