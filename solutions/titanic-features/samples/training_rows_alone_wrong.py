# /// sample
# task = "crossed"
# diagnosis = "Your function marks the training rows alone. The columns come from them, but each row with such a pair gets its 1, also a new passenger."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("a and b have different lengths")
    place = {}
    for i in train:
        place.setdefault((a[i], b[i]), len(place))
    result = np.zeros((len(a), len(place)), "float32")
    for i in train:
        result[i, place[a[i], b[i]]] = 1
    return result
