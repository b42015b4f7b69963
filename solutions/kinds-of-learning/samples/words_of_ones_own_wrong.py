# /// sample
# task = "which-kind"
# diagnosis = "You write the kinds in words of your own. Take those of the left column of the table, letter by letter."
# ///

# %% task="which-kind"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "How much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "what pays",
        8: "nothing to learn",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
