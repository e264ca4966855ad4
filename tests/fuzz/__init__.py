"""Random damage to received files: `python -m tests.fuzz --minutes 20 --workers 2`.

Needs atheris, which is no part of the locked environment: CONTRIBUTING says how to add it.
"""
