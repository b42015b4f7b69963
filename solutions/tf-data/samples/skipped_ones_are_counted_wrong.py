# /// sample
# task = "list"
# diagnosis = "Your labels count something that is no class: a hidden folder or a stray file has taken a number. A label is a place in `names`, which holds classes alone."
# ///

# %% task="list"
def list_pictures(folder):
    paths, labels, names = [], [], []
    for label, place in enumerate(sorted(Path(folder).iterdir())):
        if not place.is_dir() or place.name.startswith("."):
            continue
        names.append(place.name)
        for path in sorted(place.iterdir()):
            if path.name.startswith(".") or not path.is_file():
                continue
            if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names
