"""Many sources, one report; one file is a batch of one.

Decides in which order sources are taken and what happens when one of them fails: the others go on.
Leaves finding the sources to ``sources``, writing to ``sinks``, and the article to ``pipeline``.
"""
