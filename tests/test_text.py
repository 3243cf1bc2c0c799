"""Folding, cleaning, tokens, phrases and language: what every detection stands on."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fnmatch import fnmatchcase

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tonelint import strict_yaml
from tonelint.conduct import load
from tonelint.text.cleaning import clean
from tonelint.text.filing import FilingMemory
from tonelint.text.folding import Folder, plain
from tonelint.text.language import Identifier
from tonelint.text.matching import PhraseIndex, Words
from tonelint.text.phrases import PhraseCompiler, PhraseError
from tonelint.text.pipeline import Reader, merge_writing

DOCUMENT = load("default").document
READER = Reader(merge_writing((way.splits, way.spellings) for way in DOCUMENT.language.values()))
SETS = {
    "nomore": ["plus", "pu", "pas"],
    "power": ["courant", "électricité", "de jus"],
    "loop": ["{loop}"],
}


def found(phrase: str, text: str) -> list[str]:
    """The words of ``text`` that a phrase matches, as they stand there."""
    compiler = PhraseCompiler(READER.words, SETS)
    index = PhraseIndex({"fr": compiler}, FilingMemory({"fr": compiler}, SETS))
    index.add([phrase], "fr")
    doc = READER.sentences(text)
    spans = [doc[match.start : match.end] for match in index.matches(doc)]
    places = [doc._.clean.span(span.start_char, span.end_char) for span in spans]
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("plus de courant", "On a PLUS  de courant!", ["PLUS  de courant"]),
        ("électricité", "pas d’electricite ici", ["electricite"]),
        ("panne*", "deux pannes, une panne", ["pannes", "panne"]),
        ("*ement", "rapidement", ["rapidement"]),
        ("{nomore} de courant", "on a pu de courant", ["pu de courant"]),
        ("{nomore} [du tout] {power}", "pu du tout de jus", ["pu du tout de jus"]),
        ("(fil|fils) (à|a|par) terre", "un fil a terre", ["fil a terre"]),
        ("(a (b|c d)|e) f", "a c d f et e f", ["a c d f", "e f"]),
        ("facture <3> élevée", "ma facture est vraiment trop élevée", ["facture est vraiment trop élevée"]),
        ("facture <3> élevée", "ma facture. Elle est élevée", []),
        ("<number> heures", "depuis 3 heures", ["3 heures"]),
        ("voir <link>", "voir https://exemple.ca/a?b=1.", ["voir https://exemple.ca/a?b=1"]),
        ("^ bravo $", "Bravo! Bravo pour tout.", ["Bravo"]),
        ("(bravo vous|vous tous les gars) $", "Bravo vous", ["Bravo vous"]),
        ("^ (allo vous|vous mes bons amis)", "Allo vous mes bons amis de loin", ["Allo vous"]),
        ("^ bravo", "Ah! Bravo pour tout.", ["Bravo"]),
        ("j'ai froid", "jai frette", ["jai frette"]),
        ("tabarnak", "taaabarnac", ["taaabarnac"]),
        ("ne fonctionne pas", "ça ne  fonctionne\npas", ["ne  fonctionne\npas"]),
        ("merci", "mer\u00adci", ["mer\u00adci"]),
        ("été", unicodedata.normalize("NFD", "cet été-là"), [unicodedata.normalize("NFD", "été")]),
        ("😂", "trop drôle😂😂", ["😂", "😂"]),
        ("verglas", "#PanneVerglas2026", ["Verglas"]),
        ("do not work", "it doesn't work, they dont work", ["dont work"]),
        ("does not work", "it doesn’t work", ["doesn’t work"]),
        ("can't pay", "I can’t pay and I CANT PAY", ["can’t pay", "CANT PAY"]),
        ("not pay", "they won't pay, we cannot pay, I can't pay", ["n't pay", "not pay", "n't pay"]),
        ("(do|ca) n't know", "I don't know", ["don't know"]),
        ("pouvez vous", "Pouvez-vous m'aider", ["Pouvez-vous"]),
        ("<number> ($|piastres)", "une facture de 120 $", ["120 $"]),
    ],
)  # fmt: skip
def test_phrase(phrase: str, text: str, words: list[str]) -> None:
    assert found(phrase, text) == words


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("(a|b", "never closes it"),
        ("a) b", "where a word should be"),
        ("{nobody} a", "which nothing defines"),
        ("{loop}", "contains itself"),
        ("a <99> b", "has <99>"),
        ("<3>", "whole word"),
        ("ab*", "whole word"),
        ("^ $", "whole word"),
        (" ".join(["(a b|c d|e f)"] * 9), "is the most"),
    ],
)
def test_phrase_mistake(phrase: str, reason: str) -> None:
    compiler = PhraseCompiler(READER.words, SETS)
    with pytest.raises(PhraseError, match=reason):
        compiler.needs(phrase)
        compiler(phrase)


# Parts of a phrase: each the ways to write it (words; none: it is optional), or words it may skip.
WORD = st.sampled_from(["a", "b", "c", "d", "abcd", "abca", "bcd"])
PIECE = st.sampled_from(["a", "b", "c", "d", "abc*", "*cd"])
WAYS = st.lists(st.lists(PIECE, max_size=2), min_size=1, max_size=4).filter(any)
PARTS = st.lists(st.one_of(WAYS, st.integers(1, 2)), min_size=1, max_size=4)


def written(parts: list[list[list[str]] | int]) -> str:
    """The phrase of these parts."""
    texts = []
    for part in parts:
        if isinstance(part, int):
            texts.append(f"<{part}>")
        else:
            ways = "|".join(" ".join(way) for way in part if way)
            texts.append(f"({ways})" if all(part) else f"[{ways}]")
    return " ".join(texts)


def ends(parts: list[list[list[str]] | int], words: list[str], start: int) -> set[int]:
    """Where a phrase that begins at ``start`` may end: every way tried, one by one."""
    if not parts:
        return {start}
    first, rest = parts[0], parts[1:]
    if isinstance(first, int):
        after = {min(start + skipped, len(words)) for skipped in range(first + 1)}
    else:
        after = {start + len(way) for way in first if stands(way, words[start:])}
    return {end for place in after for end in ends(rest, words, place)}


def stands(way: list[str], words: list[str]) -> bool:
    """Whether words begin with those of a way."""
    return len(way) <= len(words) and all(map(fnmatchcase, words, way))


@given(PARTS, st.lists(WORD, max_size=9))
def test_every_way_to_write_a_phrase_is_found(
    parts: list[list[list[str]] | int], words: list[str]
) -> None:
    form = PhraseCompiler(str.split, {})(written(parts))
    spans = {
        (start, end)
        for start in range(len(words))
        for end in ends(parts, words, start)
        if end > start
    }
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= first or last <= start for first, last in kept):
            kept.append((start, end))
    assert Words(words).longest(form) == kept


@given(
    st.lists(PARTS, min_size=1, max_size=8),
    st.lists(st.lists(WORD, min_size=1, max_size=9), min_size=1, max_size=3),
    st.frozensets(WORD),
)
@example([[[["a", "b"], ["*cd"]], [["c"]]]], [["a", "b", "c"], ["bcd", "c"]], frozenset())
@example([[[["a", "b"], ["*cd"]]]], [["bcd"], ["a", "b"]], frozenset())
def test_no_phrase_is_lost_where_it_is_filed(
    phrases: list[list[list[list[str]] | int]], texts: list[list[str]], common: frozenset[str]
) -> None:
    compiler = PhraseCompiler(READER.words, {}, common)
    index = PhraseIndex({"fr": compiler}, FilingMemory({"fr": compiler}, sorted(common)))
    filed = {}
    for phrase in map(written, phrases):
        with suppress(PhraseError):  # it needs no word: it cannot be filed
            compiler.needs(phrase)
            filed[index.add([phrase], "fr")] = compiler(phrase)
    for words in texts:
        expected = [
            (key, *span) for key, form in filed.items() for span in Words(words).longest(form)
        ]
        matches = index.matches(READER.sentences(" ".join(words)))
        assert [(match.entry.key, match.start, match.end) for match in matches] == expected


def test_threads_open_word_sets_together() -> None:
    sets = {f"s{number}": [f"{{s{number + 1}}} x{number}", "y"] for number in range(12)}
    sets["s12"] = ["z"]
    compiler = PhraseCompiler(str.split, sets)
    with ThreadPoolExecutor(8) as pool:
        forms = list(pool.map(compiler, ["{s0} a"] * 64))
    assert len({form.parts for form in forms}) == 1


def test_comments_are_not_read() -> None:
    text = "Merci! <!-- tonelint: ignore[blame] vous auriez dû --> À demain <!-- sans fin"
    cleaned = clean(text)
    assert cleaned.text == "Merci!  À demain <!-- sans fin"
    start = cleaned.text.index("demain")
    assert text[slice(*cleaned.span(start, start + 6))] == "demain"


def test_one_very_long_word() -> None:
    word = "pann" + "e" * 100_000 + "ment"
    assert found("panne*", f"a {word} b") == [word]
    assert found("*ment", f"a {word} b") == [word]


def test_a_stretched_word_is_read_alike_before_any_phrase_is_filed() -> None:
    reader = Reader(merge_writing([]), ["(cool|beurre) {nomore}"])
    before = reader.words("coooool")
    PhraseCompiler(reader.words, SETS).filing("col")
    assert before == reader.words("coooool") == ["cool"]
    assert [token.norm_ for token in reader.sentences("du beurrre")] == ["du", "beurre"]


ODD = st.text(
    alphabet=st.sampled_from("aé  \n\t\r\u00a0\u00ad\u200be\u0301ôŒ.!😂👨‍👩‍👧'’-0"), max_size=60
)


@given(ODD)
def test_cleaned_spans_lead_back(text: str) -> None:
    cleaned = clean(text)
    assert "\u200b" not in cleaned.text
    for start in range(len(cleaned.text)):
        first, last = cleaned.span(start, start + 1)
        assert 0 <= first < last <= len(text)
        if cleaned.text[start].isalnum():
            assert unicodedata.normalize("NFC", text[first:last])[0] == cleaned.text[start]


@given(st.text(max_size=80))
def test_tokens_cover_any_text(text: str) -> None:
    doc = READER.sentences(text)
    assert "".join(token.text_with_ws for token in doc) == clean(text).text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l’électricité qu'on", ["l’", "électricité", "qu'", "on"]),
        ("Saint-Denis belle-mère", ["Saint-Denis", "belle-mère"]),
        ("aujourd'hui quelqu’un", ["aujourd'hui", "quelqu’un"]),
        ("a-t-il dites-nous-le", ["a", "-t", "-il", "dites", "-nous", "-le"]),
        ("I can't, they're", ["I", "ca", "n't", ",", "they", "'re"]),
        ("a.b@exemple.ca www.exemple.ca/x.", ["a.b@exemple.ca", "www.exemple.ca/x", "."]),
        ("👨‍👩‍👧🇨🇦ok", ["👨‍👩‍👧", "🇨🇦", "ok"]),
        ("Non.Oui", ["Non", ".", "Oui"]),
        ("12,50 $ à 20h30", ["12,50", "$", "à", "20h30"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in READER.sentences(text)] == tokens


def test_repeated_letters_fold_to_known_words() -> None:
    fold = Folder({}, {"cool", "non"}.__contains__)
    assert [fold(word) for word in ("coooool", "nooooon", "helllp", "comme")] == [
        "cool", "non", "help", "comme",
    ]  # fmt: skip
    assert plain("Œuvre’s") == "oeuvre's"


IDENTIFIER = Identifier(
    {
        name: [READER.fold(word) for word in way.function_words]
        for name, way in DOCUMENT.language.items()
    }
)


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("Merci beaucoup!", None, "fr"),
        ("Thanks a lot!", None, "en"),
        ("on a pu de courant depuis hier", None, "fr"),
        ("power's out again", None, "en"),
        ("chu pogné icitte", None, "fr"),
        ("👍👍", "en", "en"),
        ("OK", "fr", "fr"),
        ("Hydro-Québec is the worst, j'te jure it never works and they don't care", None, "en"),
        ("No tengo luz en mi casa desde ayer por la noche, ayuda", None, "other"),
        ("停电了", None, "other"),
    ],
)
def test_language(text: str, expected: str | None, language: str) -> None:
    assert IDENTIFIER.identify(text, READER.words(text), expected).language == language


def test_only_true_and_false_are_truth_values() -> None:
    assert strict_yaml.load("[on, non, yes, no, true, 2026-01-01]", "") == [
        "on", "non", "yes", "no", True, "2026-01-01",
    ]  # fmt: skip
