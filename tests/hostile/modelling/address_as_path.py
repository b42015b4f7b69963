# /// attack
# number = 66
# title = "An address on the net instead of a path"
# verdict = ["error", "forbidden"]
# answer = "saved"
# ///
def saved(path):
    return f"hf://someone/model"
