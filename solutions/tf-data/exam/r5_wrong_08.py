# %% task="list" kind="wrong" breaks="Only names count: no file is opened."
# empty files are left out, though their names are those of pictures
import os


def list_pictures(folder):
    names = sorted(e.name for e in os.scandir(folder) if e.is_dir() and not e.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for entry in os.scandir(os.path.join(folder, name)):
            picture = entry.name.lower().endswith((".png", ".jpg", ".jpeg")) and not entry.name.startswith(".")
            if picture and entry.is_file() and entry.stat().st_size > 0:
                paths.append(str(entry.path))
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="Nothing is decoded before that begins."
# everything is decoded when the pipeline is made
def train_pipeline(ds, decode, augment, batch):
    decoded = list(ds.map(lambda path, label: (decode(path), label)))
    pictures = tf.stack([picture for picture, _ in decoded])
    labels = tf.stack([label for _, label in decoded])
    ds = tf.data.Dataset.from_tensor_slices((pictures, labels)).shuffle(len(decoded))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5."
# the light may be turned down so far that a white picture is nearly black
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomBrightness((-0.9, -0.6), value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="Each column of features tells of one of the five columns and of no other."
# one more column counts how many of the numbers of a row are missing
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        holes = np.zeros(len(rows["age"]))
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            holes += missing
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table + [holes], axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="however large or small a batch is."
# as many calls at once as a batch has rows: one, where it has one
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=min(batch, 16)).batch(batch).prefetch(2)
