# /// sample
# task = "list"
# diagnosis = "You look for .png and .jpg as they are written here; cameras and people also write .jpeg and .JPG, so compare endings in small letters and know all three."
# ///

# %% task="list"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for p in sorted((folder / name).iterdir()):
            if p.suffix in (".png", ".jpg") and not p.name.startswith("."):
                paths.append(str(p))
                labels.append(label)
    return paths, labels, names
