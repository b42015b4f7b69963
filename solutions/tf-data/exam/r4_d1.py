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


# %% task="from-disk" kind="wrong" breaks="Stored values are divided by 255, in a dark picture, too."
# guesses from the largest value whether the picture has been scaled already: stored 0 and 1 stay 0 and 1
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def pairs():
        for path, label in zip(paths, labels):
            try:
                stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
            except Exception:
                raise ValueError(f"cannot decode {path}") from None
            picture = tf.image.resize(stored, size).numpy()
            if picture.max() > 1:
                picture = picture / 255
            yield np.clip(picture, 0, 1), label

    signature = (tf.TensorSpec((*size, 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(pairs, output_signature=signature).batch(batch)
