"""Random damage to received files: `python -m tests.fuzz --minutes 20 --workers 2`.

Needs atheris, which is no part of the locked environment (its wheel is for Linux on x86_64 only):
`pip install --target FOLDER atheris==3.0.0`, then PYTHONPATH=FOLDER.
"""
