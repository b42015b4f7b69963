# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="Its pictures and their labels are those of `list_pictures`."
# Lets Keras read the folder: it takes .bmp and .gif and folders inside, and names no broken file.
def image_dataset(folder, size, batch):
    raw = keras.utils.image_dataset_from_directory(
        str(folder), label_mode="int", image_size=tuple(size), batch_size=batch, shuffle=True, verbose=False)
    return raw.map(lambda pictures, labels: (pictures / 255, labels))

