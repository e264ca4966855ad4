"""Make present/fonts from the npm package @fontsource/be-vietnam-pro: `tools/fonts.py PACKAGE`.

In: the unpacked package, whose WOFF2 files split each weight by script. Out, for both weights: one
TTF for matplotlib to measure with, one WOFF2 to embed in pages, and the licence beside them. Both
hold Vietnamese letters, ASCII and the signs of our texts, unhinted; the signs that the family
lacks (arrows, status marks) are drawn here; digits get figures of equal width for tables (tnum).
The same package gives the same bytes.
"""

import argparse
import io
import shutil
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.misc.transform import Transform
from fontTools.pens.basePen import AbstractPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "cchc_lib" / "present" / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
PARTS = ("latin", "latin-ext", "vietnamese")
VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
ASCII = "".join(chr(code) for code in range(0x20, 0x7F))
PUNCTUATION = "\u00a0§«°±²³·»×–—‘’“”•…−"
KEPT = ASCII + VIETNAMESE + VIETNAMESE.upper() + PUNCTUATION
STAMP = 3_660_000_000
"""Seconds since 1904 that stand in every font as its date of making."""

Points = list[tuple[int, int]]
SIGNS: dict[str, tuple[str, int, list[Points]]] = {
    "≤": ("lessequal", 608, [
        [(498, 60), (498, 0), (110, 0), (110, 60)],
        [(498, 530), (498, 462), (205, 345), (498, 228), (498, 160), (110, 315), (110, 375)],
    ]),
    "≥": ("greaterequal", 608, [
        [(498, 60), (498, 0), (110, 0), (110, 60)],
        [(110, 530), (498, 375), (498, 315), (110, 160), (110, 228), (403, 345), (110, 462)],
    ]),
    "→": ("arrowright", 860, [
        [(80, 315), (640, 315), (490, 165), (540, 115), (780, 350), (540, 585), (490, 535),
         (640, 385), (80, 385)],
    ]),
    "↑": ("arrowup", 640, [
        [(285, 0), (355, 0), (355, 560), (505, 410), (555, 460), (320, 700), (85, 460),
         (135, 410), (285, 560)],
    ]),
    "↓": ("arrowdown", 640, [
        [(285, 700), (285, 140), (135, 290), (85, 240), (320, 0), (555, 240), (505, 290),
         (355, 140), (355, 700)],
    ]),
    "▲": ("uni25B2", 760, [[(60, 60), (700, 60), (380, 660)]]),
    "▼": ("uni25BC", 760, [[(60, 660), (380, 60), (700, 660)]]),
    "■": ("uni25A0", 760, [[(90, 60), (670, 60), (670, 640), (90, 640)]]),
    "◆": ("uni25C6", 760, [[(380, 0), (730, 350), (380, 700), (30, 350)]]),
    "○": ("uni25CB", 760, []),
    "●": ("uni25CF", 760, []),
    "✓": ("uni2713", 760, [
        [(290, 60), (700, 560), (625, 625), (285, 205), (125, 365), (55, 295)],
    ]),
    "✕": ("uni2715", 760, [
        [(380, 290), (600, 70), (660, 130), (440, 350), (660, 570), (600, 630), (380, 410),
         (160, 630), (100, 570), (320, 350), (100, 130), (160, 70)],
    ]),
}  # fmt: skip
RINGS = {"○": (330, 245), "●": (330, 0)}
"""Outer and inner radius of the round signs."""
TABULAR_WIDTH = {400: 650, 600: 664}
FEATURES = """
languagesystem DFLT dflt;
languagesystem latn dflt;
feature tnum {{ {rules} }} tnum;
"""


