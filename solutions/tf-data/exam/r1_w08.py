# %% task="list" kind="wrong" breaks="see the comment"
def list_pictures(folder):
    # a folder called "old.png" is taken for a picture; .png in the middle, too
    import os
    names = sorted(n for n in os.listdir(folder) if "." not in n)
    paths, labels = [], []
    for i, n in enumerate(names):
        for f in os.listdir(os.path.join(folder, n)):
            if not f.startswith(".") and any(e in f.lower() for e in (".png", ".jpg", ".jpeg")):
                paths.append(os.path.join(folder, n, f)); labels.append(i)
    return paths, labels, names

