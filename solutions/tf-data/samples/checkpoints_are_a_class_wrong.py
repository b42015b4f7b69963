# /// sample
# task = "list"
# diagnosis = "You take folders and files whose names begin with a dot for classes and pictures; they are left there by programs such as Jupyter, and would be a class of their own."
# ///

# %% task="list"
def list_pictures(folder):
    endings = {".png", ".jpg", ".jpeg"}
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir())
    found = [(str(p), names.index(p.parent.name)) for p in sorted(Path(folder).glob("*/*")) if p.suffix.lower() in endings]
    return [path for path, _ in found], [label for _, label in found], names
