"""Imported for its effect, before anything that imports jsonschema: a second less of start-up.

jsonschema looks for a checker of internationalized addresses and, where it is installed, builds its
grammar at each import. Nothing that we validate asks for that format.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
