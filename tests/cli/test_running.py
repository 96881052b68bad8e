"""Options everywhere, help by job, and every failure as one sentence with its exit code."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ponam_review import __version__
from ponam_review.cli import catalogue, running
from ponam_review.cli.common import Context, common_options, show_notices, with_common_options
from ponam_review.text.errors import StateError
from ponam_review.text.notices import Notice

from .conftest import Run

SEEN: list[Context] = []


@click.command()
@click.argument("failure", required=False)
@click.pass_obj
def probe(context: Context, failure: str | None) -> int | None:
    """A command that does what it is told; it has no common options of its own."""
    SEEN.append(context)
    match failure:
        case None:
            return None
        case "one":
            return 1
        case "exit":
            raise SystemExit(1)
        case "state":
            raise StateError("the edition “{name}”\n exists", name="projet-0")
        case "disk":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/x/sortie.docx")
        case "interrupt":
            raise KeyboardInterrupt
        case "reader":
            raise BrokenPipeError(errno.EPIPE, "")
        case "notices":
            show_notices([Notice("lost {what}", {"what": n}, "a.md", 3) for n in range(30)], context)
            return None
        case _:
            raise ValueError("two\nlines")


@pytest.fixture(autouse=True)
def probes(monkeypatch: pytest.MonkeyPatch) -> None:
    real = running.LazyGroup.get_command

    def get_command(self: running.LazyGroup, context: click.Context, name: str) -> click.Command | None:
        return with_common_options(probe) if name == "probe" else real(self, context, name)

    monkeypatch.setattr(running.LazyGroup, "get_command", get_command)
    there = {**catalogue.standing(), "probe": catalogue.Entry("probe", "")}
    monkeypatch.setattr(running, "standing", lambda: there)
    SEEN.clear()


# ------------------------------------------------------------------ version and help


def test_the_version_costs_almost_nothing() -> None:
    """No more than the interpreter and this package's two smallest modules."""
    script = "import sys; from ponam_review.cli.main import main; main(['--version']); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    version, modules = answer.splitlines()
    assert version == f"ponam {__version__}"
    assert not {"click", "pygit2", "lxml", "dataclasses", "gettext"} & set(modules.split())


@pytest.mark.parametrize("words", [("--version",), ("-q", "--version"), ("probe", "--version")])
def test_the_version_before_and_after_a_command(ponam: Run, words: tuple[str, ...]) -> None:
    assert ponam(*words) == ponam("--version")
    assert not SEEN


def test_help_lists_the_commands_that_stand_by_job(ponam: Run) -> None:
    answer = ponam("-h")

    assert answer.code == 0
    assert answer.out.index("Start:") < answer.out.index("init ") < answer.out.index("Write the text:")
    assert "worker" not in answer.out or catalogue.standing().get("worker")
    assert ponam().out == answer.out


