# /// sample
# task = "list"
# diagnosis = "You take a picture from a folder whose name begins with a dot, and a file whose name begins with a dot. Programs such as Jupyter leave both there: they are neither classes nor pictures."
# ///

# %% task="list"
def list_pictures(folder):
    endings = {".png", ".jpg", ".jpeg"}
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir())
    found = [(str(p), names.index(p.parent.name)) for p in sorted(Path(folder).glob("*/*")) if p.suffix.lower() in endings]
    return [path for path, _ in found], [label for _, label in found], names
