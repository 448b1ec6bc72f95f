"""The command, as a real process: what users type, what they get on stdout, stderr and as status."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, Run

LONG_SEED, GLUED_SEED = SEEDS
FOOTER = ("Keep Reading", "Subscribe", "FooBar", "Rights Reserved", "2025 Globe")
is_root = hasattr(os, "geteuid") and os.geteuid() == 0


def paragraphs(output: str) -> list[str]:
    return output.rstrip("\n").split("\n\n")


# ---------------------------------------------------------------- the seeds


def test_a_long_bound_gives_the_whole_article_in_the_paragraphs_asked_for(run: Run) -> None:
    done = run(LONG_SEED, "--words", 2000, "--paragraphs", 6)
    assert done.returncode == 0
    assert len(paragraphs(done.stdout)) == 6
    assert "fits into 2000 words" in done.stderr
    text = " ".join(done.stdout.split())
    assert text.startswith("British Prime Minister Keir Starmer said Europe was at a crossroads")
    assert "from breaking promises." in text
    assert "Starmer says he trusts Trump but not Putin" not in text
    assert "Summarize this content" not in text
    assert "date 2025-03-02" not in text


MUST_KNOW = (
    "four “important steps”",
    "military aid flowing",
    "“coalition of the willing”",
    "£1.6bn",
    "US backing",
)


@pytest.mark.parametrize(("words", "known"), [(120, 2), (180, 3)])
def test_a_short_bound_gives_what_a_reader_must_know(run: Run, words: int, known: int) -> None:
    # The sentences of the first four have 46, 40, 34 and 41 words: 120 words cannot hold more than two of them
    # beside the first sentence.
    done = run(GLUED_SEED, "--words", words, "--paragraphs", 2)
    assert done.returncode == 0
    text = done.stdout
    assert len(paragraphs(text)) == 2
    # No sentence that stands alone has so few words as are left then.
    assert 0.82 * words <= len(text.split()) <= words
    assert sum(fact in text for fact in MUST_KNOW) >= known
    assert not any(line in text for line in (*FOOTER, "Summarize this"))
    assert text.count("“") == text.count("”")
    assert not re.search(r"[.!?]”?[A-Z“]", text)


def test_a_pipe_is_read_and_its_request_line_obeyed(run: Run) -> None:
    done = run(stdin=GLUED_SEED.read_bytes())
    assert done.returncode == 0
    assert len(paragraphs(done.stdout)) == 6
    assert "2000 words and 6 paragraphs" in done.stderr


def test_the_command_line_overrules_the_request_line(run: Run) -> None:
    done = run(GLUED_SEED, "--words", 60, "--paragraphs", 1)
    assert len(paragraphs(done.stdout)) == 1
    assert "request" not in done.stderr
    done = run(GLUED_SEED, "--no-request")
    assert "request" not in done.stderr
    assert "Summarize this" not in done.stdout
    assert len(paragraphs(done.stdout)) < 6


def test_a_folder_gives_a_file_for_each_article(run: Run, tmp_path: Path) -> None:
    done = run(ROOT / "seeds", "--words", 80, "--output-dir", "out")
    assert done.returncode == 0
    assert done.stdout == ""
    files = sorted((tmp_path / "out").glob("*.summary.txt"))
    assert [file.name for file in files] == [f"{seed.name}.summary.txt" for seed in SEEDS]
    for file in files:
        assert 40 < len(file.read_text().split()) <= 80
    assert "2 done" in done.stderr


def test_several_sources_are_told_apart_on_stdout(run: Run) -> None:
    done = run(*SEEDS, "--words", 40)
    assert re.findall("^==> .* <==$", done.stdout, re.MULTILINE) == [f"==> {s} <==" for s in SEEDS]


@pytest.mark.parametrize("stdin", [True, False])
def test_one_road(run: Run, tmp_path: Path, stdin: bool) -> None:
    from summarize import summarize

    expected = str(summarize(GLUED_SEED, words=90)) + "\n"
    if stdin:
        assert run("-", "-w", 90, stdin=GLUED_SEED.read_bytes()).stdout == expected
    else:
        assert run(GLUED_SEED, "-w", 90).stdout == expected
        assert str(summarize(GLUED_SEED.read_text(), words=90)) + "\n" == expected
        run(ROOT / "seeds", "-w", 90, "--output-dir", "out")
        written = tmp_path / "out" / f"{GLUED_SEED.name}.summary.txt"
        assert written.read_text() == expected


# ---------------------------------------------------------------- formats


def test_json_holds_every_sentence_with_its_place(run: Run) -> None:
    from summarize import summarize

    done = run(GLUED_SEED, "--json", "--words", 100)
    found = json.loads(done.stdout)
    text = summarize(GLUED_SEED).article.text
    assert found["schema"] == 1
    assert found["words"]["asked"] == 100
    assert 0 < found["words"]["used"] <= 100
    assert found["language"] == "en"
    sentences = [sentence for paragraph in found["paragraphs"] for sentence in paragraph]
    assert sentences
    for sentence in sentences:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert isinstance(sentence["score"], float)
        assert sentence["features"]
    removed = " ".join(block["text"] for block in found["removed"])
    assert all(words in removed for words in FOOTER)
    assert all(block["reason"] for block in found["removed"])


def test_json_of_several_sources_is_json_lines(run: Run) -> None:
    done = run(ROOT / "seeds", "--json", "-w", 50)
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == list(
        map(str, SEEDS)
    )


def test_the_date_of_the_first_seed_is_metadata(run: Run) -> None:
    assert json.loads(run(LONG_SEED, "--json").stdout)["date"] == "2025-03-02"


def test_markdown_takes_nothing_in_an_article_for_markup(run: Run) -> None:
    article = "The *star* of the show_case said [this](http://example.org) is <b>fine</b> today.\n"
    done = run("--format", "markdown", stdin=article)
    assert done.stdout == (
        r"The \*star\* of the show\_case said \[this\](http://example.org) is \<b\>fine\</b\> today."
        "\n"
    )


def test_clean_only_prints_the_article(run: Run) -> None:
    done = run(GLUED_SEED, "--clean-only")
    assert not any(words in done.stdout for words in (*FOOTER, "Summarize this"))
    assert done.stdout.startswith("Starmer spoke to the press")
    assert done.stdout.endswith("with US backing,” he said.\n")
    headed = run(LONG_SEED, "--clean-only").stdout
    assert "\nStarmer says he trusts Trump but not Putin\n" in headed


def test_a_dateline_is_stripped_from_summaries_only(run: Run) -> None:
    article = "WASHINGTON (AP) — The council voted on Monday to close the bridge for the summer.\n"
    assert run("--clean-only", stdin=article).stdout == article
    found = json.loads(run("--json", stdin=article).stdout)
    assert (found["place"], found["agency"]) == ("WASHINGTON", "AP")
    assert found["paragraphs"][0][0]["text"].startswith("The council voted")


def test_what_was_removed_is_shown_where_nothing_is_left(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "labels.txt"
    page.write_text("Read more\nShare this\n", encoding="utf-8")
    for option in ((), ("--clean-only",)):
        done = run(page, "--show-removed", *option)
        assert done.returncode == 4
        assert "removed line 1: boilerplate" in done.stderr
        assert "removed line 2: boilerplate" in done.stderr
        assert done.stdout == ""


def test_what_was_removed_is_told(run: Run) -> None:
    done = run(GLUED_SEED, "--show-removed", "-q")
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    assert all("003_509c4e5f1e15cd57.txt: removed line " in line for line in lines)
    assert "request" in lines[0]


def test_every_chosen_sentence_is_explained(run: Run) -> None:
    done = run(GLUED_SEED, "--explain", "-q", "--words", 80)
    used = len(json.loads(run(GLUED_SEED, "--json", "--words", 80).stdout)["paragraphs"][0])
    assert len(re.findall("^summarize: .*: sentence", done.stderr, re.MULTILINE)) >= used


def test_no_clean_keeps_every_line(run: Run) -> None:
    done = run(GLUED_SEED, "--no-clean", "--words", 2000)
    assert all(words in done.stdout for words in ("FooBar",))


# ---------------------------------------------------------------- errors, each with its status


def failing(run: Run, status: int, told: str, *arguments: object, **options: object) -> None:
    done = run(*arguments, **options)
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("summarize: ")
    assert re.search(told, lines[0])


def test_no_such_file(run: Run) -> None:
    failing(run, 3, "none.txt: no such file", "none.txt")


@pytest.mark.skipif(is_root, reason="root may read everything")
def test_unreadable_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text("A locked article.")
    (tmp_path / "locked.txt").chmod(0)
    failing(run, 3, "locked.txt: permission denied", "locked.txt")


def test_a_folder_without_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    failing(run, 3, r"photos: no articles .*\*\.txt", "photos")


@pytest.mark.parametrize("data", ["", " \n\t\n", "\ufeff", "\u200b\u200b\n"])
def test_empty_input(run: Run, data: str) -> None:
    failing(run, 4, "stdin: is empty", stdin=data)


def test_only_boilerplate(run: Run) -> None:
    data = "Subscribe to Updates\nShare on Facebook\n© 2024 Example Media. All rights reserved.\n"
    failing(run, 4, "stdin: no article in it.*boilerplate", stdin=data)


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", bytes(range(256)) * 20])
def test_binary_input(run: Run, data: bytes) -> None:
    failing(run, 3, "stdin: (not a text file|looks binary)", stdin=data)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file that never ends")
def test_a_file_that_never_ends_and_is_no_text(run: Run) -> None:
    failing(run, 3, "/dev/zero: looks binary", "/dev/zero")


@pytest.mark.parametrize(
    "data",
    ["... !!! ???\n" * 3, "-----\n=====\n*****\n", "\U0001f600\n", "HTTPS://a.example/mill\nwww.b.example\n"],
)  # fmt: skip
def test_marks_without_a_word(run: Run, data: str) -> None:
    failing(run, 4, "stdin: no article in it, not one word", stdin=data)


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ("Breaking News\n", ()),
        ("https://a.example/mill，磨坊五月关门\n", ()),
        ("https://a.example/mill\nwww.b.example\n", ("--no-clean",)),
    ],
)
def test_a_label_a_word_and_what_is_not_to_be_cleaned(
    run: Run, data: str, options: tuple[str, ...]
) -> None:
    assert run(*options, stdin=data).stdout.split() == data.split()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--words", "0"], "--words.*0 is not in the range"),
        (["--words", "-3"], "--words"),
        (["--words", "1e3"], "--words.*not a valid integer"),
        (["--words", "9" * 30], "words must be between 1 and"),
        (["--paragraphs", "0"], "--paragraphs"),
        (["--sentences", "none"], "--sentences"),
        (["--ratio", "1.5"], "--ratio"),
        (["--ratio", "nan"], "ratio"),
        (["--format", "pdf"], "--format.*pdf.*(text|markdown)"),
        (["--lang", "tlhIngan"], "unknown language 'tlhIngan'"),
        (["--no-such-option"], "--no-such-option"),
        (["-o", "a", "--output-dir", "b"], "exclude each other"),
        (["--rules", "none.toml"], "none.toml"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], told: str) -> None:
    failing(run, 2, told, str(GLUED_SEED), *arguments)


def test_a_broken_rule_file_is_named_with_its_row(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[rule]]\nname = "x"\npattern = "("\n')
    failing(run, 2, "mine.toml: row 1", str(GLUED_SEED), "--rules", "mine.toml")


@pytest.mark.parametrize("configured", [True, False])
def test_rules_of_ones_own_are_obeyed(run: Run, tmp_path: Path, configured: bool) -> None:
    rules = '[[rule]]\nname = "our box"\ntext = "The mayor of this town likes tea."\n'
    file = tmp_path / "config" / "summarize" / "rules.toml"
    file.parent.mkdir(parents=True)
    file.write_text(rules)
    article = (
        "The bridge was closed on Monday.\nThe mayor of this town likes tea.\nIt opens in May.\n"
    )
    environment = {} if configured else {"XDG_CONFIG_HOME": str(tmp_path / "none")}
    options = () if configured else ("--rules", file)
    assert "tea" in run(stdin=article, XDG_CONFIG_HOME=str(tmp_path / "none")).stdout
    done = run("--show-removed", *options, stdin=article, **environment)
    assert "tea" not in done.stdout
    assert "our box" in done.stderr


def test_an_existing_output_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    failing(run, 5, "kept.txt: exists", GLUED_SEED, "-o", "kept.txt")
    assert (tmp_path / "kept.txt").read_text() == "mine"
    assert run(GLUED_SEED, "-o", "kept.txt", "--overwrite", "-w", 50).returncode == 0
    assert "Starmer" in (tmp_path / "kept.txt").read_text()


def test_an_existing_file_in_an_output_folder_is_kept(run: Run, tmp_path: Path) -> None:
    run(GLUED_SEED, "--output-dir", "out", "-w", 50)
    file = tmp_path / "out" / f"{GLUED_SEED.name}.summary.txt"
    file.write_text("mine")
    done = run(GLUED_SEED, "--output-dir", "out", "-w", 50)
    assert done.returncode == 5
    assert "exists" in done.stderr
    assert file.read_text() == "mine"
    assert run(GLUED_SEED, "--output-dir", "out", "-w", 50, "--overwrite").returncode == 0
    assert "Starmer" in file.read_text()


def test_a_source_is_never_replaced(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    shutil.copy(GLUED_SEED, article)
    failing(run, 5, "never replaces", "article.txt", "-o", "./article.txt", "--overwrite")
    assert article.read_bytes() == GLUED_SEED.read_bytes()


@pytest.mark.parametrize(
    ("output", "told"),
    [("none/out.txt", "no folder none"), (".", "is a folder"), ("/dev/full", "cannot be|exists")],
)
def test_an_output_that_cannot_be_written(run: Run, output: str, told: str) -> None:
    failing(run, 5, told, GLUED_SEED, "-q", "-o", output)


def test_an_output_folder_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    failing(run, 5, "out: is a file", GLUED_SEED, "--output-dir", "out")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_reported() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "summarize", str(GLUED_SEED)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 5
    assert b"cannot be written (No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_one_bad_source_does_not_stop_the_others(run: Run) -> None:
    done = run("none.txt", GLUED_SEED, "-w", 50, "-q")
    assert done.returncode == 1
    assert "Starmer" in done.stdout
    assert "none.txt: no such file" in done.stderr


def test_when_every_source_fails_the_status_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert run("a.txt", "b.txt").returncode == 3
    assert run("a.txt", "empty.txt").returncode == 6


def test_a_traceback_needs_debug(run: Run) -> None:
    assert "Traceback" not in run("none.txt").stderr
    assert "Traceback" in run("none.txt", "--debug").stderr


# ---------------------------------------------------------------- conduct


def test_nothing_heavy_is_imported_for_help_version_and_usage_errors() -> None:
    probe = (
        "import sys; from summarize.cli import command\n"
        "try: command.main(sys.argv[1:], standalone_mode=False)\n"
        "except BaseException: pass\n"
        "heavy = {'nltk', 'rich', 'ftfy', 'charset_normalizer', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    for arguments in (["--help"], ["--version"], ["--words", "0"]):
        subprocess.run([sys.executable, "-c", probe, *arguments], check=True, capture_output=True)


def test_a_plain_article_needs_only_what_it_uses() -> None:
    probe = (
        "import sys; from summarize import summarize\n"
        f"summarize({str(LONG_SEED)!r}, words=50)\n"
        "heavy = {'rich', 'ftfy', 'charset_normalizer', 'trafilatura', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)


@pytest.mark.parametrize(
    ("program", "imported"),
    [
        ("import sys; from summarize.cli import main; main()", False),
        ("import sys; from summarize import summarize; summarize(open(sys.argv[1]).read())", True),
    ],
    ids=["the command", "a library"],
)
def test_only_the_commands_own_process_hides_science_from_nltk(
    tmp_path: Path, program: str, imported: bool
) -> None:
    mark = tmp_path / "mark"
    (tmp_path / "numpy").mkdir()
    (tmp_path / "numpy" / "__init__.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    probe = f"""
