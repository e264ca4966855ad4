"""Write uv.lock, requirements.lock and environment.yml from pyproject.toml: `make lock`.

uv.lock is kept without download addresses, so that it serves with whichever package index a
machine is set up for; uv reads and exports it as it is.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXPORT = ("uv", "export", "--frozen", "--no-emit-project", "--no-header", "--no-annotate", "-q")


def main() -> None:
    """Resolve, strip the addresses, export."""
    subprocess.run(["uv", "lock", "-q"], cwd=ROOT, check=True)
    lock = ROOT / "uv.lock"
    words = lock.read_text(encoding="utf-8")
    words = re.sub(r'registry = "https?://[^"]*"', 'registry = "index"', words)
    words = re.sub(r'url = "https?://[^"]*/([^"/]+)"', r'filename = "\1"', words)
    lock.write_text(words, encoding="utf-8")
    exported = subprocess.run(EXPORT, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    (ROOT / "requirements.lock").write_text(exported, encoding="utf-8")
    (ROOT / "environment.yml").write_text(environment(exported), encoding="utf-8")


def environment(exported: str) -> str:
    """environment.yml with Python, pip and the very lines of requirements.lock, hashes included."""
    lines = exported.rstrip("\n").replace(" \\\n    ", " ").split("\n")
    listed = "".join(f"      - '{line.replace(chr(39), chr(39) * 2)}'\n" for line in lines)
    head = "name: cchc\ndependencies:\n  - python=3.11\n  - pip\n  - pip:\n"
    return head + listed


if __name__ == "__main__":
    main()
