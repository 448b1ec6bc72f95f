"""Files of many articles: JSON Lines, Parquet, web archives and gzip, in and out.

The files are made by the libraries that own the formats, and read by the command as a real process.
"""

import datetime
import gzip
import io
import json
import os
import random
import re
import subprocess
import sys
import warnings
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from summarize import InputError, OutputError
from summarize import summarize as from_python
from summarize.batch import warc
from summarize.batch.records import label
from summarize.batch.sources import USUAL, FieldNames, Missing, Source, find
from summarize.batch.work import Outcome
from summarize.read import packed, read_path
from summarize.read.decode import recode
from summarize.render.data import NAMES, passed_names
from tests.conftest import SEEDS, Run

SEED = SEEDS[1].read_text()


def story(number: int | str) -> str:
    return (
        f"The mayor of town {number} spoke on Monday about the old bridge. "
        "It will be closed until the end of May while the steel is replaced."
    )


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def output(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def said(row: dict[str, Any]) -> str:
    return " ".join(sentence["text"] for paragraph in row["paragraphs"] for sentence in paragraph)


def found(path: Path, fields: FieldNames = USUAL) -> list[Source | Missing]:
    return list(find([str(path)], fields=fields))


def errors(path: Path, fields: FieldNames = USUAL) -> list[str]:
    prefix = f"{path.parent}/"
    return [
        str(source.error).replace(prefix, "")
        for source in found(path, fields)
        if isinstance(source, Missing)
    ]


def good(path: Path, fields: FieldNames = USUAL) -> list[Source]:
    return [source for source in found(path, fields) if isinstance(source, Source)]


# ---------------------------------------------------------------- JSON Lines


@pytest.mark.parametrize("name", ["a.jsonl", "A.NDJSON.GZ"])
def test_a_row_becomes_a_row(run: Run, tmp_path: Path, name: str) -> None:
    rows = [{"id": n, "body": story(n), "tags": ["x", {"y": None}], "n": 1.5} for n in range(3)]
    data = ("\ufeff" + lines(*rows)).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.lower().endswith("gz") else data)
    done = run(name, "--text-field", "body", "--json", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    made = output(done.stdout)
    assert [list(row)[:4] for row in made] == [["id", "tags", "n", "schema"]] * 3
    assert [(row["id"], row["tags"], row["n"]) for row in made] == [
        (n, ["x", {"y": None}], 1.5) for n in range(3)
    ]
    assert [row["source"] for row in made] == [f"{name}:{n}" for n in (1, 2, 3)]
    assert [said(row) for row in made] == [story(n) for n in range(3)]


def test_a_record_is_summarized_as_its_text_would_be(run: Run) -> None:
    done = run("--text-field", "text", "--json", "-w", 90, stdin=lines({"text": SEED}))
    assert said(json.loads(done.stdout)) == " ".join(str(from_python(SEED, words=90)).split())
    assert done.stderr.count("stdin:1: ") == done.stderr.count("\n")


def test_a_field_with_a_name_of_ours_is_kept(run: Run) -> None:
    row = {"title": "A", "text": story(1), "input_title": "B", "source": "C", "blocks": 4}
    (made,) = output(run("--text-field", "text", "--json", "-q", stdin=lines(row)).stdout)
    assert list(made)[:4] == ["input_input_title", "input_title", "input_source", "input_blocks"]
    assert list(made.values())[:4] == ["A", "B", "C", 4]
    assert made["source"] == "stdin:1"
    (cleaned,) = output(
        run("--text-field", "text", "--json", "-q", "--clean-only", stdin=lines(row)).stdout
    )
    assert list(cleaned.values())[:4] == ["A", "B", "C", 4]
    assert cleaned["blocks"][0]["text"] == story(1)
    assert {*made, *cleaned} - set(list(made)[:4]) == NAMES


@given(st.lists(st.sampled_from([*sorted(NAMES), "x", "input_title", "input_x"]), unique=True))
def test_no_name_is_lost(names: list[str]) -> None:
    passed = passed_names(names)
    assert len(set(passed)) == len(names)
    assert not NAMES & set(passed)
    assert all(
        new.removeprefix("input_").endswith(old) or new == old
        for old, new in zip(names, passed, strict=True)
    )


def test_bad_rows_are_told_with_their_lines_and_stop_nobody(run: Run, tmp_path: Path) -> None:
    rows = [
        b"\xef\xbb\xbf" + json.dumps({"text": story(1)}).encode(),
        b"",
        b'{"text": "cut',
        b"[1, 2]",
        b'"a"',
        b'{"title": "t", "b\\u001b[2Jody": "x", "' + b"n" * 100 + b'": 1}',
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": "caf\xe9"}',
        b" \t\r",
        b"[" * 100_000,
        b'{"text": "x", "deep": ' + b"[" * 200 + b"]" * 200 + b"}",
        b'{"text": "x", "n": ' + b"1" * 5000 + b"}",
        json.dumps({"text": story(14)}).encode() + b"\r",
        json.dumps({"text": story(15)}).encode(),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(rows))
    done = run("a.jsonl", "--json", "-q")
    assert done.returncode == 1
    assert [row["source"] for row in output(done.stdout)] == [
        "a.jsonl:1",
        "a.jsonl:14",
        "a.jsonl:15",
    ]
    assert done.stderr.splitlines() == [
        f"summarize: a.jsonl:{told}"
        for told in (
            "3: not valid JSON (Unterminated string starting at character 10)",
            "4: a list, not an object with fields; unpack a list with: jq -c '.[]'",
            "5: a text, not an object with fields",
            f"6: no field 'text' in this row (it has 'title', 'b?[2Jody', '{'n' * 39}…'); "
            "say with --text-field where the text is",
            "7: the field 'text' holds null, not a text",
            "8: the field 'text' holds a number, not a text",
            "9: not UTF-8 (byte 0xe9 at 14); convert the file with iconv",
            "11: nested deeper than 100 levels",
            "12: nested deeper than 100 levels",
            "13: a number in it is too long to be read",
        )
    ]


def test_what_json_cannot_say_is_read_as_null_and_half_characters_are_mended(run: Run) -> None:
    row = '{"text": "%s \\ud800 was said.", "a": NaN, "b": -Infinity, "c": 1e999, "d": "\\udfff"}\n'
    done = run("--text-field", "text", "--json", "-q", stdin=row % story(1))
    (made,) = output(done.stdout)
    assert [made[name] for name in "abc"] == [None] * 3
    assert "\ufffd was said." in said(made)


def test_a_page_in_a_field_is_read_as_a_page(run: Run) -> None:
    page = f"<!DOCTYPE html><html><body><nav>Menu</nav><p>{story(1)}</p><p>{story(2)}</p></body></html>"
    (made,) = output(
        run("--text-field", "text", "--json", "-q", stdin=lines({"text": page})).stdout
    )
    assert made["encoding"] == "html"
    assert "<p>" not in said(made)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda data: data[: len(data) // 2], "cut off in the middle"),
        (lambda data: data[:-8] + b"\0" * 8, "damaged"),
        (lambda data: data[:50_000] + bytes(500) + data[50_500:], "damaged"),
        (lambda data: data + b"tail", "damaged"),
    ],
)
def test_damaged_gzip_is_told_after_the_good_rows(tmp_path: Path, damage: Any, told: str) -> None:
    noise = random.Random(0)
    rows = [{"text": story(n), "noise": noise.randbytes(40).hex()} for n in range(2000)]
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(damage(gzip.compress(lines(*rows).encode())))
    *read, last = found(file)
    # What follows damage may be nonsense before it is known to be damaged.
    whole = [source.content for source in read if isinstance(source, Source)][:400]
    assert whole == [row["text"] for row in rows[: len(whole)]]
    assert len(whole) == 400
    assert isinstance(last, Missing)
    assert told in str(last.error)
    lines_read = re.search(r"\(lines 1 to (\d+) were read\)$", str(last.error))
    assert lines_read is not None
    assert (
        len(read) <= int(lines_read[1]) <= len(rows)
    )  # what follows damage may have empty lines too