import atexit, os, sys
sys.path.insert(0, {str(tmp_path)!r})

@atexit.register
def report():
    seen = os.path.exists({str(mark)!r})
    import numpy
    print("nltk" in sys.modules, seen, os.path.exists({str(mark)!r}), file=sys.stderr)

{program}
"""
    done = subprocess.run(
        [sys.executable, "-c", probe, str(LONG_SEED), "--words", "50"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == f"True {imported} True"


def test_help_begins_with_examples(run: Run) -> None:
    done = run("-h")
    assert done.returncode == 0
    assert done.stdout.startswith("Examples:")
    assert "Exit status" in done.stdout


def test_version(run: Run) -> None:
    assert re.fullmatch(r"summarize, version \d+\.\d+\.\d+\n", run("--version").stdout)


def test_a_closed_pipe_is_silent() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "summarize", str(LONG_SEED), "-q"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_ctrl_c_ends_at_once_with_130() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "summarize", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        wait_until_it_reads(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read().strip() == "summarize: interrupted"


def wait_until_it_reads(process: "subprocess.Popen[str]") -> None:
    """Until the process blocks in a read of its standard input."""
    import time

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        channel = Path(f"/proc/{process.pid}/wchan")
        if not channel.exists():
            pytest.skip("no /proc on this machine")
        with open(f"/proc/{process.pid}/syscall") as calls:
            call = calls.read().split()
        # 0 (x86-64) and 63 (arm64) are read(2); the first argument is the file.
        if call[:2] in (["0", "0x0"], ["63", "0x0"]):
            return
        time.sleep(0.01)
    raise AssertionError("it never read its standard input")


def on_a_terminal(*arguments: str, **environment: str) -> tuple[str, int]:
    """What the command shows on a real (pseudo) terminal, and its status."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarize", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "60", **environment},
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:  # how Linux says that the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(master)
    return shown.decode(), process.wait(timeout=60)


