# /// attack
# number = 70
# title = "An error output that wraps 3000 errors"
# verdict = ["pass"]
# ///
lines = "Exception encountered when calling layer\n" * 3000
error = {"output_type": "error", "ename": "ValueError", "evalue": lines, "traceback": [lines]}
get_ipython().outputs.items.extend([error] * 50)
