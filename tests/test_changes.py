"""What changed since a revision, in real repositories."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tonelint.changes import Changes
from tonelint.drafts.draft import Draft
from tonelint.drafts.places import Passage
from tonelint.errors import InputError
from tonelint.results import Advice, Decision, Result

Git = Callable[..., str]
_WHO = {
    "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.org",
    "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in a new repository of one commit, which is the folder we are in."""
    for name, value in _WHO.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    run("init", "-q", "-b", "main")
    write("a.txt", "un\ndeux\ntrois\nquatre\ncinq\n")
    run("add", ".")
    run("commit", "-qm", "first")
    return run


def write(path: str, text: str) -> None:
    """Writes a file, and the folders above it."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8", newline="")


def result(path: str | None, first: int, last: int | None = None) -> Result:
    """A result of a draft that stands on these lines."""
    extent = (first, last or first)
    draft = Draft("…", path=path, line=first, extent=extent)
    return Result(draft, "fr", (), (), (), Advice(None, (), ""), Decision(), ())


def touched(changes: Changes, path: str, lines: int) -> list[int]:
    """Which of the lines of a file, each a draft, have changed."""
    return [line for line in range(1, lines + 1) if changes.touches(result(path, line))]


def test_lines_changed_and_added_are_touched(git: Git) -> None:
    write("a.txt", "un\nDEUX\ntrois\nquatre\ncinq\nsix\nsept\n")
    changes = Changes.since("HEAD")
    assert touched(changes, "a.txt", 7) == [2, 6, 7]
    assert changes.files() == [Path("a.txt").resolve()]
    git("add", ".")  # staged or not is all the same
    assert touched(Changes.since("HEAD"), "a.txt", 7) == [2, 6, 7]


def test_what_lost_a_line_is_touched(git: Git) -> None:  # noqa: ARG001 - the repository
    write("a.txt", "un\ndeux\nquatre\ncinq\n")
    assert touched(Changes.since("HEAD"), "a.txt", 4) == [2, 3]
    write("a.txt", "deux\ntrois\nquatre\ncinq\n")
    assert touched(Changes.since("HEAD"), "a.txt", 4) == [1]


def test_a_draft_is_touched_by_any_of_its_lines(git: Git) -> None:  # noqa: ARG001
    write("a.txt", "un\ndeux\ntrois\nQUATRE\ncinq\n")
    changes = Changes.since("HEAD")
    assert changes.touches(result("a.txt", 1, 4))
    assert changes.touches(result("a.txt", 4, 5))
    assert not changes.touches(result("a.txt", 1, 3))
    assert not changes.touches(result("a.txt", 5, 9))


def test_without_an_extent_the_places_of_the_reply_tell(git: Git) -> None:  # noqa: ARG001
    text = "un\ndeux\ntrois\nQUATRE\ncinq\n"
    write("a.txt", text)
    changes = Changes.since("HEAD")
    for start, end, is_touched in ((0, 13, False), (3, 18, True), (14, 24, True), (21, 25, False)):
        passage = Passage.of(text).cut(start, end)
        line = passage.places.position(0).line
        draft = Draft(passage.text, path="a.txt", line=line, places=passage.places)
        made = Result(draft, "fr", (), (), (), Advice(None, (), ""), Decision(), ())
        assert changes.touches(made) == is_touched, passage.text


@pytest.mark.parametrize(
    "name",
    [
        "avec espaces.md", "réponses/été 🎉.md", 'gui"llemets".md', "tab\there.md", "ligne\nfin.md",
        "back\\slash.md", "b/b.md", "[a]*.md", ":(top)x.md", " blancs .md", "-x.md",
    ],
)  # fmt: skip
@pytest.mark.parametrize("new", [False, True])
def test_files_of_any_name(git: Git, name: str, new: bool) -> None:
    write(name, "un\ndeux\n")
    write("other.md", "un\n")
    if not new:
        git("add", ".")
        git("commit", "-qm", "more")
        write(name, "un\ndeux\ntrois\n")
        write("other.md", "deux\n")
    for changes in (Changes.since("HEAD"), Changes.since("HEAD", [f"./{name}"])):
        assert Path(name).resolve() in changes.files()
        assert touched(changes, f"./{name}", 3) == ([1, 2, 3] if new else [3])
    assert Path("other.md").resolve() not in Changes.since("HEAD", [f"./{name}"]).files()


def test_what_looks_like_a_header_is_none(git: Git) -> None:
    write("a.txt", "-- a/un\n++ b/z.txt\ndeux\n")
    git("commit", "-qam", "headers")
    write("a.txt", "++ b/z.txt\n@@ -1 +9 @@\ndiff --git a/z b/z\ndeux")
    changes = Changes.since("HEAD")
    assert changes.files() == [Path("a.txt").resolve()]
    assert touched(changes, "a.txt", 9) == [1, 2, 3, 4]


def test_settings_of_the_user_change_nothing(git: Git) -> None:
    for setting in (
        "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.relative=true", "diff.context=9",
        "diff.interHunkContext=9", "color.ui=always", "diff.external=false", "diff.renames=copies",
    ):  # fmt: skip
        git("config", *setting.split("="))
    write("sub/b.txt", "un\ndeux\n")
    git("add", ".")
    git("commit", "-qm", "sub")
    write("sub/b.txt", "un\nDEUX\n")
    write("a.txt", "UN\ndeux\ntrois\nquatre\nCINQ\n")
    os.chdir("sub")
    changes = Changes.since("HEAD")
    assert touched(changes, "b.txt", 2) == [2]
    assert touched(changes, "../a.txt", 5) == [1, 5]


def test_a_file_that_is_gone_or_renamed(git: Git) -> None:
    write("b.txt", "un\n")
    git("add", ".")
    git("commit", "-qm", "more")
    git("mv", "a.txt", "c.txt")
    git("rm", "-q", "b.txt")
    assert Changes.since("HEAD").files() == []
    write("c.txt", "un\ndeux\ntrois\nquatre\ncinq\nsix\n")
    git("add", ".")
    changes = Changes.since("HEAD")
    assert changes.files() == [Path("c.txt").resolve()]
    assert touched(changes, "c.txt", 6) == [6]


def test_what_others_did_meanwhile_is_no_change_of_ours(git: Git) -> None:
    git("checkout", "-qb", "ours")
    write("a.txt", "un\ndeux\ntrois\nquatre\nCINQ\n")
    git("commit", "-qam", "ours")
    git("checkout", "-q", "main")
    write("a.txt", "UN\ndeux\ntrois\nquatre\ncinq\n")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "ours")
    assert touched(Changes.since("main"), "a.txt", 5) == [5]


def test_histories_with_nothing_in_common_are_compared_as_they_are(git: Git) -> None:
    git("checkout", "-q", "--orphan", "alone")
    write("a.txt", "un\ndeux\ntrois\nquatre\nCINQ\n")
    git("commit", "-qam", "alone")
    assert touched(Changes.since("main"), "a.txt", 5) == [5]


def test_ignored_files_are_no_news_and_untracked_ones_are(git: Git) -> None:  # noqa: ARG001
    write(".gitignore", "drafts/\n")
    write("drafts/x.txt", "un\n")
    write("new/y.txt", "un\n")
    changes = Changes.since("HEAD")
    assert touched(changes, "drafts/x.txt", 1) == []
    assert touched(changes, "new/y.txt", 1) == [1]


def test_what_stands_in_no_file_is_always_new(git: Git) -> None:  # noqa: ARG001
    changes = Changes.since("HEAD", ["-"])
    assert changes.files() == []
    assert changes.touches(result(None, 1))
    assert changes.touches(result("<stdin>", 1))


def test_only_what_was_asked_for_is_looked_at(git: Git) -> None:  # noqa: ARG001
    write("one/x.txt", "un\n")
    write("two/y.txt", "un\n")
    assert Changes.since("HEAD", ["one"]).files() == [Path("one/x.txt").resolve()]


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "no revision “nowhere”"), ("", "no revision"), ("--output=x", "no revision"),
        ("main...HEAD", "one revision to compare the files with, like main"),
        ("..HEAD", "like main"), ("HEAD:a.txt", "no revision"),
    ],
)  # fmt: skip
def test_a_wrong_revision_is_one_sentence(git: Git, revision: str, said: str) -> None:  # noqa: ARG001
    with pytest.raises(InputError, match=said) as caught:
        Changes.since(revision)
    assert "\n" not in str(caught.value)
    assert not Path("x").exists()


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "alone"
    folder.mkdir()
    with pytest.raises(InputError, match="in no git repository"):
        Changes.since("HEAD", [str(folder)])


def test_a_path_of_another_repository(git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:  # noqa: ARG001
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.raises(InputError, match=r"git cannot tell what changed: .* is outside repository"):
        Changes.since("HEAD", ["a.txt", str(elsewhere)])


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="git is not installed"):
        Changes.since("HEAD", [str(tmp_path)])
