"""Grades the graders: what checks catch, what they let by, and how often they err."""
