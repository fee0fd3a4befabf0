"""The records that come with ipp-search.

Two published notes of the IPP External Stakeholder Challenge Group, byte for
byte as HMPPS published them. A question asked before anything was ingested is
answered from them. README.md beside this file gives provenance and licence.
"""

from pathlib import Path

NOTES = Path(__file__).resolve().parent
"""The folder that holds the bundled notes (``*.txt``)."""
