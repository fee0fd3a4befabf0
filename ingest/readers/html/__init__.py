"""Web pages: ``reader`` walks the tree, ``css`` tells what a page hides or strikes, ``encoding`` how it is written."""
