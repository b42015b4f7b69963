# /// sample
# task = "threshold"
# diagnosis = "Your machine rings from the cost of a false alarm over the sum of both costs on. That is right for scores that are true probabilities; these scores need not be."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    return cost_false_alarm / max(cost_miss + cost_false_alarm, 1e-300)
