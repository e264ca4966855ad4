"""Headings with permanent ids, and the list of contents."""

from cchc_lib.render.contents import CELL, Heading, with_contents, with_list


def test_an_id_is_the_heading_without_marks():
    """A link to a section can be written by hand, and stays good."""
    body, headings = with_contents("<h2>Chỉ tiêu kế hoạch <em>năm 2020</em></h2>")
    assert body == '<h2 id="chi-tieu-ke-hoach-nam-2020">Chỉ tiêu kế hoạch <em>năm 2020</em></h2>'
    assert [Heading("chi-tieu-ke-hoach-nam-2020", "Chỉ tiêu kế hoạch năm 2020")] == headings


def test_the_same_heading_twice_has_two_ids():
    """The second is numbered; so is one that another element has already."""
    body, _ = with_contents('<p id="nguon"></p><h2>Nguồn</h2><h2>Nguồn</h2>')
    assert body == '<p id="nguon"></p><h2 id="nguon-2">Nguồn</h2><h2 id="nguon-3">Nguồn</h2>'


def test_a_heading_keeps_its_own_id():
    """Whoever gave it one links to it."""
    body = '<h2 id="targets" class="x">Chỉ tiêu</h2>'
    assert (body, [Heading("targets", "Chỉ tiêu")]) == with_contents(body)


def test_small_headings_have_ids_but_no_entry():
    """The list of contents holds the sections only."""
    body, headings = with_contents("<h3>Ghi chú</h3>")
    assert (body, headings) == ('<h3 id="ghi-chu">Ghi chú</h3>', [])


def test_a_heading_without_letters_has_an_id():
    """Its words fold to nothing."""
    assert with_contents("<h2>***</h2>")[0] == '<h2 id="muc">***</h2>'


def test_the_list_stands_between_two_cells_before_the_first_section():
    """It never lands inside an element that a cell has opened."""
    body = f"{CELL}<header>x</header>{CELL}<section><h2 id='a'>A</h2></section>{CELL}<p>z</p>"
    headings = [Heading("a", "A"), Heading("b", "B < C"), Heading("c", "C")]
    listed = with_list(body, headings, "Mục lục")
    assert listed.startswith(
        '<header>x</header><nav class="contents" aria-label="Mục lục">\n<ol>\n'
        '<li><a href="#a">A</a></li>\n<li><a href="#b">B &lt; C</a></li>\n'
    )
    assert listed.endswith("</nav>\n<section><h2 id='a'>A</h2></section><p>z</p>")


def test_two_sections_need_no_list():
    """It would be longer than the way it saves."""
    headings = [Heading("a", "A"), Heading("b", "B")]
    assert with_list(f"{CELL}<h2>A</h2>", headings, "Mục lục") == "<h2>A</h2>"
