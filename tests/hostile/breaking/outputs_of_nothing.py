# /// attack
# number = 72
# title = "Thousands of outputs that are empty, so that their size is nothing"
# verdict = ["pass", "error"]
# ///
out = get_ipython().outputs
empty = {"output_type": "error", "ename": "", "evalue": "", "traceback": [""] * 50}
out.items.extend([empty] * 5000)
out.items.extend([{"output_type": "display_data", "data": {}, "metadata": {}}] * 5000)
