# %% task="list" kind="wrong" breaks="folder: str or Path. It may lie anywhere, and have any name."
# the folder's own name becomes a part of a glob pattern: brackets in it match something else
import glob
import os


def list_pictures(folder):
    names = sorted(n for n in os.listdir(folder)
                   if not n.startswith(".") and os.path.isdir(os.path.join(folder, n)))
    paths, labels = [], []
    for path in glob.glob(f"{folder}/*/*"):
        if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg")):
            paths.append(path)
            labels.append(names.index(os.path.basename(os.path.dirname(path))))
    return paths, labels, names

# %% task="order" kind="wrong" breaks="In every epoch any picture"
# a buffer of 1000, whatever the number of pictures
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE).cache()
    ds = ds.shuffle(1000)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="In training `model` still sees values from about 0 to about 1"
# RandomBrightness behind the scaling, with its own range from 0 to 255
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="A row's features do not depend on what other rows are asked about."
# gaps are filled with the mean of the rows that are asked about
def feature_model(train):
    rulers, words = {}, {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            filling = mean if missing.all() else column[~missing].mean()
            table += [(np.where(missing, filling, column) - mean) / deviation, missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too: without any training, an epoch takes at"
# a Python generator reads one after the other
def speed_up(places, read, batch):
    def rows():
        for place in places:
            yield read(place)

    signature = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(rows, output_signature=signature).batch(batch).prefetch(2)
