# /// sample
# task = "list"
# diagnosis = "Each of your labels is its class's place in `names` plus 1. Places in a list are counted from 0: the first class has the label 0."
# ///

# %% task="list"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names, start=1):
        for p in sorted((folder / name).iterdir()):
            if p.suffix.lower() in (".png", ".jpg", ".jpeg") and not p.name.startswith("."):
                paths.append(str(p))
                labels.append(label)
    return paths, labels, names