def test_gzip_on_standard_input_and_in_several_parts(run: Run) -> None:
    data = b"".join(gzip.compress(lines({"text": story(n)}).encode()) for n in range(3))
    done = run("--text-field", "text", "-q", stdin=data)
    assert done.stdout.count("==> stdin:") == 3
    article = run("-q", stdin=gzip.compress(story(7).encode()))
    assert article.stdout == story(7) + "\n"


def test_a_pipe_that_is_named_is_read_as_json_lines_where_a_field_is(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(lines({"body": story(1)}).encode()))
    command = f"{sys.executable} -m summarize <(zcat a.gz) --text-field body -q --json"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=True)
    assert said(json.loads(done.stdout)) == story(1)


def test_names_that_no_file_can_have_are_told(run: Run) -> None:
    done = run("a" * 300, "none.jsonl", "--text-field", "body")
    assert (done.returncode, done.stdout) == (3, "")
    assert "File name too long" in done.stderr
    assert "none.jsonl: no such file; check the path" in done.stderr


@pytest.mark.parametrize(
    ("data", "told", "status"),
    [
        (b"", "there are no records in it", 4),
        (b"\n \n", "there are no records in it", 4),
        (lines({"text": "x"}).encode("utf-16"), "is UTF-16", 3),
    ],
)
def test_files_without_a_record(
    run: Run, tmp_path: Path, data: bytes, told: str, status: int
) -> None:
    (tmp_path / "a.jsonl").write_bytes(data)
    done = run("a.jsonl")
    assert (done.returncode, done.stdout) == (status, "")
    assert f"a.jsonl: {told}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_names_of_records(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        lines({"id": "a", "key": 7, "text": "x"}, {"id": "a", "text": "x"}, {"text": "x"})
    )
    assert [str(source.label) for source in good(file)] == [
        "a.jsonl/000001-a",
        "a.jsonl/000002-a",
        "a.jsonl/000003",
    ]
    keyed = FieldNames(id="key")
    assert [str(source.label) for source in good(file, keyed)] == ["a.jsonl/000001-7"]
    assert errors(file, keyed)[0].startswith(
        "a.jsonl:2: no field 'key' in this row (it has 'id', 'text')"
    )


