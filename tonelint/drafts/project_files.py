"""The files of a project itself, known by their names: a folder that holds replies has them too."""

import re

# Those that a reply may well have too count in capitals only, as projects write them.
_TEXTS = (
    r"(?i:read[-_]?me|lisez[-_]?moi|change[-_]?log|licen[cs]e|copying|contributing|contribuer"
    r"|code[-_]of[-_]conduct|code[-_]de[-_]conduite|(?:pull|merge)_request_template)"
    r"|AUTHORS|CHANGES|GOVERNANCE|HISTORY|MAINTAINERS|NOTICE|ROADMAP|SECURITY|SUPPORT|TODO"
)
_LANGUAGE = r"(?:[-._](?i:fr|en)(?:[-_][A-Za-z]{2})?)?"  # README.fr.md
_FILES = re.compile(
    rf"(?:{_TEXTS}){_LANGUAGE}\.(?i:md|markdown|txt|text|html?)"
    r"|(?:requirements|constraints)(?:[-_.]\w+)*\.txt|(?:robots|humans|CMakeLists)\.txt"
    r"|(?:package|composer)(?:-lock)?\.json|[jt]sconfig(?:\.\w+)*\.json|pnpm-(?:lock|workspace)\.yaml"
    r"|mkdocs\.ya?ml|(?:docker-)?compose(?:\.\w+)*\.ya?ml"
)


def is_one(name: str) -> bool:
    """Whether a file of this name is one of the project's: met in a folder, it is no reply."""
    return bool(_FILES.fullmatch(name))
