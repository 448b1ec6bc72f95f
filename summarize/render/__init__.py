"""The last step: a summary, or a cleaned article, as a string.

Each format is a module of its own: ``plain`` (text and Markdown), ``data`` (JSON), ``audit`` (what
was removed, why a sentence was chosen) and ``terminal`` (rich, imported only for a terminal).
"""
