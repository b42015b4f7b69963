# /// sample
# task = "which-kind"
# diagnosis = "You choose among names where nobody has given any. Sorts that are still to be found are no classes."
# ///

# %% task="which-kind"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "which one",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "which one",
        12: "which one",
    }
