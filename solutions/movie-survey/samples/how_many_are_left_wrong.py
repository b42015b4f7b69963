# /// sample
# task = "funnel"
# diagnosis = "Your first four numbers say how many of the town are left at each step. The question is which share of those would say yes."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    before, goes = town["before"], town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    return [1.0, goes.mean(), middle.mean(), tells.mean(), (before & tells).mean()]
