"""Makes text that students wrote harmless in a terminal and in a spreadsheet."""

import unicodedata


def for_terminal(text: str) -> str:
    """Show control characters, and those that reverse text, as visible escapes."""
    # Nearly every text: nothing is hidden in it.
    if text.isprintable():
        return text
    return "".join(ascii(letter)[1:-1] if _is_hidden(letter) else letter for letter in text)


def _is_hidden(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter not in "\n\t" and kind in ("Cc", "Cf", "Cs", "Zl", "Zp")


def for_cell(value: object) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    text = "" if value is None else str(value)
    # LibreOffice and Excel skip blanks, and also accept East Asia's wide forms of these signs.
    seen = (
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )
    start = "".join(seen).lstrip()[:1]
    formula = start in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n")
    return "'" + text if formula and not isinstance(value, (int, float)) else text
