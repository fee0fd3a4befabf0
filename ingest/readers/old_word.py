"""Word files of before 2007 (.doc), by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 50  # for LibreOffice, which takes one or two; below the limit for a file
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Nothing is fetched and nothing run, whatever the file asks for.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def as_docx(data: bytes) -> bytes:
    """An old Word file as a .docx.

    Raises:
        ValueError: LibreOffice is not installed, or cannot read it.
    """
    if not data.startswith(_OLD_WORD):
        raise ValueError("damaged, or not a .doc file")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ValueError(
            "old Word files (.doc) are read by way of LibreOffice, which is not installed: save it as .docx"
        )
    with tempfile.TemporaryDirectory(prefix="ipp-search-") as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        (place / "record.doc").write_bytes(data)
        command = [
            program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore", "--nologo",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place), str(place / "record.doc"),
        ]  # fmt: skip
        nowhere = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "SAL_USE_VCLPLUGIN": "svp"}
        try:
            subprocess.run(
                command, env={**os.environ, **nowhere}, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            return (place / "record.docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise ValueError("LibreOffice cannot read it: save it as .docx") from None
