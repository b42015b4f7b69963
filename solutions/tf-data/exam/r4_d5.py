# %% task="list" kind="filler"
# needed by image_dataset
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            good = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
            if good and not path.name.startswith(".") and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
# the generator object is made once: the second time it is used up, and the epoch is empty
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path):
        try:
            stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
        return np.clip(tf.image.resize(stored, size).numpy() / 255, 0, 1)

    pairs = ((load(path), label) for path, label in zip(paths, labels))
    signature = (tf.TensorSpec((*size, 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(lambda: pairs, output_signature=signature).batch(batch)
