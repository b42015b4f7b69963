# %% task="list" kind="wrong" breaks="names:  the names of the classes, in the order of `sorted`."
# sorted without regard to capitals
def list_pictures(folder):
    classes = [p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith(".")]
    classes.sort(key=lambda place: place.name.lower())
    paths, labels = [], []
    for label, place in enumerate(classes):
        for file in sorted(place.iterdir()):
            if file.is_file() and file.name[0] != "." and file.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                paths.append(str(file))
                labels.append(label)
    return paths, labels, [place.name for place in classes]

# %% task="order" kind="wrong" breaks="Each epoch has an order of its own, as random as if it were the first."
# well shuffled once before the cache; after it, a buffer of two batches stirs a little
def train_pipeline(ds, decode, augment, batch):
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(2 * batch)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="It is saved and loaded as one file: `keras.models.load_model` needs nothing else"
# the scaling is a Lambda layer, which load_model refuses to read
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Lambda(lambda pictures: keras.ops.cast(pictures, "float32") / 255.0)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="word is another one if a single letter, capital or space differs."
# words are tidied up first
def feature_model(train):
    def tidy(column):
        return [str(word).strip().lower() for word in column]

    rulers = {name: (np.nanmean(np.array(train[name], "float64")), np.nanstd(np.array(train[name], "float64")))
              for name in ["age", "fare"]}
    words = {name: sorted(set(tidy(train[name]))) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            asked = tidy(rows[name])
            table += [np.array([float(one == word) for one in asked]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="It can be gone through again and again, and reads again each time"
# cached: the second epoch reads nothing
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).cache().batch(batch).prefetch(2)
