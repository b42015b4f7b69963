# /// attack
# number = 56
# title = "The path of a model file outside the worker's folder"
# verdict = ["error", "forbidden"]
# answer = "saved"
# ///
def saved(path):
    return target["gradebook"] + ".keras"