@given(st.integers(1, 10**9), st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text())))
def test_a_label_is_safe_on_every_system(number: int, own: object) -> None:
    made = label(number, own)
    assert made.startswith(f"{number:06}")
    assert 0 < len(made.encode()) <= 150
    assert made == PurePath(made).name
    assert made.isprintable()
    assert not set(made) & set(' <>:"/\\|?*')
    assert not made.endswith((".", "-", "_"))
    assert not made.startswith(".")


@pytest.mark.parametrize(
    ("own", "made"),
    [
        ("../../etc/passwd", "000007-.._.._etc_passwd"),
        ("https://news.example/a?b=1", "000007-https_news.example_a_b=1"),
        ("\x1b[2J\nnul", "000007-[2J_nul"),
        ("東京" * 100, "000007-" + ("東京" * 100)[:47]),
        ("Ａ" * 3, "000007-ＡＡＡ"),
        (12, "000007-12"),
        ({"a": 1}, "000007-{_a_1}"),
        ("...", "000007"),
        ("", "000007"),
        (False, "000007-false"),
    ],
)
def test_labels(own: object, made: str) -> None:
    assert label(7, own) == made


def test_a_summary_file_for_each_record(run: Run, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    ids = ["a/b", "A/B", "a/b", None, "x" * 300, "../up", "c\u0000d"]
    (news / "rows.jsonl").write_text(
        lines(*({"id": i, "text": story(n)} for n, i in enumerate(ids)))
    )
    (news / "one.md.gz").write_bytes(gzip.compress(story("one").encode()))
    done = run("news", "--output-dir", "out", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    names = sorted(
        str(file.relative_to(tmp_path / "out")) for file in (tmp_path / "out").rglob("*.txt")
    )
    assert names == [
        "one.md.gz.summary.txt",
        "rows.jsonl/000001-a_b.summary.txt",
        "rows.jsonl/000002-A_B.summary.txt",
        "rows.jsonl/000003-a_b.summary.txt",
        "rows.jsonl/000004.summary.txt",
        f"rows.jsonl/000005-{'x' * 143}.summary.txt",
        "rows.jsonl/000006-.._up.summary.txt",
        "rows.jsonl/000007-c_d.summary.txt",
    ]
    assert (tmp_path / "out" / names[3]).read_text() == story(2) + "\n"


def test_several_processes_write_what_one_writes(run: Run, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"id": n, "text": story(n), "day": "x"} for n in range(60)]
    rows[17]["text"] = None
    (tmp_path / "in.jsonl").write_text(lines(*rows))
    for jobs in (1, 3):
        assert run("in.jsonl", "-o", f"{jobs}.jsonl", "-q", "--jobs", jobs).returncode == 1
    written = (tmp_path / "1.jsonl").read_text()
    assert written == (tmp_path / "3.jsonl").read_text()
    assert [row["id"] for row in output(written)] == [n for n in range(60) if n != 17]


def test_resume_does_again_the_rows_that_changed(run: Run, tmp_path: Path) -> None:
    rows = [{"text": story(n), "day": "Monday"} for n in range(4)]
    arguments = ("in.jsonl", "--output-dir", "out", "--json", "--resume")
    (tmp_path / "in.jsonl").write_text(lines(*rows))
    assert "4 done" in run(*arguments).stderr
    rows[1]["day"] = "Tuesday"
    rows[2]["text"] = story("two")
    (tmp_path / "in.jsonl").write_text(lines(*rows))
    assert "2 done" in run(*arguments).stderr
    made = [
        json.loads((tmp_path / "out" / "in.jsonl" / f"00000{n}.summary.json").read_text())
        for n in range(1, 5)
    ]
    assert [row["day"] for row in made] == ["Monday", "Tuesday", "Monday", "Monday"]
    assert [said(row) for row in made] == [row["text"] for row in rows]


def feed(process: "subprocess.Popen[bytes]", parts: Iterator[bytes]) -> int:
    """Give a process its input; return its peak of memory, in bytes."""
    assert process.stdin is not None
    for part in parts:
        process.stdin.write(part)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def peak(parts: Iterator[bytes], status: int) -> int:
    command = [
        sys.executable,
        "-m",
        "summarize",
        "--text-field",
        "text",
        "-q",
        "-o",
        os.devnull,
        "--json",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        used = feed(process, parts)
    assert process.returncode == status
    return used


def test_memory_does_not_grow_with_the_file() -> None:
    def rows(count: int) -> Iterator[bytes]:
        noise = "x" * 500_000
        for n in range(count):
            yield json.dumps({"text": story(n), "noise": noise}).encode() + b"\n"

    assert peak(rows(120), 0) < 1.3 * peak(rows(12), 0)


def test_memory_does_not_grow_with_a_line() -> None:
    def line(mebibytes: int) -> Iterator[bytes]:
        yield from (b"x" * 2**20 for _ in range(mebibytes))
        yield b"\n" + json.dumps({"text": story(2)}).encode()

    assert peak(line(250), 1) < 1.3 * peak(line(66), 1)


# ---------------------------------------------------------------- gzip


@pytest.mark.parametrize("name", ["a.txt.gz", "a.TEXT.GZ", "a.md.gz", "a.txt"])
def test_a_compressed_article_is_an_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(SEED.encode()))
    assert read_path(tmp_path / name).text == read_path(SEEDS[1]).text


def test_a_compressed_page_is_a_page(tmp_path: Path) -> None:
    page = f"<p>{story(1)}</p><p>{story(2)}</p>"  # known as a page by its name only
    (tmp_path / "a.HTM.gz").write_bytes(gzip.compress(page.encode()))
    assert read_path(tmp_path / "a.HTM.gz").text == f"{story(1)}\n{story(2)}"


def test_a_compressed_article_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * (3 << 20)))
    monkeypatch.setattr(packed, "LIMIT", 3 << 20)
    assert len(read_path(tmp_path / "a.txt.gz").text) == 3 << 20
    monkeypatch.setattr(packed, "LIMIT", 2 << 20)
    with pytest.raises(InputError, match=r"a\.txt\.gz: is more than 2 MiB when unpacked"):
        read_path(tmp_path / "a.txt.gz")


