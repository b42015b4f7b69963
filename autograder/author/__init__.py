"""Defines an exercise, and builds the notebooks of its release."""
