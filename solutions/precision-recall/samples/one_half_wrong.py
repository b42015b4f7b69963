# /// sample
# task = "threshold"
# diagnosis = "You ring from one half on, whatever a mistake costs; the bill decides, and scores need not be probabilities."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    return 0.5
