"""The style block and its fonts."""

import re

from cchc_lib.render.style import compact, font_faces, style_block


def test_the_charts_font_is_in_the_page():
    """In both weights, as data, under the name that the charts ask for."""
    faces = re.findall(
        r'@font-face\{font-family:"([^"]+)";font-weight:(\d+);.*?url\((data:font/woff2;base64),',
        font_faces(),
    )
    assert faces == [
        ("Be Vietnam Pro", "400", "data:font/woff2;base64"),
        ("Be Vietnam Pro", "600", "data:font/woff2;base64"),
    ]


def test_comments_and_indents_take_no_room():
    """They are for those who write the sheet."""
    assert compact("/* a\n b */\np {\n  margin: 0;\n\n}\n") == "p {\nmargin: 0;\n}\n"


def test_a_style_block_asks_for_nothing_and_cannot_end_early():
    """Every address in it is data."""
    style = style_block()
    assert re.findall(r"url\((?!data:)|@import|</", style) == []


def test_an_index_has_the_style_of_reports_and_its_own():
    """Its own comes last."""
    assert style_block(".x { color: red; }") == style_block() + ".x { color: red; }\n"
