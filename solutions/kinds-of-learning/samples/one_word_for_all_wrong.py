# /// sample
# task = "which-kind"
# diagnosis = "You give one kind to all twelve. Some of these people have answers and others none, so they cannot all ask the same."
# ///

# %% task="which-kind"
def kinds():
    return {
        1: "which one",
        2: "which one",
        3: "which one",
        4: "which one",
        5: "which one",
        6: "which one",
        7: "which one",
        8: "which one",
        9: "which one",
        10: "which one",
        11: "which one",
        12: "which one",
    }
