# /// sample
# task = "which-kind"
# diagnosis = "You take digits for amounts or counts. A postcode's digit and the number on a shirt are names: between two of them there is nothing, and near is as wrong as far."
# ///

# %% task="which-kind"
def kinds():
    return {
        1: "whether",
        2: "how much",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "how many",
    }
