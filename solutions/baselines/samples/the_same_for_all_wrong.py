# /// sample
# task = "myself"
# diagnosis = "All your answers are the same. That is a constant, and it is right for about half of the bananas."
# ///

# %% task="myself"
def my_answers():
    return [1] * 24
