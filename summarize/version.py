"""The program's version: read by the build, by ``--version`` and by the JSON output."""

__version__ = "0.1.0"
