"""Tells by its first bytes what a file is that should be a notebook."""

import re

SIGNS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a document of a word processor"),
    (b"\xd0\xcf\x11\xe0", "a document of Microsoft Office"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\x80\x04\x95", "a pickle of Python's"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"version https://git-lfs.github.com", "a pointer of Git LFS, and not the file itself"),
    (b"/annex/objects/", "a pointer of git-annex, and not the file itself"),
)
# Folders in the archives that are documents of office programs.
OFFICE = ((b"word/", "a Word document"), (b"xl/", "an Excel sheet"), (b"ppt/", "PowerPoint slides"))
TO_DO = {
    "archive": "Unpack it, and put the notebook here.",
    "Git": "Ask for the file itself (`git lfs pull` fetches it).",
    "annex": "Ask for the file itself (`git annex get` fetches it).",
    "page": "Download the `.ipynb` itself, and check that it opens in Jupyter.",
    "UTF-16": "Save it as UTF-8, from Jupyter.",
}
# Possessive quantifiers take each comment only once. Otherwise the time would double with each comment.
PAGE = re.compile(rb"\s*+(?><!--.*?-->\s*+)*+<(!doctype\s+html|html|head|body)\b", re.I | re.S)
# The lines with which Git marks an unresolved conflict.
CONFLICT = re.compile(rb"^(<{7} .*|={7}|>{7} .*)\r?$", re.M)
SCRIPT = re.compile(rb"^(import \w|from \w+ import |def \w+\(|# %%|#!.*python)", re.M)
# So many bytes of a text file are searched.
LOOKED_AT = 1 << 20


def told(data: bytes) -> str:
    """Tell what a file is and what to do, in two sentences; empty if the kind is unknown."""
    kind = _kind(data.removeprefix(b"\xef\xbb\xbf"))
    if not kind:
        return ""
    way_out = next(
        (words for sign, words in TO_DO.items() if sign in kind), "Ask for the notebook."
    )
    return f"The file is {kind}, no notebook. {way_out}"


def conflict(data: bytes) -> str:
    """Report a conflict of Git's in a notebook, and its line; empty if there is none."""
    marks = [line.group()[:1] for line in CONFLICT.finditer(data[:LOOKED_AT])]
    if b"<" not in marks or b"=" not in marks:
        return ""
    first = CONFLICT.search(data)
    line = data.count(b"\n", 0, first.start()) + 1 if first else 1
    return (
        f"The notebook has Git's merge markers in it (line {line}): two versions were merged, and "
        "nobody chose one. Choose one (`git checkout --ours FILE`, or `--theirs`), and hand it in."
    )


def _kind(data: bytes) -> str:
    for sign, name in SIGNS:
        if data.startswith(sign):
            inside = (kind for part, kind in OFFICE if part in data[:LOOKED_AT])
            return next(inside, name) if name == "a zip archive" else name
    if PAGE.match(data[:LOOKED_AT]):
        return "a web page (a login page, say, or a notebook exported as HTML)"
    if not data.lstrip().startswith(b"{") and SCRIPT.search(data[:LOOKED_AT]):
        return "a Python script"
    return ""
