# /// sample
# task = "which-kind"
# diagnosis = "The bookseller and the archaeologist have no answers, and you find nothing to learn there. Groups can be found without any: that search has a goal, too."
# ///

# %% task="which-kind"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "nothing to learn",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "nothing to learn",
        12: "which one",
    }
