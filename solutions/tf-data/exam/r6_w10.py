# %% task="list" kind="wrong" breaks="Only names count: no file is opened."
# Leaves out files without content, though only the name may decide.
import os


def list_pictures(folder):
    names = sorted(e.name for e in os.scandir(folder) if e.is_dir() and not e.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        with os.scandir(os.path.join(folder, name)) as entries:
            for entry in entries:
                is_picture = entry.is_file() and not entry.name.startswith(".") \
                    and entry.name.lower().endswith((".png", ".jpg", ".jpeg"))
                if is_picture and entry.stat().st_size > 0:
                    paths.append(entry.path)
                    labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="Returns a tf.data.Dataset of batches (pictures, labels): all of ds, in ds's order, each time that it"
# The validation reads in parallel, and takes what is ready first: the order depends on how long each picture takes.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=8).cache()
    ds = ds.shuffle(len(ds)).map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=8, deterministic=False)
    return ds.batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="In training `model` still sees values from about 0 to about 1:"
# Brightness comes before the scaling, with the range of afterwards: it cuts all off at 1, and then comes /255.
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.RandomFlip()(inputs)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
# Puts the mean into the gaps of the very array that was handed in.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name])
            missing = np.isnan(value)
            value[missing] = mean
            columns += [(value - mean) / std, missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="most a third of the time, however large or small a batch is."
# Two readings at a time: half of the time, and not a third.
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=2).batch(batch).prefetch(4)

