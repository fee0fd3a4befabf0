"""The public index, a class in three parts: what it keeps, what it follows, what it answers."""

from ipp_search.api.index import Index

__all__ = ["Index"]
