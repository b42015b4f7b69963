# /// sample
# task = "to-model"
# diagnosis = "The columns stand in the order in which each dictionary names its fields, so a guest who begins with the mass gets a bird of another shape; read the fields by name, in the order of FIELDS."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    rows = np.array([list(request.values()) for request in requests], "float64").reshape(-1, 4)
    return ((rows - middle) / spread).astype("float32")
