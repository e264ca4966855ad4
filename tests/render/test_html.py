"""Executed notebooks as pages."""

import base64
import dataclasses
import hashlib
import html
import re

import pytest
from nbformat.v4 import new_code_cell, new_output

from cchc_lib.render.html import make_page
from cchc_lib.render.page import Link, PageMeta
from cchc_lib.texts import text
from tests.render.notebooks import markdown, notebook, shown

META = PageMeta("Quận Ba Đình: báo cáo cải cách hành chính quý I năm 2020")
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


def page(*cells, **facts) -> str:
    """The page of a notebook with these cells."""
    return make_page(notebook(*cells), dataclasses.replace(META, **facts)).content.decode("utf-8")


def body(*cells, **facts) -> str:
    """The main part of that page."""
    return page(*cells, **facts).partition('<main id="main">')[2].partition("</main>")[0]


def test_a_page_says_its_language_letters_and_title():
    """A reader's programs need not guess."""
    words = page("1", title="Quận Hà Đông: <chỉ tiêu>")
    assert words.startswith('<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">')
    assert "<title>Quận Hà Đông: &lt;chỉ tiêu&gt;</title>" in words


def test_the_policy_lets_nothing_load_but_the_one_style_block():
    """The digest is that of the block in the page; fonts and pictures come from the page itself."""
    words = page("1")
    style = re.search(r"<style>(.*?)</style>", words, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', words)[1])
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    ) == policy


def test_a_page_asks_for_nothing():
    """No address of another place stands in it, no script and no inline style."""
    words = page("1", shown({"image/png": PNG}), markdown("# Tiêu đề"))
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"|<script|\sstyle=|@import', words) == []


def test_code_is_hidden():
    """Readers want the result."""
    assert "secret_call" not in page("1", "secret_call(a < b)")


def test_code_is_shown_on_request_folded_and_escaped():
    """An analyst can check how a figure came about."""
    folded = '<details class="code"><summary>Mã lệnh</summary><pre><code>f(a &lt; b)</code></pre>'
    assert folded in page("1", "f(a < b)", show_code=True)


def test_texts_are_kept_by_language():
    """An untagged text stands in every page, a tagged one in those of its language."""
    cells = (markdown("tiếng Việt", "vi"), markdown("English", "en"), markdown("cả hai"))
    assert re.findall(r"<p>(.*?)</p>", body("1", *cells)) == ["tiếng Việt", "cả hai"]
    assert re.findall(r"<p>(.*?)</p>", body("1", *cells, language="en")) == ["English", "cả hai"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"text/html": "<b>h</b>", "image/png": PNG, "text/plain": "p"}, "<b>h</b>"),
        ({"image/svg+xml": "<svg></svg>", "image/png": PNG}, "<svg role="),
        ({"image/png": PNG, "text/markdown": "m"}, f'<img src="data:image/png;base64,{PNG}"'),
        ({"text/markdown": "**m**", "text/plain": "p"}, "<strong>m</strong>"),
        ({"text/plain": "a < b"}, '<pre class="result">a &lt; b</pre>'),
    ],
)
def test_the_best_form_of_an_output_is_shown(data, expected):
    """HTML before drawings, drawings before pictures, pictures before text."""
    assert expected in body("1", shown(data))


def test_a_form_that_a_page_cannot_show_is_left_out():
    """A script or a widget has no meaning without a program behind it."""
    data = {"application/javascript": "alert(1)", "application/vnd.jupyter.widget-view+json": {}}
    assert "<h1>" + META.title + "</h1>" == body("1", shown(data)).strip()


def test_html_of_outputs_and_texts_passes_the_allow_list():
    """A figure's source may hold anything that somebody typed into a workbook."""
    bad = "<p onclick=x()>a<script>y()</script></p>"
    assert body("1", shown({"text/html": bad}), markdown(bad)).count("<p>a</p>") == 2


def test_a_picture_has_the_words_that_its_author_gave():
    """A screen reader reads them; without any, the page says so."""
    told = shown({"image/png": PNG}, {"image/png": {"alt": 'Điểm "cao"', "width": 320}})
    assert 'alt="Điểm &quot;cao&quot;" width="320"' in body("1", told)
    assert f'alt="{text("render.undescribed", "vi")}"' in body("1", shown({"image/png": PNG}))


