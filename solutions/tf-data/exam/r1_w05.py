# %% task="list" kind="wrong" breaks="see the comment"
def list_pictures(folder):
    # glob: a folder called x[1] is a pattern
    import glob, os
    names = sorted(os.path.basename(d.rstrip("/")) for d in glob.glob(f"{folder}/*/"))
    paths, labels = [], []
    for i, name in enumerate(names):
        for p in sorted(glob.glob(f"{folder}/{name}/*.*")):
            if os.path.isfile(p) and p.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(p); labels.append(i)
    return paths, labels, names

