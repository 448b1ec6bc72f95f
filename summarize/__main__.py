"""``python -m summarize``: the command."""

from summarize.cli import main

main()
