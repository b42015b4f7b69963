"""Makes Hypothesis's tables of all characters when it is imported: graders then inherit them.

Each fork that draws a text would make them again otherwise, which takes one to two seconds.
"""

from hypothesis import strategies

strategies.text().validate()
