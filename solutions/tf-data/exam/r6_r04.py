# %% task="list" kind="right"
# a class with helpers, glob with its special signs escaped
import glob
import os


class Shelf:
    endings = frozenset(["png", "jpg", "jpeg"])

    def __init__(self, folder):
        self.folder = str(folder)
        self.names = sorted(entry.name for entry in os.scandir(self.folder)
                            if entry.is_dir() and not entry.name.startswith("."))

    def pictures(self, name):
        for path in glob.iglob(os.path.join(glob.escape(os.path.join(self.folder, name)), "*")):
            _, dot, ending = os.path.basename(path).rpartition(".")
            if dot and ending.lower() in self.endings and os.path.isfile(path):
                yield path


def list_pictures(folder):
    shelf = Shelf(folder)
    paths, labels = [], []
    for place, name in enumerate(shelf.names):
        for path in shelf.pictures(name):
            paths.append(path)
            labels.append(place)
    return paths, labels, shelf.names

