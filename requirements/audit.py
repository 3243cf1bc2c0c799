"""Known weaknesses of what CI installs: ``python requirements/audit.py`` (see ``.ci/audit``).

Asks pip-audit of every version in ``ci.txt`` and ``tools.txt``. Exit code: 1 if one has a known
weakness, each told on a line; 0 if none has, or where nothing could be learnt of a lock, which a
line says too.
"""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKS = tuple(Path(__file__).with_name(name) for name in ("ci.txt", "tools.txt"))
WEAK = 1
_PATIENCE = 15  # seconds for each answer of the database
_ENOUGH = 600  # seconds for all of them


def asked(lock: Path) -> list[dict[str, Any]]:
    """What pip-audit says of each package of a lock; where it cannot, nothing, and a line why.

    Each is ``{name, version, vulns: [{id, fix_versions, …}]}``, or ``{name, skip_reason}``.
    """
    command = [
        sys.executable, "-m", "pip_audit", "-r", str(lock), "--disable-pip", "--no-deps",
        "--format", "json", "--progress-spinner", "off", "--timeout", str(_PATIENCE),
    ]  # fmt: skip
    why = "its database was too slow to answer"
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_ENOUGH)
        why = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        with contextlib.suppress(ValueError, KeyError):
            found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
            return found
    print(f"{lock.name}: pip-audit could not tell ({why})")
    return []


def weaknesses(found: list[dict[str, Any]]) -> list[str]:
    """A line for each known weakness: the package, what the weakness is called, what mends it."""
    return [
        f"{one['name']} {one['version']}: {weak['id']}, mended in "
        f"{', '.join(weak['fix_versions']) or 'no version yet'}"
        for one in found
        for weak in one.get("vulns", ())
    ]


def main() -> int:
    """Audits the locks; the exit code."""
    found = [one for lock in LOCKS for one in asked(lock)]
    known = sum("vulns" in one for one in found)
    for line in weaknesses(found):
        print(line)
    if not known:
        print("nothing was audited: the database of pip-audit cannot be reached from here")
    else:
        print(f"{known} packages audited, {len(found) - known} not in the database")
    return WEAK if weaknesses(found) else 0


if __name__ == "__main__":
    sys.exit(main())
