"""What the allow-list keeps and what it drops."""

import re
from html.parser import HTMLParser

import pytest

from cchc_lib.render.sanitise import sanitise
from tests.render.payloads import PAYLOADS

ACTIVE = {
    "script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "input",
    "button", "video", "audio", "template", "noscript", "math", "foreignobject", "animate", "set",
    "textarea", "select", "body", "html", "xmp", "plaintext",
}  # fmt: skip
FETCHING = re.compile(r"url\((?!#)|evil|javascript|vbscript|^http:|^file|^//|^/", re.IGNORECASE)


class Elements(HTMLParser):
    """All start tags of a fragment with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Remember one start tag."""
        self.found.append((tag, attrs))


def harm(html: str) -> list[str]:
    """What could run or fetch in `html`, read as a browser reads start tags."""
    found = []
    for tag, attributes in Elements(html).found:
        if tag in ACTIVE:
            found.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcset", "background", "ping", "poster"):
                found.append(f"{tag} {name}")
            if name in ("href", "xlink:href", "src", "fill", "mask") and FETCHING.search(value):
                found.append(f"{tag} {name}={value}")
            if name == "src" and not value.startswith("data:image/png;base64,"):
                found.append(f"{tag} {name}={value}")
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_active_passes(payload):
    """No attack leaves an element, attribute or address behind that runs or fetches."""
    assert harm(sanitise(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_has_passed_passes_unchanged(payload):
    """A second reading of the result sees the same, so nothing mutates into something active."""
    once = sanitise(payload)
    assert once == sanitise(once)


@pytest.mark.parametrize(
    "html",
    [
        '<figure class="chart" id="chart-x"><figcaption><strong>5</strong></figcaption></figure>',
        (
            '<table class="figures"><caption>Bảng</caption><thead><tr>'
            '<th scope="col">Đơn vị</th></tr></thead>'
            '<tbody><tr id="s1" class="this"><th scope="row" rowspan="2">Ba Đình</th>'
            '<td class="number" data-label="Điểm">97,2%</td></tr></tbody></table>'
        ),
        '<div class="scroll" tabindex="0" role="region" aria-label="Chỉ tiêu">x</div>',
        '<p class="sample-notice" role="note">DỮ LIỆU MẪU</p>',
        '<details class="data"><summary>Số liệu</summary>1</details>',
        (
            '<a href="#s1" class="source">1</a><a href="tay-ho.html">Tây Hồ</a>'
            '<a href="../2020-Q2/index.html">Quý II</a>'
        ),
        '<a href="https://vanban.chinhphu.vn/?id=1&amp;b=2">Nghị định</a>',
        (
            '<header class="official"><p lang="vi">Độc lập</p><time '
            'datetime="2020-03-12">12/3</time></header>'
        ),
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Biểu đồ" width="10" height="20">',
    ],
)
def test_the_markup_of_reports_passes_unchanged(html):
    """What our own cells show is kept to the letter."""
    assert html == sanitise(html)


def test_a_drawing_keeps_what_it_is_made_of():
    """Names keep their capitals; references inside the page, clips, gradients and texts stay."""
    drawing = (
        '<svg viewBox="0 0 9 9" role="img" aria-labelledby="t d"><title id="t">T</title>'
        '<desc id="d">D</desc><defs><clipPath id="c"><rect width="9" height="9"></rect></clipPath>'
        '<linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#fff">'
        '</stop></linearGradient><marker id="m" refX="1" orient="auto"></marker></defs>'
        '<g clip-path="url(#c)" transform="translate(1 2)"><path d="M0 0L1 1" stroke="#0b4f8a" '
        'stroke-width="1.5" fill="none" marker-end="url(#m)"></path><use href="#m"></use></g>'
        '<text x="1" text-anchor="end" font-family="\'Be Vietnam Pro\', sans-serif">Quận'
        '<tspan dy="1">Ba Đình</tspan></text></svg>'
    )
    assert drawing == sanitise(drawing)


def test_a_reference_of_old_style_stays_inside_the_page():
    """Matplotlib writes xlink:href; only a place in the page is kept."""
    kept = '<svg><use xlink:href="#mark"></use></svg>'
    assert kept == sanitise(kept)


def test_text_of_a_dropped_element_stays_where_it_is_text():
    """A word in an unknown element is the analyst's; the content of a script is not."""
    assert sanitise("<p>một <blink>hai</blink><script>ba</script></p>") == "<p>một hai</p>"


def test_a_broken_fragment_is_closed():
    """An output that opens an element too many cannot swallow the rest of the page."""
    assert sanitise("<div><p>x") == "<div><p>x</p></div>"


def test_an_angle_in_an_attribute_is_escaped():
    """A browser that read the attribute as text would otherwise see a tag."""
    assert sanitise('<p aria-label="<5%">x</p>') == '<p aria-label="&lt;5%">x</p>'
