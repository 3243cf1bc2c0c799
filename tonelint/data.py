"""Where the rules and codes of conduct that ship with tonelint are.

In a wheel they lie beside the code; in a checkout, at the top of the tree.
"""

import hashlib
import json
from pathlib import Path

_HERE = Path(__file__).parent


def _folder(name: str) -> Path:
    packaged = _HERE / name
    return packaged if packaged.is_dir() else _HERE.parent / name


RULES = _folder("rules")
POLICIES = _folder("policies")


def versions() -> dict[str, str]:
    """What the rules and codes that ship say, and the corpus and encoder the text model was made
    of: digests, the same for the same content.
    """
    digest = hashlib.sha256()
    for folder in (POLICIES, RULES):
        for file in sorted(folder.rglob("*.yml")):
            digest.update(f"{file.relative_to(folder)}\n".encode() + file.read_bytes())
    model = json.loads((_HERE / "model" / "weights" / "model.json").read_text(encoding="utf-8"))
    named = {"rules": digest.hexdigest(), "corpus": model["corpus"], "encoder": model["encoder"]}
    return {name: version[:12] for name, version in named.items()}