def test_a_terminal_gets_wrapped_text_and_a_footer() -> None:
    shown, status = on_a_terminal(str(GLUED_SEED), "-w", "60", "-q")
    assert status == 0
    lines = re.sub("\x1b\\[[0-9;]*m", "", shown).splitlines()
    assert max(map(len, lines)) <= 60
    assert not any(line.endswith(" ") for line in lines)
    assert re.search(r"\d+ words · \d+ of \d+ sentences", lines[-1])
    assert "\x1b[" in shown


def test_no_color_is_obeyed() -> None:
    shown, _ = on_a_terminal(str(GLUED_SEED), "-w", "60", "-q", NO_COLOR="1")
    assert not re.search("\x1b\\[[0-9;]*3[0-9]", shown)


def test_a_terminal_without_a_source_gets_help() -> None:
    shown, status = on_a_terminal()
    assert status == 2
    assert shown.startswith("Examples:")


@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_in_an_article_acts_upon_the_terminal(
    run: Run, tmp_path: Path, terminal: bool
) -> None:
    hostile = (
        "The [bold red]minister[/] spoke \x1b[31mloudly\x1b[0m on Monday \x1b]0;owned\x07 in town.\n"
        "A [link=http://evil.example]second[/link] sentence follows the first [/] one here.\n"
    )
    file = tmp_path / "evil\x1b[2J.txt"
    file.write_text(hostile)
    if terminal:
        shown, _ = on_a_terminal(str(file), "-q", NO_COLOR="1")
        shown = re.sub("\x1b\\[[0-9;]*m", "", shown)
    else:
        done = run(file, file, "--show-removed")
        shown = done.stdout + done.stderr
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold red]minister[/]" in " ".join(shown.split())


