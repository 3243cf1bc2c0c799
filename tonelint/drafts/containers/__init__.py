"""Containers: the structured files that replies are kept in, read as trees with places.

One module a container: it reads a file into a :class:`~tonelint.drafts.tree.Tree` (HTML, which
stands inside the others: a text into what is seen of it), and knows how a text is written inside a
value that is there already.
"""

from importlib import import_module

_WRITERS = {"json": "json_tree", "yaml": "yaml_tree", "csv": "csv_tree", "html": "html"}


def written(text: str, syntax: tuple[str, ...]) -> str | None:
    """How a text is written inside a value of a file; nothing if it cannot be written there.

    ``syntax`` is that of a :class:`~tonelint.drafts.places.SourceMap`, the outermost first.
    """
    for one in reversed(syntax):
        container = import_module(f"{__name__}.{_WRITERS[one.partition('-')[0]]}")
        encoded: str | None = container.write(text, one)
        if encoded is None:
            return None
        text = encoded
    return text