def test_standard_error_is_the_logs_and_not_the_readers():
    """A warning of a library is no part of a report."""
    outputs = [
        new_output("stream", name="stderr", text="\x1b[31mcảnh báo\x1b[0m\n"),
        new_output("stream", name="stdout", text="kết quả"),
    ]
    made = make_page(notebook("1", new_code_cell("x", outputs=outputs)), META)
    assert (
        made.log,
        "kết quả" in made.content.decode("utf-8"),
        "cảnh báo" in made.content.decode("utf-8"),
    ) == ("cảnh báo\n", True, False)


def test_the_notice_of_sample_data_stands_on_every_sample_page_once():
    """The page adds it where no cell shows it."""
    own = shown({"text/html": '<p class="big sample-notice" role="note">DỮ LIỆU MẪU</p>'})
    notice = "DỮ LIỆU MẪU – không phải số liệu chính thức"
    assert (
        page("1").count(notice),
        page("1", sample=True).count(notice),
        page("1", own, sample=True).count(notice),
    ) == (0, 1, 0)


def test_words_about_the_notice_do_not_replace_it():
    """Only an element of that class is the notice."""
    fake = shown({"text/html": "<p class='no-sample-notice'>class=\"sample-notice\"</p>"})
    assert "không phải số liệu chính thức" in page("1", fake, sample=True)


def test_a_page_has_one_title():
    """The page adds it where no cell shows one."""
    assert (
        page("1").count("<h1"),
        page("1", shown({"text/html": "<header><h1>Báo cáo</h1></header>"})).count("<h1"),
    ) == (1, 1)


def test_the_foot_says_which_data_and_what_made_the_page():
    """With these four a page can be made again; there is no time of making."""
    words = page("1", edition=58, digest="1a2b3c4d5e6f", versions=(("mã nguồn", "0b1c"),))
    assert (
        '<footer class="page-foot">\n<p>Phiên bản số liệu 58, mã kiểm tra 1a2b3c4d5e6f.</p>\n'
        "<p>Lập bằng mã nguồn 0b1c.</p>\n</footer>"
    ) in words


def test_a_page_leads_back_to_its_indexes():
    """A reader who was sent one page finds the others."""
    up = (Link("index.html", "Quý I năm 2020"), Link("../index.html", "Tất cả"))
    assert '<a href="index.html">Quý I năm 2020</a>\n<a href="../index.html">Tất cả</a>' in page(
        "1", up=up
    )


def test_a_page_can_be_walked_by_keyboard():
    """The first link leads past all others to the content."""
    words = page("1")
    assert words.index('<a class="skip-link" href="#main">') < words.index('<main id="main">')


def test_a_report_of_three_sections_has_a_list_of_contents():
    """Between the title and the first section."""
    words = body("1", markdown("# Báo cáo"), *(markdown(f"## Mục {at}") for at in (1, 2, 3)))
    assert (
        '<h1>Báo cáo</h1>\n\n<nav class="contents" aria-label="Mục lục">\n<ol>\n'
        '<li><a href="#muc-1">Mục 1</a></li>'
    ) in words


def test_the_same_notebook_gives_the_same_bytes():
    """The exporter keeps nothing of the page before."""
    cells = (markdown("## A"), shown({"image/svg+xml": '<svg><g id="q"/><use href="#q"/></svg>'}))
    assert make_page(notebook("1", *cells), META) == make_page(notebook("1", *cells), META)


def test_a_page_costs_less_than_half_of_what_a_unit_report_may_weigh():
    """Fonts and style are in each page, so they must be small (150 KB for a whole report)."""
    assert len(make_page(notebook("1"), META).content) < 60_000


def test_prompts_and_cell_ids_are_not_shown():
    """They are random or mean nothing to readers."""
    cell = shown({"text/plain": "kết quả"})
    cell.execution_count = 7
    words = body(cell)
    assert (cell.id in words, "[7]" in words) == (False, False)
