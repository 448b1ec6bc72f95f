"""How many of a thing there are, in words: "1 line", "2 lines".

Decides nothing but the plural. Leaves to others what is counted, and what is said of it.
"""


def counted(count: int, what: str) -> str:
    """A number with its noun, in the plural unless it is one."""
    return f"{count} {what}{'' if count == 1 else 's'}"