def test_an_article_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * (3 << 20))
    monkeypatch.setattr(packed, "LIMIT", 3 << 20)
    assert len(read_path(tmp_path / "a.txt").text) == 3 << 20
    monkeypatch.setattr(packed, "LIMIT", 2 << 20)
    with pytest.raises(InputError, match=r"a\.txt: is more than 2 MiB, which is no article"):
        read_path(tmp_path / "a.txt")


@pytest.mark.parametrize(("end", "told"), [(-20, "cut off"), (None, "damaged")])
def test_a_damaged_compressed_article_is_told(tmp_path: Path, end: int | None, told: str) -> None:
    data = gzip.compress(SEED.encode())[:end]
    (tmp_path / "a.txt.gz").write_bytes(data if end else data[:-8] + bytes(8))
    with pytest.raises(InputError, match=rf"a\.txt\.gz: its gzip data are {told}"):
        read_path(tmp_path / "a.txt.gz")


# ---------------------------------------------------------------- Parquet in

UTC = datetime.UTC
TYPES: dict[str, tuple[pa.DataType, list[Any], list[Any]]] = {
    "count": (pa.int64(), [1, None], [1, None]),
    "small": (pa.uint8(), [255, None], [255, None]),
    "real": (pa.float64(), [1.5, float("nan")], [1.5, None]),
    "half": (pa.float32(), [0.5, None], [0.5, None]),
    "yes": (pa.bool_(), [True, None], [True, None]),
    "none": (pa.null(), [None, None], [None, None]),
    "nanos": (
        pa.timestamp("ns"),
        [1_700_000_000_123_456_789, None],
        ["2023-11-14T22:13:20.123456789", None],
    ),
    "zoned": (
        pa.timestamp("ms", "Europe/Berlin"),
        [datetime.datetime(1969, 7, 20, 20, 17, 40, 5000, tzinfo=UTC), None],
        ["1969-07-20T20:17:40.005Z", None],
    ),
    "day": (pa.date32(), [datetime.date(1, 1, 1), None], ["0001-01-01", None]),
    "time": (pa.time64("us"), [datetime.time(1, 2, 3, 4), None], ["01:02:03.000004", None]),
    "span": (pa.duration("us"), [datetime.timedelta(seconds=-1), None], [-1_000_000, None]),
    "money": (pa.decimal128(9, 2), [Decimal("1.50"), None], ["1.50", None]),
    "bytes": (pa.binary(), [b"\xff\x00", b""], ["/wA=", ""]),
    "fixed": (pa.binary(2), [b"ab", None], ["YWI=", None]),
    "large": (pa.large_string(), ["é", None], ["é", None]),
    "class": (pa.dictionary(pa.int32(), pa.string()), ["x", None], ["x", None]),
    "list": (pa.list_(pa.string()), [["a", None], []], [["a", None], []]),
    "vector": (
        pa.list_(pa.float32()),
        [[0.5, float("inf"), None], None],
        [[0.5, None, None], None],
    ),
    "object": (
        pa.struct({"a": pa.date32(), "b": pa.list_(pa.decimal128(3, 1))}),
        [{"a": datetime.date(2024, 1, 2), "b": [Decimal("0.5")]}, None],
        [{"a": "2024-01-02", "b": ["0.5"]}, None],
    ),
    "map": (pa.map_(pa.string(), pa.int64()), [[("k", 1)], None], [[["k", 1]], None]),
}
NESTED = ("object", "map")