def test_colours_are_only_for_terminals(run: Run) -> None:
    done = run(GLUED_SEED, FORCE_COLOR="1", CLICOLOR_FORCE="1")
    assert "\x1b" not in done.stdout + done.stderr


# ---------------------------------------------------------------- folders


def test_a_folder_is_searched_in_order_and_hidden_files_are_left_out(
    run: Run, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.jpg", "d.TXT"):
        file = news / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"The story called {name} was told by the mayor on Monday.")
    (news / "loop").symlink_to(news, target_is_directory=True)
    done = run("news", "-q")
    assert re.findall("==> (.*) <==", done.stdout) == ["news/b.txt", "news/d.TXT", "news/a/z.md"]
    only = run("news", "-q", "--include", "*.md", "--include", "*.jpg")
    assert re.findall("==> (.*) <==", only.stdout) == ["news/c.jpg", "news/a/z.md"]


def test_summaries_never_collide(run: Run, tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "x/a.md", "x/a"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"The story called {name} was told by the mayor on Monday.")
    done = run("x/a.txt", "y/a.txt", "x", "y", "x/a", "--output-dir", "out")
    assert done.returncode == 0, done.stderr
    written = list((tmp_path / "out").rglob("*.summary.txt"))
    assert len(written) == 6
    # A second run finds its own output folder inside the sources, and leaves it alone.
    again = run(".", "--output-dir", "out", "--overwrite")
    assert "4 done" not in again.stderr  # "a" has no ending of an article
    assert "3 done" in again.stderr


# ---------------------------------------------------------------- absurd input


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The mayor spoke on Monday about the bridge. " * 45_000, id="one line of 2 MB"
        ),
        pytest.param("The mayor spoke on Monday.\n" * 200_000, id="200,000 lines"),
        pytest.param("x" * 100_000, id="one word of 100,000 characters"),
        pytest.param("市长星期一谈到了这座桥。他说，工程将持续三年。" * 200, id="Chinese"),
        pytest.param("قال رئيس البلدية يوم الاثنين إن الجسر سيغلق. " * 200, id="Arabic"),
        pytest.param("“" * 100_000, id="opening marks"),
        pytest.param("(" * 50_000 + ")" * 50_000, id="brackets"),
        pytest.param("A. " * 100_000, id="initials"),
    ],
)
def test_absurd_input_is_bounded(run: Run, text: str) -> None:
    # The fixture's timeout of two minutes stands far above what linear time needs, and far below
    # what quadratic time would.
    done = run("--words", 100, stdin=text)
    assert done.returncode in (0, 4)
    assert "internal" not in done.stderr
    assert len(done.stdout.split()) <= 100