def main() -> None:
    """Write the four fonts and the licence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    package = parser.parse_args().package
    FONTS.mkdir(parents=True, exist_ok=True)
    for weight, style in WEIGHTS.items():
        for name, content in make(package, weight, style).items():
            (FONTS / name).write_bytes(content)
            print(f"{name}: {len(content)} bytes")
    shutil.copyfile(package / "LICENSE", FONTS / "OFL.txt")


def make(package: Path, weight: int, style: str) -> dict[str, bytes]:
    """The TTF and the WOFF2 of one weight, by file name."""
    font = merged(package, weight)
    draw_signs(font, bold=weight > 500)
    add_tabular_digits(font, TABULAR_WIDTH[weight])
    subset(font)
    name_family(font, weight, style)
    name = f"BeVietnamPro-{style}"
    return {f"{name}.ttf": saved(font, None), f"{name}.woff2": saved(font, "woff2")}


def merged(package: Path, weight: int) -> TTFont:
    """The three parts of one weight as one font: outlines, widths and characters."""
    parts = [_part(package, weight, name) for name in PARTS]
    font = parts[0]
    order = list(font.getGlyphOrder())
    characters = dict(font.getBestCmap())
    for number, part in enumerate(parts[1:]):
        renamed = {glyph: f"{glyph}.{number}" for glyph in part.getGlyphOrder()}
        for glyph, new in renamed.items():
            outline = part["glyf"][glyph]
            if outline.isComposite():
                for component in outline.components:
                    component.glyphName = renamed[component.glyphName]
            font["glyf"].glyphs[new] = outline
            font["hmtx"].metrics[new] = part["hmtx"].metrics[glyph]
            order.append(new)
        for code, glyph in part.getBestCmap().items():
            characters.setdefault(code, renamed[glyph])
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    _set_characters(font, characters)
    return font


def draw_signs(font: TTFont, *, bold: bool) -> None:
    """Add the signs that the family lacks; in the bold weight they are the same shapes."""
    characters = dict(font.getBestCmap())
    for sign, (name, width, contours) in SIGNS.items():
        pen = TTGlyphPen(None)
        for contour in contours:
            _draw(pen, contour)
        if sign in RINGS:
            outer, inner = RINGS[sign]
            _circle(pen, width / 2, 350, outer, clockwise=True)
            if inner:
                _circle(pen, width / 2, 350, inner - 20 * bold, clockwise=False)
        glyph = pen.glyph()
        _add_glyph(font, name, glyph, width)
        characters[ord(sign)] = name
    _set_characters(font, characters)


def add_tabular_digits(font: TTFont, width: int) -> None:
    """Add digits of one width behind the feature `tnum`; the plain ones stay as drawn."""
    characters = font.getBestCmap()
    rules = []
    for digit in "0123456789":
        plain = characters[ord(digit)]
        outline = font["glyf"][plain]
        shift = (width - (outline.xMax - outline.xMin)) // 2 - outline.xMin
        pen = TTGlyphPen(None)
        outline.draw(TransformPen(pen, Transform(dx=shift)), font["glyf"])
        name = f"{plain}.tf"
        _add_glyph(font, name, pen.glyph(), width)
        rules.append(f"sub {plain} by {name};")
    for table in ("GSUB", "GPOS", "GDEF"):
        del font[table]
    addOpenTypeFeaturesFromString(font, FEATURES.format(rules=" ".join(rules)))


def subset(font: TTFont) -> None:
    """Keep the letters and signs that our pages use; drop hinting and the other features."""
    options = Options(hinting=False, layout_features=["tnum"], notdef_outline=True)
    options.drop_tables += ["gasp", "GDEF"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 14]
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(text=KEPT + "".join(SIGNS))
    subsetter.subset(font)


def name_family(font: TTFont, weight: int, style: str) -> None:
    """One family name for both weights, so that a weight is all that has to be asked for."""
    names = font["name"]
    for number, words in {1: "Be Vietnam Pro", 2: style, 4: f"Be Vietnam Pro {style}"}.items():
        names.setName(words, number, 3, 1, 0x409)
    names.names = [record for record in names.names if (record.platformID, record.platEncID) ==
                   (3, 1) or record.nameID not in (1, 2, 4)]  # fmt: skip
    font["OS/2"].usWeightClass = weight


def saved(font: TTFont, flavor: str | None) -> bytes:
    """The font as a file, with a fixed date."""
    font.flavor = flavor
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = STAMP
    stream = io.BytesIO()
    font.save(stream, reorderTables=None)
    return stream.getvalue()


def _part(package: Path, weight: int, part: str) -> TTFont:
    font = TTFont(package / "files" / f"be-vietnam-pro-{part}-{weight}-normal.woff2")
    font.ensureDecompiled()
    for table in ("fpgm", "prep", "cvt "):
        del font[table]
    for glyph in font.getGlyphOrder():
        font["glyf"][glyph].removeHinting()
    return font


def _set_characters(font: TTFont, characters: dict[int, str]) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {
                code: name for code, name in characters.items() if table.format > 4 or code < 65536
            }


def _add_glyph(font: TTFont, name: str, glyph: object, width: int) -> None:
    order = [*font.getGlyphOrder(), name]
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["glyf"].glyphs[name] = glyph
    glyph.recalcBounds(font["glyf"])  # type: ignore[attr-defined]
    font["hmtx"].metrics[name] = (width, glyph.xMin)  # type: ignore[attr-defined]


def _draw(pen: AbstractPen, contour: Points) -> None:
    """One closed polygon, turned clockwise as TrueType wants its outer contours."""
    area = sum(
        x1 * y2 - x2 * y1
        for (x1, y1), (x2, y2) in zip(contour, contour[1:] + contour[:1], strict=True)
    )
    points = contour[::-1] if area > 0 else contour
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def _circle(pen: AbstractPen, x: float, y: float, radius: float, *, clockwise: bool) -> None:
    """A circle of eight quadratic arcs."""
    k, s = radius * 0.4142, radius * 0.7071
    ring = [(radius, 0), (radius, k), (s, s), (k, radius), (0, radius), (-k, radius), (-s, s),
            (-radius, k), (-radius, 0), (-radius, -k), (-s, -s), (-k, -radius), (0, -radius),
            (k, -radius), (s, -s), (radius, -k)]  # fmt: skip
    if clockwise:
        ring = [ring[0], *ring[:0:-1]]
    points = [(round(x + dx), round(y + dy)) for dx, dy in ring] + [(round(x + radius), round(y))]
    pen.moveTo(points[0])
    for index in range(1, len(points) - 1, 2):
        pen.qCurveTo(points[index], points[index + 1])
    pen.closePath()


if __name__ == "__main__":
    main()