def typed() -> pa.Table:
    columns: dict[str, Any] = {"text": [story(1), story(2)], "title": ["One", "Two"]}
    return pa.table(
        columns | {name: pa.array(values, kind) for name, (kind, values, _) in TYPES.items()}
    )


def test_every_type_of_parquet_passes_through_json_and_back(run: Run, tmp_path: Path) -> None:
    table = typed()
    parquet.write_table(table, tmp_path / "in.parquet")
    done = run("in.parquet", "--json", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    made = output(done.stdout)
    for name, (_, _, expected) in TYPES.items():
        assert [row[name] for row in made] == expected, name
    assert [row["input_title"] for row in made] == ["One", "Two"]
    assert [row["source"] for row in made] == ["in.parquet:1", "in.parquet:2"]

    done = run("in.parquet", "-o", "out.parquet", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    back = parquet.read_table(tmp_path / "out.parquet")
    for name, (kind, values, expected) in TYPES.items():
        column = back.column(name)
        if name in NESTED:
            assert [text and json.loads(text) for text in column.to_pylist()] == expected
        elif name in ("real", "vector"):
            assert column.to_pylist() == expected
        else:
            kind = {"none": pa.string(), "class": pa.string()}.get(name, kind)
            assert column.type == kind, name
            assert column.combine_chunks().equals(pa.array(values, kind)), name


def test_summaries_in_parquet_say_what_those_in_json_say(run: Run, tmp_path: Path) -> None:
    rows = [
        {"text": SEED, "tags": []},
        {"text": story(1), "tags": ["a"], "mixed": 1},
        {"text": story(2), "mixed": "x"},
    ]
    (tmp_path / "in.jsonl").write_text(lines(*rows))
    for options in ([], ["--clean-only"]):
        assert run("in.jsonl", "-o", "out.jsonl", "--overwrite", *options).returncode == 0
        assert run("in.jsonl", "-o", "out.parquet", "--overwrite", *options).returncode == 0
        expected = output((tmp_path / "out.jsonl").read_text())
        made = parquet.read_table(tmp_path / "out.parquet").to_pylist(maps_as_pydicts="strict")
        for row, wanted in zip(made, expected, strict=True):
            assert row.pop("mixed") == (
                json.dumps(wanted.pop("mixed")) if "mixed" in wanted else None
            )
            assert row.pop("tags") == wanted.pop("tags", None)
            assert row == wanted


def test_parquet_is_read_in_row_groups_and_bad_rows_are_told(run: Run, tmp_path: Path) -> None:
    texts = [None if n == 150 else story(n) for n in range(300)]
    table = pa.table({"key": [f"k{n}" for n in range(300)], "body": texts})
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=70)
    fields = FieldNames("body", "key")
    assert [source.content for source in good(tmp_path / "a.parquet", fields)] == [
        t for t in texts if t
    ]
    assert errors(tmp_path / "a.parquet", fields) == [
        "a.parquet:151: the field 'body' holds null, not a text"
    ]
    assert str(good(tmp_path / "a.parquet", fields)[-1].label) == "a.parquet/000300-k299"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            USUAL,
            r"a\.parquet: no column 'text' in this file \(it has 'key', 'body'\); say with --text-field",
        ),
        (FieldNames("body", "no"), r"a\.parquet: no column 'no'"),
        (FieldNames("key"), r"a\.parquet: the column 'key' holds int64, not texts"),
    ],
)
def test_columns_that_are_not_there_are_told_once(
    tmp_path: Path, fields: FieldNames, told: str
) -> None:
    parquet.write_table(pa.table({"key": [1, 2], "body": ["a", "b"]}), tmp_path / "a.parquet")
    (error,) = errors(tmp_path / "a.parquet", fields)
    assert re.match(told, error)


def test_a_text_in_parquet_that_is_not_utf_8_spoils_no_other(run: Run, tmp_path: Path) -> None:
    bad = pa.array([b"The mayor \xff said: " + SEED.encode(), SEED.encode()]).view(pa.string())
    parquet.write_table(pa.table({"text": bad}), tmp_path / "a.parquet")
    (tmp_path / "b.txt").write_text(story(1))
    done = run("a.parquet", "b.txt", "--json")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize("data", [b"", b"PAR1", b"no parquet at all", b"PAR1" * 1000])
def test_what_is_no_parquet_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    (error,) = errors(tmp_path / "a.parquet")
    assert error.startswith("a.parquet: not a Parquet file, or a damaged one: ")


