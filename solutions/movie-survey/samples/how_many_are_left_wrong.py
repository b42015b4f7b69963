# /// sample
# task = "funnel"
# diagnosis = "You say how many people are left at each step. The question is how many of those would say yes."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    before, goes = town["before"], town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    return [1.0, goes.mean(), middle.mean(), tells.mean(), (before & tells).mean()]
