"""``ipp_search.open``: the index that is meant, and a word of warning where there is none."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

from ipp_search import settings
from ipp_search.api import Index
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings

if TYPE_CHECKING:
    from ipp_search.index.encoding.encoder import Encoder


def open_index(
    folder: str | os.PathLike[str] | None = None, *, encoder: Encoder | None = None, ranking: SearchSettings = DEFAULT
) -> Index:
    """Open an index: the folder given, else IPP_SEARCH_INDEX, else the platform's data folder.

    With no index there yet, the two bundled notes answer; of a folder that is named here, a warning says so.

    Args:
        folder: of the index.
        encoder: embeds texts in place of the model that the index names; see ``Index``.
        ranking: what ranking weighs, where it is not to be the usual.

    Raises:
        IndexProblem: it is a file.
    """
    index = Index(settings.index_folder(folder), encoder=encoder, ranking=ranking)
    if folder is not None and index.bundled:
        warnings.warn(
            f"There is no index at {index.folder} yet: the two bundled notes answer until records are ingested.",
            stacklevel=2,
        )
    return index


open = open_index