def test_memory_does_not_grow_with_a_row_group(tmp_path: Path) -> None:
    def used(rows: int) -> int:
        table = pa.table({"text": ["x" * 10_000] * rows})
        parquet.write_table(table, tmp_path / "a.parquet", compression="none", use_dictionary=False)
        probe = "from summarize.batch.sources import find\nfor source in find(['a.parquet']): pass"
        with subprocess.Popen(
            [sys.executable, "-c", probe], cwd=tmp_path, stdin=subprocess.PIPE
        ) as process:
            return feed(process, iter(()))

    assert used(12_000) < 1.3 * used(100)


def test_damage_in_a_row_group_is_told_after_the_good_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    texts = [os.urandom(200).hex() for _ in range(1000)]
    parquet.write_table(
        pa.table({"text": texts}),
        file,
        row_group_size=500,
        use_dictionary=False,
        compression="zstd",
    )
    data = bytearray(file.read_bytes())
    middle = len(data) * 3 // 4
    data[middle : middle + 4000] = bytes(4000)
    file.write_bytes(data)
    assert len(good(file)) >= 500
    (error,) = errors(file)
    assert f"({len(good(file))} rows were read)" in error


# ---------------------------------------------------------------- one file out


@pytest.mark.parametrize("name", ["out.ndjson", "OUT.JSONL"])
def test_the_name_of_the_output_says_that_it_is_json_lines(
    run: Run, tmp_path: Path, name: str
) -> None:
    rows = [{"id": n, "text": story(n)} for n in range(20)]
    (tmp_path / "in.jsonl").write_text(lines(*rows))
    assert run("in.jsonl", "-o", name, "-q").returncode == 0
    assert [row["id"] for row in output((tmp_path / name).read_text())] == list(range(20))


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_format_that_contradicts_the_output_is_refused(
    run: Run, tmp_path: Path, name: str
) -> None:
    done = run(SEEDS[1], "-o", name, "--format", "text")
    assert done.returncode == 2
    assert f"--format text does not suit {name}" in done.stderr
    assert not (tmp_path / name).exists()


def test_summaries_of_rows_are_no_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(lines({"text": story(1)}))
    for _ in range(2):
        assert run(".", "-o", "news.summary.jsonl", "--overwrite", "-q").returncode == 0
        assert len((tmp_path / "news.summary.jsonl").read_text().splitlines()) == 1


def test_a_parquet_file_that_exists_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.parquet").write_bytes(b"mine")
    assert run(SEEDS[1], "-o", "out.parquet").returncode == 5
    assert (tmp_path / "out.parquet").read_bytes() == b"mine"
    assert run(SEEDS[1], "-o", "out.parquet", "--overwrite").returncode == 0
    assert parquet.read_table(tmp_path / "out.parquet").num_rows == 1
    assert run("none.txt", "-o", "none.parquet").returncode == 3
    assert not (tmp_path / "none.parquet").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet"]


def source(name: str) -> Source:
    return Source(name, None, PurePath(name))


