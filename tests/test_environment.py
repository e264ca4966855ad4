"""One locked environment, however it is made."""

import re
import tomllib

from ruamel.yaml import YAML

from tests.conftest import ROOT

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def locked() -> dict[str, str]:
    """Name and version of everything in requirements.lock."""
    return dict(LOCKED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))


def test_requirements_are_those_of_uv_lock() -> None:
    """requirements.lock pins exactly the packages of uv.lock."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    resolved = {package["name"]: package["version"] for package in packages}
    del resolved["cchc"]
    assert resolved == locked()


def test_every_requirement_has_a_hash() -> None:
    """Nothing can be installed that is not the file that was locked."""
    blocks = re.split(
        r"^(?=\S)", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE
    )
    without = [block for block in blocks if block.strip() and "--hash=sha256:" not in block]
    assert without == []


def test_environment_yml_is_python_pip_and_the_lock() -> None:
    """`conda env create` gives the same packages, with the same hashes, as `make`."""
    environment = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == "cchc"
    *base, pip = environment["dependencies"]
    assert base == ["python=3.11", "pip"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").rstrip("\n")
    assert pip["pip"] == lock.replace(" \\\n    ", " ").split("\n")


def test_locks_name_no_download_address() -> None:
    """Any package index serves: neither lock says where files come from."""
    for name in ("uv.lock", "requirements.lock", "environment.yml"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8"), name
