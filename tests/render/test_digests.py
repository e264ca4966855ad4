"""The digests of what pages are made with."""

from cchc_lib.project import Project
from cchc_lib.render.digests import digest, made_with


def test_a_changed_definition_is_another_digest(tmp_path):
    """A target's threshold is part of what a page was made with."""
    codes = []
    for at, threshold in enumerate(("30", "31", "30")):
        home = Project(tmp_path / str(at))
        home.params.mkdir(parents=True)
        (home.params / "plan.yml").write_text(f"threshold: {threshold}\n", encoding="utf-8")
        codes.append(made_with(home).code)
    assert (codes[0] == codes[2], codes[0] == codes[1]) == (True, False)


def test_a_changed_environment_is_another_digest(tmp_path):
    """A newer pandas may give other figures."""
    found = []
    for at, lock in enumerate(("pandas==3.1", "pandas==3.2")):
        home = Project(tmp_path / str(at))
        home.root.mkdir()
        (home.root / "requirements.lock").write_text(lock, encoding="utf-8")
        found.append(made_with(home).environment)
    assert found[0] != found[1]


def test_line_ends_are_no_change(tmp_path):
    """A checkout on Windows has others."""
    for name, content in (("a.yml", b"x\ny\n"), ("b.yml", b"x\r\ny\r\n")):
        (tmp_path / name).write_bytes(content)
    assert digest([("p", tmp_path / "a.yml")]) == digest([("p", tmp_path / "b.yml")])


def test_a_moved_word_is_a_change(tmp_path):
    """Names and lengths are counted, so that no two sets of files look alike."""
    for name, content in (("a.yml", "xy"), ("b.yml", ""), ("c.yml", "x"), ("d.yml", "y")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    one = digest([("p", tmp_path / "a.yml"), ("q", tmp_path / "b.yml")])
    other = digest([("p", tmp_path / "c.yml"), ("q", tmp_path / "d.yml")])
    assert one != other
