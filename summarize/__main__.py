"""``python -m summarize``: the command."""

from summarize.cli import main

if __name__ == "__main__":  # a worker process imports the program that started it
    main()
