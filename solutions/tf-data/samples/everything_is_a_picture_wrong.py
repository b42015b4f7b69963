# /// sample
# task = "list"
# diagnosis = "You take files of every kind for pictures, if they lie in a class's folder. Notes and databases of thumbnails lie there, too, so look at the ending."
# ///

# %% task="list"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for p in sorted((folder / name).iterdir()):
            if p.is_file() and not p.name.startswith("."):
                paths.append(str(p))
                labels.append(label)
    return paths, labels, names
