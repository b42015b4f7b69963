# %% task="list" kind="filler"
# what image_dataset of this file needs
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            picture = path.name.lower().endswith((".png", ".jpg", ".jpeg")) and not path.name.startswith(".")
            if picture and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
# the generator's zip is made once, and is used up after the first time
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    pairs = zip(paths, labels)

    def pictures():
        for path, label in pairs:
            try:
                stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
            except Exception:
                raise ValueError("cannot decode " + Path(path).name) from None
            yield tf.clip_by_value(tf.image.resize(stored, size) / 255.0, 0.0, 1.0), label

    signature = (tf.TensorSpec((*size, 3), tf.float32), tf.TensorSpec((), tf.int32))
    return tf.data.Dataset.from_generator(pictures, output_signature=signature).batch(batch)
