"""The portal's pages and its API. They read the portal's database, and never a notebook."""
