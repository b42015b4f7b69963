# /// sample
# task = "which-kind"
# diagnosis = "You would learn even what a rule gives without an error. The area of a field is its length times its width."
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
        7: "what pays",
        8: "how much",
        9: "what pays",
        10: "which ones",
        11: "what is alike",
        12: "which one",
    }
