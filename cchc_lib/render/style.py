"""The one style block of a page, and the policy that lets it through.

In: template/page.css, more CSS of the caller, and the fonts that charts are measured with. Out:
CSS with the fonts as data: URIs, and the Content-Security-Policy that names the block's digest.
"""

import base64
import functools
import hashlib
import importlib.resources
import re
from importlib.resources.abc import Traversable

FONTS = importlib.resources.files("cchc_lib") / "present" / "fonts"
TEMPLATES = importlib.resources.files("cchc_lib") / "render" / "template"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*\n\s*")
NAME = re.compile(r"([A-Za-z]+)-([A-Za-z]+?)(Italic)?")
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
POLICY = (
    "default-src 'none'; style-src '{digest}'; font-src data:; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)


@functools.cache
def style_block(more: str = "") -> str:
    """The CSS of a page: fonts, page.css, then `more`; comments and indents taken out."""
    sheet = TEMPLATES / "page.css"
    own = sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
    return font_faces() + compact(own) + compact(more)


def policy(style: str) -> str:
    """The policy under which a page with this style block is read: nothing else may load."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return POLICY.format(digest=f"sha256-{digest}")


def compact(css: str) -> str:
    """CSS without comments, indents and line breaks inside rules."""
    return BLANK.sub("\n", COMMENT.sub("", css)).strip() + "\n" if css.strip() else ""


@functools.cache
def font_faces() -> str:
    """One @font-face for each WOFF2 file beside the fonts that charts are measured with."""
    if not FONTS.is_dir():
        return ""
    files = sorted(
        (file for file in FONTS.iterdir() if file.name.endswith(".woff2")),
        key=lambda file: file.name,
    )
    return "".join(_font_face(file) for file in files)


def _font_face(file: Traversable) -> str:
    """The rule for a file named Family-Weight.woff2, as in BeVietnamPro-SemiBold.woff2."""
    match = NAME.fullmatch(file.name.removesuffix(".woff2"))
    family, weight, italic = match.groups() if match else (file.name, "Regular", None)
    data = base64.b64encode(file.read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{CAPITAL.sub(" ", family)}";'
        f"font-weight:{WEIGHTS.get(weight, 400)};font-style:{'italic' if italic else 'normal'};"
        f"font-display:block;src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
    )
