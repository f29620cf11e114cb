"""The house rules that a program can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from upstander.cli.reference import error_classes

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "upstander"
# It goes into each pack as one file and runs alone on a receiver's machine.
TRAVELS_ALONE = "standalone_verify.py"
TEXT_KINDS = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".cfg", ".ini", ".typ", ""}


def python_files(*trees: str) -> Iterator[Path]:
    for tree in trees:
        for path in sorted((ROOT / tree).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked_text() -> Iterator[tuple[Path, str]]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.suffix in TEXT_KINDS and path.is_file() and path != Path(__file__):
            yield path, path.read_text(encoding="utf-8", errors="replace")


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """Give string constants that are no docstrings: what a person may come to see."""
    tree = tree_of(path)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documentation:
            assert isinstance(node, ast.Constant)
            yield node.lineno, str(node.value)


def test_no_file_is_longer_than_400_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in [*python_files("src", "tests"), ROOT / "upstander"]
        if path.name != TRAVELS_ALONE
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not long


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in python_files("src")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert not long


def test_names_no_registry_and_no_path_of_a_machine() -> None:
    hosts = (
        "py" + r"pi\.org",
        "python" + r"hosted\.org",
        r"registry\." + "npmjs",
        "deb" + r"\.debian",
    )
    places = ("/wo" + r"rk/", "/ro" + r"ot/", "/far" + "m/", "/opt/" + "wheels")
    pattern = re.compile("|".join(hosts + places))
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in tracked_text()
        if (match := pattern.search(text))
    ]
    assert not found


BLAMING = re.compile(
    r"\b(should have|why didn.t you|offenders?|guaranteed|certified|safe now|low risk|stay strong"
    r"|just ignore it)\b",
    re.I,
)


@cache
def shown_texts() -> tuple[tuple[str, str], ...]:
    return tuple(_shown_texts())


def _shown_texts() -> Iterator[tuple[str, str]]:
    for path in python_files("src"):
        for line, text in constants(path):
            yield f"{path.relative_to(ROOT)}:{line}", text
    for pattern in ("data/**/*.md", "data/**/*.toml", "**/*.html"):
        for path in sorted(SRC.glob(pattern)):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


# Lists of words that are searched for are not words that are said.
WORD_LISTS = {"reading_age", "banned"}


def test_says_nothing_that_blames_or_promises() -> None:
    found = [
        f"{where}: {match.group()}"
        for where, text in shown_texts()
        if not any(name in where for name in WORD_LISTS) and (match := BLAMING.search(text))
    ]
    assert not found


def test_says_authentic_only_to_deny_it() -> None:
    denial = re.compile(r"\b(not|never|no|cannot|nor)\b", re.I)
    found = [
        where
        for where, text in shown_texts()
        if "authentic" in text.lower()
        for sentence in re.split(r"(?<=[.!?])\s", text)
        if re.search(r"\bauthentic\b", sentence, re.I) and not denial.search(sentence)
    ]
    assert not found


def test_every_error_has_its_own_code_and_exit_status() -> None:
    classes = error_classes()
    assert len(classes) > 20
    for values in ([each.code for each in classes], [each.exit_status for each in classes]):
        assert [value for value, times in Counter(values).items() if times > 1] == []
    assert all(0 < each.exit_status < 64 for each in classes)


def test_every_error_says_what_happened_and_what_to_do() -> None:
    for each in error_classes():
        assert each.sentence.endswith(".") and each.next_step.endswith("."), each.__name__


BELOW_ADAPTERS = [
    path
    for path in python_files("src")
    if path.relative_to(SRC).parts[0]
    not in {"cli", "web", "scale", "bootstrap.py", "store", "adapters"}
    and path.name != TRAVELS_ALONE
]
WORLD = {
    ("time", "time"), ("time", "monotonic"), ("time", "time_ns"), ("time", "monotonic_ns"),
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("os", "urandom"), ("uuid", "uuid4"), ("uuid", "uuid1"),
}  # fmt: skip


@pytest.mark.parametrize("path", BELOW_ADAPTERS, ids=lambda path: str(path.relative_to(SRC)))
def test_reads_no_clock_and_rolls_no_dice_below_the_adapters(path: Path) -> None:
    used = [
        f"{node.value.id}.{node.attr}:{node.lineno}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in WORLD
    ]
    assert not used


def test_type_ignores_carry_a_code_and_a_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files("src")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*type:\s*ignore", line)
        and not re.search(r"#\s*type:\s*ignore\[[a-z, -]+\]\s+#\s*\S+", line)
    ]
    assert not bare


def test_the_library_commands_work_without_django() -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from upstander.cli.main import main\n"
        "assert main(['help-now']) == 0\n"
        f"assert main(['read', {str(ROOT / 'README.md')!r}, '--json']) == 0\n"
        "assert main(['read', '/nonexistent/x', '--json']) == 11\n"
        f"assert main(['recognise', {str(ROOT / 'README.md')!r}, '--json']) == 0\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
