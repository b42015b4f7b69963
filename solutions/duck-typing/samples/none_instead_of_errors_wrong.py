# /// sample
# task = "playground"
# diagnosis = "Your `play` gives None where `bounce` is missing, and where `bounce` raises an error. Code that gets None cannot tell a broken toy from one that answers None, so let errors travel on."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except Exception:
            return None
