# /// sample
# task = "which-kind"
# diagnosis = "You take a gain for an answer. A click says that this headline did well, and nothing of what another would have done."
# ///

# %% task="which-kind"
def kinds():
    return {
        1: "whether",
        2: "which one",
        3: "how much",
        4: "how many",
        5: "which ones",
        6: "what is alike",
        7: "which one",
        8: "nothing to learn",
        9: "whether",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
