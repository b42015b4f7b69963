# /// attack
# number = 72
# title = "A thousand outputs, with megabytes in every field"
# verdict = ["pass", "error"]
# ///
LONG = "y" * 3_000
out = get_ipython().outputs
out.items.extend(
    {"output_type": "error", "ename": LONG, "evalue": LONG, "traceback": [LONG]} for _ in range(300)
)
