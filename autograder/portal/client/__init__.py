"""Hands work in from a terminal or a notebook, over the portal's API."""
