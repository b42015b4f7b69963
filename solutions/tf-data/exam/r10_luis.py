# %% task="list" kind="wrong" breaks="All else is skipped, too: other files, files beside the classes' folders, folders inside a class's folder."
# believed: what ends in .png is a file; that a folder may be called so was not thought of
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths = []
    labels = []
    for label, name in enumerate(names):
        for p in Path(folder, name).iterdir():
            if p.name.startswith("."):
                continue
            if p.suffix.lower() in (".png", ".jpg", ".jpeg"):
                paths.append(str(p))
                labels.append(label)
    return paths, labels, names


# %% task="order" kind="right"
def train_pipeline(ds, decode, augment, batch):
    number_of_pictures = len(ds)

    def decode_pair(path, label):
        return decode(path), label

    def augment_pair(picture, label):
        return augment(picture), label

    decoded = ds.map(decode_pair)
    remembered = decoded.cache()
    shuffled = remembered.shuffle(number_of_pictures)
    augmented = shuffled.map(augment_pair)
    batched = augmented.batch(batch)
    prefetched = batched.prefetch(2)
    return prefetched


def eval_pipeline(ds, decode, batch):
    def decode_pair(path, label):
        return decode(path), label

    decoded = ds.map(decode_pair)
    batched = decoded.batch(batch)
    return batched


# %% task="augment-in-model" kind="wrong" breaks="none below -0.5, none above 1.5"
# believed: a layer for noise keeps the picture between 0 and 1 by itself
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    scaled = keras.layers.Rescaling(1.0 / 255.0)(inputs)
    noisy = keras.layers.GaussianNoise(0.5)(scaled)
    return keras.Model(inputs, model(noisy))


# %% task="tabular" kind="wrong" breaks="It gives float32 features of shape (m, k), all finite, k always the same."
# believed: since age and fare are float32, the table is float32, too (Python's numbers and the stacking make it float64)
def feature_model(train):
    means = {"age": float(np.nanmean(train["age"])), "fare": float(np.nanmean(train["fare"]))}
    stds = {"age": float(np.nanstd(train["age"])), "fare": float(np.nanstd(train["fare"]))}
    vocabulary = {"sex": sorted(set(train["sex"].tolist())),
                  "embarked": sorted(set(train["embarked"].tolist()))}

    def features(rows):
        result = []
        for i in range(len(rows["age"])):
            line = []
            for name in ("age", "fare"):
                value = rows[name][i]
                if np.isnan(value):
                    line.append(0.0)
                    line.append(1.0)
                else:
                    line.append((value - means[name]) / stds[name])
                    line.append(0.0)
            line.append(float(rows["pclass"][i]))
            for name in ("sex", "embarked"):
                for word in vocabulary[name]:
                    line.append(1.0 if rows[name][i] == word else 0.0)
            result.append(line)
        return np.array(result)

    return features


# %% task="faster" kind="right"
def speed_up(places, read, batch):
    number_of_porters = 16
    rows = places.map(read, num_parallel_calls=number_of_porters, deterministic=False)
    trays = rows.batch(batch, drop_remainder=False)
    return trays.prefetch(buffer_size=2)