def test_a_command_whose_module_is_missing_is_unknown(ponam: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not catalogue.Entry("worker-of-mars", "").stands

    answer = ponam("worker-of-mars")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "there is no command “worker-of-mars” (see “ponam -h”)\n"


def test_every_command_has_help_and_the_common_options(ponam: Run) -> None:
    for name in catalogue.standing():
        answer = ponam(name, "--help")
        assert answer.code == 0, name
        for option in (
            "-C, --workspace",
            "--lang",
            "-q, --quiet",
            "-v, --verbose",
            "--version",
            "-h, --help",
        ):
            assert option in answer.out, (name, option)


def test_a_mistyped_command_is_told_its_neighbour(ponam: Run) -> None:
    assert ponam("sav").err == "there is no command “sav”; did you mean save? (see “ponam -h”)\n"


# ------------------------------------------------------------------ options everywhere


@pytest.mark.parametrize(
    "words",
    [
        ("-C", "d", "-q", "-v", "--lang", "fr", "probe"),
        ("probe", "-C", "d", "-q", "-v", "--lang", "fr"),
        ("-C", "x", "--lang", "en", "probe", "-qv", "-Cd", "--lang=fr"),
    ],
)
def test_options_stand_before_or_after_the_command(ponam: Run, words: tuple[str, ...]) -> None:
    assert ponam(*words).code == 0

    (context,) = SEEN
    assert (context.workspace, context.lang, context.quiet, context.verbose) == (Path("d"), "fr", True, True)


def test_the_context_comes_from_the_environment(ponam: Run) -> None:
    ponam("probe")

    (context,) = SEEN
    assert (context.lang, context.author, context.workspace) == ("en", "Awa", None)
    assert context.now.isoformat() == "2026-03-01T08:00:00+00:00"


def test_a_language_there_is_not_is_wrong_usage(ponam: Run) -> None:
    answer = ponam("probe", "--lang", "de")

    assert answer.code == 2
    assert "--lang" in answer.err and answer.err.count("\n") == 1


def test_a_command_that_runs_alone_has_a_context_too() -> None:
    from click.testing import CliRunner

    @click.command()
    @common_options
    @click.pass_obj
    def alone(context: Context) -> None:
        click.echo(f"{context.workspace} {context.quiet}")

    assert CliRunner().invoke(alone, ["-C", "d"]).output == "d False\n"


# ------------------------------------------------------------------ failures


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        ("state", 4, "the edition “projet-0” exists\n"),
        ("disk", 3, "/x/sortie.docx: the disk is full\n"),
        ("interrupt", 130, "\nInterrupted.\n"),
        ("defect", 70, "This is a defect of ponam, not of your files: ValueError: two lines."),
        ("one", 1, ""),
        ("exit", 1, ""),
        ("reader", 141, ""),
    ],
)
def test_failures(ponam: Run, failure: str, code: int, sentence: str) -> None:
    answer = ponam("probe", failure)

    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(sentence)
    assert "Traceback" not in answer.err
    assert bool(answer.err) == bool(sentence)


def test_a_traceback_only_with_v(ponam: Run) -> None:
    assert "Traceback" in ponam("probe", "defect", "-v").err
    assert "Traceback" not in ponam("probe", "state", "-v").err


def test_french_unless_told_otherwise(ponam: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PONAM_LANG")

    assert (
        ponam("sav").err
        == "il n’y a pas de commande «\u00a0sav\u00a0»\u00a0; vouliez-vous dire save\u00a0? (voir «\u00a0ponam -h\u00a0»)\n"
    )
    assert "Écrire le texte\u00a0:" in ponam("-h").out
    assert "Valeur refusée" in ponam("probe", "--lang", "de").err
    assert "Traceback" not in ponam("probe", "defect").err


def test_a_group_without_its_command_is_wrong_usage(ponam: Run) -> None:
    answer = ponam("edition")

    assert (answer.code, answer.out, answer.err) == (2, "", "Missing command (see “ponam edition -h”)\n")


@pytest.mark.parametrize("words", [("probe", "--nope"), ("probe", "a", "b"), ("save",), ("--nope",)])
def test_wrong_usage_is_one_sentence_that_points_to_help(ponam: Run, words: tuple[str, ...]) -> None:
    answer = ponam(*words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "(see “ponam" in answer.err


def test_notices_go_to_standard_error_cut_short_unless_v(ponam: Run) -> None:
    assert ponam("probe", "notices").err.splitlines()[-2:] == [
        "a.md:3: lost 19",
        "… and 10 more notices; -v shows them all",
    ]
    assert len(ponam("probe", "notices", "-v").err.splitlines()) == 30
    assert ponam("probe", "notices", "-q").err == ""


def test_a_reader_that_stops_is_left_in_silence(tmp_path: Path) -> None:
    code = "import sys; from ponam_review.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "-h"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None and run.stderr is not None
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()

    assert (run.wait(), said) == (141, b"")
