"""HTML that is safe by the way it is put together: what is filled in is escaped.

`tag("p", "a < b", class_="x")` gives `<p class="x">a &lt; b</p>`; only `Markup` passes unescaped.
"""

from markupsafe import Markup, escape

VOID = frozenset(("br", "hr", "img", "wbr"))


def tag(name: str, /, *inside: object, **attributes: object) -> Markup:
    """One element. Attributes that are None or False are left out; `class_` stands for class and
    an underscore for a hyphen; True gives an attribute without a value.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(_spelled(key), "" if value is True else value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    start = Markup("<{}{}>").format(_spelled(name), written)
    if name in VOID:
        return start
    return start + joined(*inside) + Markup("</{}>").format(_spelled(name))


def joined(*parts: object, between: str = "") -> Markup:
    """`parts` one after the other, escaped where they are not Markup."""
    return escape(between).join(escape(part) for part in parts)


def _spelled(key: str) -> Markup:
    """A name of an element or attribute: written by us, never taken from data."""
    return escape(key.rstrip("_").replace("_", "-"))
