"""Documents of other programs turned into Word files by LibreOffice, where it is installed.

It runs apart: on a copy of the file, with a profile of its own that is thrown away, without macros, without fetching what the file
links to, and not longer than the time it is given.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..text.errors import WordFileError

CONVERTED = (".odt", ".ott", ".fodt", ".doc", ".dot", ".rtf", ".sxw", ".wps")
"""Endings of the documents that LibreOffice reads for us."""
SECONDS = 120
_LIMIT = 300 << 20

_PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Java", "Enable", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macro, no update of links, and a proxy that is nobody: whatever the file asks for, it is not fetched."""


def find_office(environ: Mapping[str, str]) -> Path | None:
    """LibreOffice's program: what PONAM_SOFFICE names, what the path holds, or one of the usual places."""
    named = environ.get("PONAM_SOFFICE", "")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name, path=environ.get("PATH"))
        if found:
            return Path(found)
    return next((place for place in _usual_places(environ) if place.is_file()), None)


def _usual_places(environ: Mapping[str, str]) -> Iterator[Path]:
    for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if environ.get(name):
            yield Path(environ[name]) / "LibreOffice" / "program" / "soffice.exe"
    if os.name == "nt":
        return
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    yield from (Path(folder) / "libreoffice/program/soffice" for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib"))
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    yield Path("/snap/bin/libreoffice")


def convert_to_docx(path: Path, *, environ: Mapping[str, str], seconds: float = SECONDS) -> bytes:
    """The bytes of the Word file that LibreOffice makes of a document; one sentence where it cannot."""
    if not path.is_file():
        raise WordFileError("{file}: there is no such file", file=str(path))
    if path.stat().st_size > _LIMIT:
        raise WordFileError("{file}: it is larger than {limit} MB, which this tool does not read", file=str(path), limit=_LIMIT >> 20)
    program = find_office(environ)
    if program is None:
        raise WordFileError(
            "{file}: only LibreOffice can read this kind of file, and it is not installed here; install it (libreoffice.org), or open the "
            "file elsewhere and save it as .docx",
            file=str(path),
        )
    # A profile in use is locked by its last process for a moment, on Windows above all: what is left over is no reason to fail.
    with tempfile.TemporaryDirectory(prefix="ponam-", ignore_cleanup_errors=True) as name:
        return _converted(program, path, Path(name), environ, seconds)


def _converted(program: Path, path: Path, folder: Path, environ: Mapping[str, str], seconds: float) -> bytes:
    source = folder / f"text{path.suffix.lower()}"
    shutil.copyfile(path, source)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    out = folder / "out"
    out.mkdir()
    words = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)),
    ]
    if not _run(words, _environment(environ, folder), seconds):
        raise WordFileError(
            "{file}: LibreOffice did not finish turning it into a Word file in {seconds} seconds; open it in the program it comes from and "
            "save it as .docx",
            file=str(path),
            seconds=int(seconds),
        )
    made = out / "text.docx"
    if not made.is_file():
        raise WordFileError("{file}: LibreOffice cannot read it; open it in the program it comes from and save it as .docx", file=str(path))
    return made.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return _PROFILE.format(items=items)


def _environment(environ: Mapping[str, str], home: Path) -> dict[str, str]:
    """Only what a program needs to start: no proxy, no display, a home that is thrown away."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "SystemRoot", "WINDIR", "COMSPEC", "NUMBER_OF_PROCESSORS")
    return {name: environ[name] for name in kept if name in environ} | {"HOME": str(home), "TMP": str(home), "TEMP": str(home)}


def _run(words: list[str], environ: dict[str, str], seconds: float) -> bool:
    """Whether the program ended in time; LibreOffice starts children, which must end with it."""
    nothing = subprocess.DEVNULL
    try:
        started = subprocess.Popen(  # noqa: S603 - a program that the user has installed, with our own words
            words, env=environ, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=sys.platform != "win32"
        )
    except OSError:
        return True  # it could not start: no file is made, and that is said
    try:
        started.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(started)
        return False
    return True


def _end(started: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            taskkill = shutil.which("taskkill")
            if taskkill:
                subprocess.run([taskkill, "/T", "/F", "/PID", str(started.pid)], capture_output=True, check=False)  # noqa: S603
        else:
            os.killpg(started.pid, signal.SIGKILL)
    with suppress(OSError):
        started.kill()
    with suppress(subprocess.TimeoutExpired):
        started.wait(10)