def sink(path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> Any:
    from summarize.batch.parquet_sink import ParquetSink

    monkeypatch.setattr(ParquetSink, "ROWS", rows)
    return ParquetSink(path, overwrite=False)


def test_a_row_that_does_not_fit_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sink(tmp_path / "a.parquet", monkeypatch, rows=2)
    rows: list[dict[str, Any]] = [
        {"n": 1, "s": None, "d": {"a": 1}, "f": 1},
        {"n": None, "l": [], "f": 0.5, "words": {"asked": 5, "used": 4, "article": 9}},
        {"n": "one"},
        {"new": 1},
        {"words": "many"},
        {"n": 2**70},
        {"n": 2, "s": "text", "d": [1], "l": ["a"]},
        {"f": 3},
    ]
    failed = []
    for number, row in enumerate(rows):
        try:
            made.write(source(f"row {number}"), Outcome(json.dumps(row) + "\n"))
        except OutputError as error:
            failed.append(str(error))
    made.close()
    assert [text.partition("; ")[0] for text in failed] == [
        "row 2: the field 'n' does not fit into its column (int64)",
        "row 3: has a field 'new' that the rows before had not, and a Parquet file has one set of columns",
        "row 4: the field 'words' does not fit into its column (struct<asked: int64, used: int64, article: int64>)",
        "row 5: the field 'n' does not fit into its column (int64)",
    ]
    table = parquet.ParquetFile(tmp_path / "a.parquet")
    assert table.num_row_groups == 2
    back = table.read().to_pydict()
    assert back == {
        "n": [1, None, 2, None],
        "s": [None, None, "text", None],
        "d": ['{"a": 1}', None, "[1]", None],
        "f": [1.0, 0.5, None, 3.0],
        "l": [None, [], ["a"], None],
        "words": [None, {"asked": 5, "used": 4, "article": 9}, None, None],
    }


def test_large_rows_are_not_gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sink(tmp_path / "a.parquet", monkeypatch, rows=1000)
    monkeypatch.setattr(type(made), "BYTES", 1000)
    for _ in range(4):
        made.write(source("x"), Outcome(json.dumps({"a": "x" * 600})))
    made.close()
    assert parquet.ParquetFile(tmp_path / "a.parquet").num_row_groups == 2


def test_an_abandoned_parquet_file_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sink(tmp_path / "a.parquet", monkeypatch, rows=2)
    for _ in range(5):
        made.write(source("x"), Outcome('{"a": 1}'))
    assert len(list(tmp_path.iterdir())) == 1
    made.abandon()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_told_once_for_parquet_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full.parquet").symlink_to("/dev/full")
    done = run(SEEDS[1], "-o", "full.parquet", "-q")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == ("summarize: full.parquet: cannot be written (No space left on device)\n")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"),
            st.recursive(
                st.none()
                | st.booleans()
                | st.integers(-(2**80), 2**80)
                | st.floats(allow_nan=False, allow_infinity=False)
                | st.text(st.characters(exclude_categories=["Cs"])),
                lambda inner: (
                    st.lists(inner, max_size=3)
                    | st.dictionaries(
                        st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
                        inner,
                        max_size=3,
                    )
                ),
                max_leaves=5,
            ),
        ),
        max_size=6,
    )
)
def test_first_rows_fit_whatever_they_hold(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    from summarize.batch.parquet_sink import ParquetSink

    path = tmp_path_factory.mktemp("sink") / "a.parquet"
    made = ParquetSink(path, overwrite=False)
    rows = [{"k": 1, **row} for row in rows]
    for row in rows:
        made.write(source("x"), Outcome(json.dumps(row)))
    made.close()
    assert path.exists() == bool(rows)
    if rows:
        assert parquet.read_table(path).num_rows == len(rows)


# ---------------------------------------------------------------- web archives

PAGE = """<!DOCTYPE html><html><head><title>News {0}</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>News {0}</h1>
<p>The mayor of town {0} spoke on Monday about the café by the old bridge.</p>
<p>It will be closed until the end of May while the steel is replaced, the council said.</p>
</article></body></html>"""
HTML = ("Content-Type", "text/html; charset=utf-8")


def bare_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def archive(compressed: bool, *responses: tuple[bytes, list[tuple[str, str]], str]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio's writer leaves files to the end
        return write_archive(compressed, *responses)


def write_archive(compressed: bool, *responses: tuple[bytes, list[tuple[str, str]], str]) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for number, (body, headers, status) in enumerate(responses):
        writer.write_record(
            writer.create_warc_record(
                f"https://news.example/{number}",
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": f"2024-01-0{number + 1}T00:00:00Z"},
            )
        )
        writer.write_record(
            writer.create_warc_record(
                f"https://news.example/{number}",
                "request",
                payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"),
            )
        )
    return file.getvalue()


def pages(compressed: bool = True) -> bytes:
    def page(number: int) -> bytes:
        return PAGE.format(number).encode()

    return archive(
        compressed,
        (page(0), [HTML], "200 OK"),
        (b"\x89PNG", [("Content-Type", "image/png")], "200 OK"),
        (page(2), [HTML], "404 Not Found"),
        (chunked(gzip.compress(page(3))), [HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")], "200 OK"),
        (page(4), [HTML, ("Content-Encoding", "gzip")], "200 OK"),  # unpacked by the crawler
        (PAGE.format(5).encode("cp1252"), [("Content-Type", 'Text/HTML; Charset="ISO-8859-1"')], "200 OK"),
        (page(6), [("Content-Type", "text/html; charset=iso-8859-1")], "200 OK"),  # it is not
        (chunked(page(7)) , [HTML, ("Transfer-Encoding", "chunked")], "200 OK"),
    )  # fmt: skip


def test_pages_of_a_web_archive(run: Run, tmp_path: Path) -> None:
    name = "a.warc.gz"
    (tmp_path / name).write_bytes(pages())
    (tmp_path / "a.warc").write_bytes(pages(compressed=False))
    contents = [source.content for source in good(tmp_path / name)]
    assert contents == [source.content for source in good(tmp_path / "a.warc")]
    done = run(name, "--json", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    made = output(done.stdout)
    numbers = [0, 3, 4, 5, 6, 7]
    assert [row["url"] for row in made] == [f"https://news.example/{n}" for n in numbers]
    assert [row["input_date"] for row in made] == [f"2024-01-0{n + 1}T00:00:00Z" for n in numbers]
    assert [row["source"] for row in made] == [f"{name}:https://news.example/{n}" for n in numbers]
    for row, number in zip(made, numbers, strict=True):
        assert f"The mayor of town {number} spoke on Monday about the café" in said(row)
    assert run(name, "--output-dir", "out", "-q").returncode == 0
    assert (tmp_path / "out" / name / "000002-news.example_3.summary.txt").exists()


@pytest.mark.parametrize(
    ("page", "charset", "expected"),
    [
        ("é".encode("cp1252"), "ISO-8859-1", "é".encode()),
        ("é".encode(), "iso-8859-1", "é".encode()),  # a server's default, not the page's
        ("東京".encode("iso2022_jp"), '"iso-2022-jp"', "東京".encode()),
        (b"\xef\xbb\xbf\xc3\xa9", "koi8-r", b"\xef\xbb\xbf\xc3\xa9"),
        (b"\xe9", "utf-8", b"\xe9"),
        (b"\xe9", "no-such", b"\xe9"),
        (b"\xe9", "hex", b"\xe9"),
        (b"\xe9", None, b"\xe9"),
    ],
)
def test_the_servers_charset(page: bytes, charset: str | None, expected: bytes) -> None:
    assert recode(page, charset) == expected


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, bare_deflate, bytes])
@pytest.mark.parametrize("page", [b"<p>x</p>", b"<html>" * 5000, b""])
def test_whatever_a_server_calls_deflate_is_undone(compress: Any, page: bytes) -> None:
    assert packed.inflate(compress(page), 100_000) == page
    assert packed.inflate(compress(page), 1000) == page[:1000]


@pytest.mark.parametrize(
    "damage", ["cut", "gzip cut", "gzip cut in a page", "garbage", "whole gzip", "endless"]
)
def test_damaged_archives_are_told_after_the_good_pages(
    tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, compressed = pages(compressed=False), pages()
    second = plain.index(b"0 spoke") + 10
    data, told, count = {
        "cut": (plain[:second], "the archive ends in the middle of this page", 0),
        "gzip cut": (compressed[:-100], "cut off in the middle", 6),
        "gzip cut in a page": (
            archive(True, (os.urandom(9000).hex().encode(), [HTML], "200 OK"))[:-3000],
            "cut off in the middle",
            0,
        ),
        "garbage": (plain + b"garbage\r\n\x1b[2J and more\r\n" * 3, "not a web archive", 6),
        "whole gzip": (gzip.compress(plain), "", 6),
        "endless": (plain + b"WARC/1.0\r\n" + b"a: b\r\n" * 200_000, "not a web archive", 6),
    }[damage]
    (tmp_path / "a.warc").write_bytes(data)
    read = found(tmp_path / "a.warc")
    assert sum(isinstance(source, Source) for source in read) == count
    failed = [str(source.error) for source in read if isinstance(source, Missing)]
    assert [told in error for error in failed] == [True] * bool(told)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("body", "headers", "told"),
    [
        (
            b"\x0b\x02\x80",
            [("Content-Encoding", "br")],
            "is compressed with br, which is not supported",
        ),
        (
            gzip.compress(bytes(2 << 20)),
            [("Content-Encoding", "gzip")],
            "the page is longer than 1 MiB",
        ),
        (bytes(2 << 20), [], "the page is longer than 1 MiB"),
        (bytes(2 << 20), [("Transfer-Encoding", "chunked")], "the page is longer than 1 MiB"),
    ],
)
def test_pages_that_cannot_be_had(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    body: bytes,
    headers: list[tuple[str, str]],
    told: str,
) -> None:
    monkeypatch.setattr(warc, "LIMIT", 1 << 20)
    data = archive(True, (body, [HTML, *headers], "200 OK"), (b"<p>good</p>", [HTML], "200 OK"))
    (tmp_path / "a.warc.gz").write_bytes(data)
    bad, fine = found(tmp_path / "a.warc.gz")
    assert isinstance(bad, Missing)
    assert bad.name.endswith("a.warc.gz:https://news.example/0")
    assert told in str(bad.error)
    assert isinstance(fine, Source)
    assert fine.content == b"<p>good</p>"


def test_an_archive_without_pages_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(archive(False))
    done = run("a.warc")
    assert (done.returncode, done.stdout) == (4, "")
    assert "a.warc: there are no HTML pages in this archive" in done.stderr


# ---------------------------------------------------------------- extras


@pytest.mark.parametrize(
    ("library", "extra", "arguments", "status"),
    [
        ("pyarrow", "parquet", ["a.parquet"], 3),
        ("pyarrow", "parquet", [str(SEEDS[1]), "-o", "b.parquet"], 5),
        ("warcio", "warc", ["a.warc.gz"], 3),
    ],
)
def test_a_missing_extra_is_named(
    run: Run, tmp_path: Path, library: str, extra: str, arguments: list[str], status: int
) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / f"{library}.py").write_text("raise ImportError")
    parquet.write_table(pa.table({"text": [story(1)]}), tmp_path / "a.parquet")
    (tmp_path / "a.warc.gz").write_bytes(pages())
    done = run(*arguments, PYTHONPATH=str(blocked))
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.endswith(
        f"needs an extra; install it with: pip install 'summarize[{extra}]'\n"
    )
    assert len(done.stderr.splitlines()) == 1


def test_json_lines_need_no_library() -> None:
    probe = (
        "import sys; from summarize.batch.sources import find\n"
        "import summarize.batch.records\n"
        "heavy = {'pyarrow', 'warcio', 'trafilatura', 'rich', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)
