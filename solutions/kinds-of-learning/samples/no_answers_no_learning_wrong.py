# /// sample
# task = "which-kind"
# diagnosis = "You take it that nothing can be learnt without answers. Groups can be found without any: it has a goal, too."
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
