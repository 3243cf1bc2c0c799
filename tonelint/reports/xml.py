"""XML for other programs: whatever a draft holds, the document is well-formed."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tonelint.terminal import visible

_NOT_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")

__all__ = ["Element", "add", "document"]


def add(parent: Element, tag: str, text: str = "", **attributes: str | int | None) -> Element:
    """A new element at the end of its parent; attributes that are ``None`` are left out.

    Characters that XML has no way to write, and those that control a terminal, become a mark.
    """
    written = {key: _clean(str(value)) for key, value in attributes.items() if value is not None}
    element = SubElement(parent, tag, written)
    element.text = _clean(text) or None
    return element


def document(root: Element) -> str:
    """The whole document."""
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(text))
