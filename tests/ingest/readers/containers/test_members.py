"""Mail and archives: what is in them is a record by a path of its own, and is found there again."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from support.office import docx, p

from ipp_search.errors import UnreadableRecord
from ipp_search.index.report import silent
from ipp_search.index.syncing.preview import preview
from ipp_search.ingest.readers.finding import find_records
from ipp_search.ingest.readers.registry import read_bytes, read_document


def zipped(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return written.getvalue()


def mail(
    body: str, *attached: tuple[str, bytes], html: str = "", subject: str = "Quay Forum, 14 May 2024"
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["Date"], message["From"] = (
        subject,
        "Fri, 17 May 2024 09:00:00 +0100",
        "Dinah <d@x.example>",
    )
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def found(place: Path) -> dict[str, str]:
    """The text of every record at a place, by its path below it."""
    problems: list[str] = []
    paths = list(find_records(place, lambda path, why: problems.append(why)))
    assert not problems
    return {path.relative_to(place).as_posix(): read_document(path, read_bytes(path)).text for path in paths}


def test_each_record_in_an_archive_is_one_of_its_own(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": b"Deep down."})
    members = {
        "may/minutes.docx": docx(p("The yard dredges.")),
        "june.txt": "Łódź.".encode(),
        "in.zip": inner,
        "plan.dwg": b"x",
    }
    (tmp_path / "all.zip").write_bytes(zipped(members))
    assert found(tmp_path) == {
        "all.zip/may/minutes.docx": "The yard dredges.\n",
        "all.zip/june.txt": "Łódź.",
        "all.zip/in.zip/deep.txt": "Deep down.",
    }
    assert found(tmp_path / "all.zip")["june.txt"] == "Łódź."


def test_a_mail_is_a_record_and_so_is_each_file_attached_to_it(tmp_path: Path) -> None:
    forwarded = mail("Inner words.", subject="Fwd")
    message = mail("The quay was closed.\n\nIt opens in June.\n", ("minutes.docx", docx(p("The yard dredges."))))
    message.add_attachment(forwarded)
    message.add_attachment(zipped({"a.txt": b"Zipped."}), maintype="application", subtype="zip", filename="b.zip")
    (tmp_path / "may.eml").write_bytes(message.as_bytes())
    assert found(tmp_path) == {
        "may.eml": "Quay Forum, 14 May 2024\nThe quay was closed.\nIt opens in June.\n",
        "may.eml/minutes.docx": "The yard dredges.\n",
        "may.eml/Fwd.eml": "Fwd\nInner words.\n",
        "may.eml/b.zip/a.txt": "Zipped.",
    }


def test_a_mail_of_a_web_page_is_read_as_one(tmp_path: Path) -> None:
    message = mail("plain", html="<h2>Fees</h2><ul><li>Boats pay £18 – café.</li></ul>")
    (tmp_path / "may.eml").write_bytes(message.as_bytes())
    assert found(tmp_path)["may.eml"].endswith("Fees\n• Boats pay £18 – café.\n")


@pytest.mark.parametrize("name", ["page.mht", "page.mhtml", "page.htm", "page.html"])
def test_a_web_archive_is_decoded_whatever_its_name(name: str, tmp_path: Path) -> None:
    page = "<html><body><h1>Quay Forum</h1>=\n<p>The caf=C3=A9 costs =C2=A318.</p></body></html>"
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="B"; type="text/html"\r\n\r\n--B\r\n'
    part = 'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    (tmp_path / name).write_bytes(f"{head}{part}{page}\r\n--B--\r\n".encode())
    assert found(tmp_path) == {name: "Quay Forum\nThe café costs £18.\n"}


def test_names_that_lead_elsewhere_are_no_members_and_like_names_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"../out.txt": b"x", "/abs.txt": b"y", "__MACOSX/._n.txt": b"z"}))
    assert found(tmp_path) == {"a.zip/abs.txt": "y"}
    (tmp_path / "a.zip").unlink()
    (tmp_path / "b.eml").write_bytes(mail("x", ("n.txt", b"One."), ("n.txt", b"Two.")).as_bytes())
    assert [text for path, text in found(tmp_path).items() if path != "b.eml"] == ["One.", "Two."]


def test_an_archive_that_is_damaged_locked_or_swells_is_told_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 not really")
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.txt": b"x" for n in range(2_001)}))
    (tmp_path / "good.txt").write_text("Board\n")
    told: dict[str, str] = {}
    paths = list(find_records(tmp_path, lambda path, why: told.update({path.name: why})))
    assert [path.name for path in paths] == ["good.txt"]
    assert set(told) == {"bad.zip", "many.zip"}
    (tmp_path / "one.zip").write_bytes(zipped({"a.txt": b"x"}))
    with pytest.raises(UnreadableRecord, match="no such file"):
        read_bytes(tmp_path / "one.zip" / "b.txt")


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = zipped({"end.txt": b"x"})
    for n in range(10):
        data = zipped({f"{n}.zip": data, f"{n}.txt": b"x"})
    (tmp_path / "a.zip").write_bytes(data)
    assert len(found(tmp_path)) == 3


def test_files_that_no_reader_is_for_are_named_by_kind(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx", "plan.JPG", "README"):
        (tmp_path / name).write_bytes(b"x")
    report = preview([tmp_path], silent)
    assert {kind: [Path(path).name for path in paths] for kind, paths in report.passed_over.items()} == {
        ".xlsx": ["a.xlsx", "b.xlsx"], ".jpg": ["plan.JPG"], "no ending": ["README"],
    }  # fmt: skip
