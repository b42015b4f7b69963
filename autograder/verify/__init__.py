"""Tests the checks: which mistakes they catch, which they miss, and how often they err."""
