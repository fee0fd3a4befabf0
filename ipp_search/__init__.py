"""Ask meeting records a question and get verbatim, cited passages.

    import ipp_search

    with ipp_search.open() as index:
        for hit in index.search("recall out of touch").hits:
            print(hit.passage.text, hit.passage.citation)

Everything runs on this machine. The public names are those of ``dir(ipp_search)``; the rest may change. They are listed
in one place, ``__init__.pyi``, and loaded when used, so that ``ipp-search --help`` costs no import it does not need.
"""

import lazy_loader

from ipp_search import telemetry
from ipp_search._version import __version__

telemetry.switch_off()  # first of all: some libraries read their switch when they are loaded

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__all__ += ["__version__"]
