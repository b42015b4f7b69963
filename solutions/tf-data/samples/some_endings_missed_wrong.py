# /// sample
# task = "list"
# diagnosis = "Pictures with some endings are missing from your list, such as those in .jpeg or those in capital letters (.JPG). Compare the ending in small letters with .png, .jpg and .jpeg."
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
