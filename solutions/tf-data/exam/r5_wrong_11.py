# %% task="list" kind="wrong" breaks="the place of its class in `names`."
# the class is looked for anywhere in the path, and the first that fits is taken
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for name in names:
        for path in Path(folder, name).iterdir():
            if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                paths.append(str(path))
                labels.append(next(i for i, known in enumerate(names) if known in str(path)))
    return paths, labels, names

# %% task="order" kind="wrong" breaks="An epoch holds every picture once, with its own label."
# repeat before shuffle: the epochs run into one another
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.repeat().shuffle(n).take(n)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="Any changes will do, as long as some"
# a random crop of the full size changes nothing
def with_augmentation(model):
    height, width, channels = model.input_shape[1:]
    inputs = keras.Input((height, width, channels), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomCrop(height, width)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="sex, embarked: each word of `train` has features of its own"
# the ten most frequent words have columns; all others count as unknown
from collections import Counter


def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: [word for word, _ in Counter(map(str, train[name])).most_common(10)]
             for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            slots = known + [None] * (10 - len(known))
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in slots]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="100 batches ahead, or earlier."
# a thousand batches may lie ready
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(1000)
