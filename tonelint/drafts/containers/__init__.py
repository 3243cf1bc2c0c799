"""Containers: the structured files that replies are kept in, read as trees with places.

One module a container: it reads a file into a :class:`~tonelint.drafts.tree.Tree` (HTML, which
stands inside the others: a text into what is seen of it), and knows how a text is written inside a
value that is there already.
"""

from tonelint.drafts.containers import csv_tree, html, json_tree, yaml_tree

_WRITERS = {
    "json": json_tree.write,
    "yaml": yaml_tree.write,
    "csv": csv_tree.write,
    "html": html.write,
}


def written(text: str, syntax: tuple[str, ...]) -> str | None:
    """How a text is written inside a value of a file; nothing if it cannot be written there.

    ``syntax`` is that of a :class:`~tonelint.drafts.places.SourceMap`, the outermost first.
    """
    for one in reversed(syntax):
        encoded = _WRITERS[one.partition("-")[0]](text, one)
        if encoded is None:
            return None
        text = encoded
    return text
