"""Texts in disguise are read as what they say, positions stay right, and nothing can hang."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint import Linter
from tonelint.text.cleaning import clean
from tonelint.text.matching import Words
from tonelint.text.phrases import MAX_STARS, PhraseCompiler, PhraseError

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u034f\u180e\u061c"
DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
MARKS = (
    "\u0300\u0336\u0489\u1ab0\u1dc4\u20d2\ufe20"  # those that no vowel of the words composes with
)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("i\u200bd\u200di\u2060o\u00adt", "idiot"),
        ("\u202eidiot\u202c", "idiot"),
        ("i\ufe0fd\ufe0fi\ufe0fo\ufe0ft", "idiot"),
        ("\u0441\u043ennard", "connard"),  # Cyrillic с and о
        ("stupi\u0501", "stupid"),  # Cyrillic ԁ
        ("st\u03c5p\u03b9d", "stupid"),  # Greek υ and ι
        ("ｉｄｉｏｔ", "idiot"),
        ("𝓲𝓭𝓲𝓸𝓽", "idiot"),
        ("ⓘⓓⓘⓞⓣ", "idiot"),
        ("🄸🄳🄸🄾🅃", "IDIOT"),
        ("ɪᴅɪᴏᴛ", "idiot"),
        ("i\u0338\u0353d\u0337i\u0338o\u0334t\u0336", "idiot"),
        (unicodedata.normalize("NFD", "crétin"), "crétin"),
        ("con\u00a0nard", "connard"),
        ("c\u202fo\u202fn\u202fn\u202fa\u202fr\u202fd", "connard"),
        ("c o n n a r d", "connard"),
        ("C O N N A R D", "CONNARD"),
        ("i.d.i.o.t", "idiot"),
        ("s-t-u-p-i-d", "stupid"),
        ("c - o - n - n - a - r - d", "connard"),
        ("f_u_c_k", "fuck"),
        ("c*o*n*n*a*r*d", "connard"),
        ("d é b i l e s", "débiles"),
        ("1d10t", "idiot"),
        ("c0nn@rd", "connard"),
        ("C0NN@RDS", "CONNARDS"),
        ("$tupid", "stupid"),
        ("b!tch", "bitch"),
        ("a55hole", "asshole"),
        ("c*nnard", "connard"),
        ("f**k", "fuck"),
        ("1\u200bd.1.0.t".replace("\u200bd", "\u200b.d"), "idiot"),
    ],
)
def test_disguise(typed: str, word: str) -> None:
    """The word is read, and its place is all of the disguise, letters first to last."""
    text = f"Toi, {typed} !"
    cleaned = clean(text)
    assert cleaned.text == f"Toi, {word} !"
    start, end = cleaned.span(5, 5 + len(word))
    invisible = ZERO_WIDTH + DIRECTION
    assert text[start:end].strip(invisible) == typed.strip(invisible)


@pytest.mark.parametrize(
    "text",
    [
        "H2O, 4G, L1N0N, A4, MP3, B2B, 18h30, 5ans, 1er, 2e, 3x2, 12,50 $, US$5, 50% et 100km",
        "A B C ou A, B, C; J. R. R. T.; J. C. O. N. N.",
        "c.a. s.v.p. R.S.V.P. U.S.A. N.B. p.m. S.O.S. C.L.S.C.",
        "l'eau d'érable, aujourd'hui, qu'on y a à la mer de glace",
        "514 555-0199, 1 800 555 0199, 5 1 4 5 5 5 0 1 9 9, 9-8-8",
        ":) ;-) :D <3 XD ¯\\_(ツ)_/¯ ^_^ *-* !!! ?!",
        "moi@exemple.ca, sh1t@exemple.ca, @compte_1, #Panne2026, https://exemple.ca/a?b=c0de",
        "**gras** et *italique*, 2*3*4, a*b*c, prix* (*sauf taxes)",
        "Bonjour {{prenom}}, $prenom, [DATE], %s, ${NOM}",
        "Les étudiant·e·s et ami·e·s sont attendu-e-s, ami@s",
        "As-tu pu te rendre? The moron ic, con nard",
        "Привет, как дела? Мне нужна помощь с COVID и Wi-Fi",
        "Καλημέρα σας, δεν έχω ρεύμα από χθες",
        "مرحبا، ليس لدي كهرباء",
        "停电了, 请帮忙",
        "👨‍👩‍👧 ❤️ 1️⃣ #️⃣ 🏳️‍🌈 👍🏽 🇨🇦 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "5 kΩ, 3 µF, 20 m², n° 4, ½ tasse, 5 ™",
    ],
)
def test_what_is_no_disguise_stays(text: str) -> None:
    assert clean(text).text == text


WORDS = ("connard", "stupide", "plus de courant", "désolé")


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A phrase, and the same with characters that nobody sees set inside."""
    phrase = draw(st.sampled_from(WORDS))
    typed = unicodedata.normalize("NFD", phrase) if draw(st.booleans()) else phrase
    out = [typed[0]]
    for one in typed[1:]:
        after_letter = out[-1][-1].isalpha() or bool(unicodedata.combining(out[-1][-1]))
        hidden = draw(st.text(alphabet=ZERO_WIDTH + DIRECTION, max_size=3))
        marks = draw(st.text(alphabet=MARKS[1:], max_size=3)) if after_letter else ""
        if unicodedata.combining(one):
            hidden = marks = ""  # what composes stands right after its letter
        out.append(marks + hidden + one)
    return phrase, "".join(out)


@given(disguised(), st.text(alphabet="ab \u200b\u00a0\n.é😀", max_size=10))
def test_hidden_characters_hide_nothing(pair: tuple[str, str], before: str) -> None:
    phrase, typed = pair
    text = f"{before} | {typed} !"
    cleaned = clean(text)
    at = cleaned.text.find(phrase)
    assert at >= 0
    start, end = cleaned.span(at, at + len(phrase))
    assert text[start:end] == typed


ANYTHING = st.text(
    alphabet=st.sampled_from(
        "aconrdi10@$!*|.-_/ \u00a0\u202f\n\u200b\u200d\ufe0f\u0301\u0338соｃ𝓬é😀❤"
    ),
    max_size=50,
)


@given(ANYTHING)
@settings(max_examples=300)
def test_places_are_in_order_and_inside(text: str) -> None:
    """Every cleaned character leads to an original one, in order; positions lead back."""
    cleaned = clean(text)
    offsets = [cleaned.offset(place) for place in range(len(cleaned.text))]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)
    assert [cleaned.position(offset) for offset in offsets] == list(range(len(offsets)))
    for place in range(len(offsets)):
        first, last = cleaned.span(place, place + 1)
        assert first < last <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        *"\u200b\u200d\u0301\u00ad\u202e\ufe0f \u00a0\n_*!@1f-.с𝓬ａ",
        "a\u0301", "a\u0301\u0302", "x\u200d", "a\u00a0", "a ", "a.", "a*", "a!", "1a", "aс",
        "f u c k ", "c o n n a r ", "c0nn@rd ", "🏴\U000e0067", " \n", "[a",
    ],
)  # fmt: skip
def test_cleaning_stays_linear(unit: str) -> None:
    """A megabyte of one kind of mark takes seconds at the very most; quadratic, it takes hours."""
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    clean(text)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("message", "evidence"),
    [
        ("Vous êtes une gang de c o n n a r d s, aucune réponse!", "c o n n a r d s"),
        ("T'es rien qu'un 1d10t.", "1d10t"),
        ("T'es rien qu'un i.d.i.o.t.", "i.d.i.o.t"),
        ("You are a $tupid b!tch", "b!tch"),
        ("You are an i\u200bd\u200bi\u200bo\u200bt", "i\u200bd\u200bi\u200bo\u200bt"),
        ("T'es rien qu'un \u0441\u043ennard", "\u0441\u043ennard"),
        ("T'es rien qu'un connnnarrrrd", "connnnarrrrd"),
    ],
)
def test_insult_in_a_message(linter: Linter, message: str, evidence: str) -> None:
    found = {one.name: one for one in linter.context(message).contexts}
    assert "abuse" in found
    shown = found["abuse"].evidence
    assert all(message[one.start : one.end] == one.text for one in shown)
    assert any(evidence in one.text for one in shown)


def test_disguise_in_a_reply(linter: Linter) -> None:
    plain = linter.check("Vous êtes un connard, arrêtez de nous écrire.", message="Allô?")
    hidden = linter.check(
        "Vous êtes un c\u200b.o.n.n.a.r.d, arrêtez de nous écrire.", message="Allô?"
    )
    names = {one.rule for one in plain.violations}
    assert names
    assert names <= {one.rule for one in hidden.violations}


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        ("Appelez le \u202e2410-555\u202c svp.", ["\u202e2410"]),
        ("Votre dos\u200bsier est prêt.", ["dos\u200bsier"]),
        ("Votre dos\u00adsier est prêt 👨‍👩‍👧 ❤️.", []),
        ("\u2067", []),
    ],
)
def test_hidden_characters_are_told(linter: Linter, reply: str, shown: list[str]) -> None:
    found = linter.check(reply, lang="fr").violations
    told = [one for one in found if one.rule == "hidden-characters"]
    assert all(one.severity == "info" for one in told)
    texts = [reply[one.start : one.end] for one in told]
    assert len(texts) >= len(shown)
    assert all(any(part in text for text in texts) for part in shown)
    assert bool(texts) == bool(shown)


def tokens(text: str) -> list[str]:
    return text.lower().split()


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("aab*a*a*b", ["a" * 100_000 + "ab"]),
        ("aaa*a*a*b", ["a" * 100_000]),
        ("*a*a*ab", ["a" * 100_000 + "c"]),
        ("mot <20> <20> <20> <20> fin", ["mot"] * 80),
        ("fil <12> failli <4> tomber <20> encore", ["fil", "failli", "tomber"] * 26),
        ("mot" + " [mot]" * 40 + " fin", ["mot"] * 80),
        ("mot" + " [<any>]" * 40 + " fin", ["mot"] * 80),
        ("mot <link>", ["mot", "a.cab/" * 20_000]),
        ("mot <number>", ["mot", "1" * 100_000 + "x"]),
    ],
)
def test_no_phrase_hangs(phrase: str, words: list[str]) -> None:
    """Each of these takes a backtracking engine minutes, or for ever."""
    began = time.process_time()
    assert Words(words).longest(PhraseCompiler(tokens, {})(phrase)) == []
    assert time.process_time() - began < 5


def test_stars_find_what_they_should() -> None:
    compiler = PhraseCompiler(tokens, {})
    words = Words(["anticonstitutionnellement", "antistat", "constitution"])
    assert words.longest(compiler("anti*tion*ment")) == [(0, 1)]
    assert words.longest(compiler("*stit*")) == [(0, 1), (2, 3)]
    assert words.longest(compiler("anti*tat")) == [(1, 2)]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("a" + "*a" * (MAX_STARS + 1), "4 stars; 3 is the most"),
        ("(" * 30 + "mot" + ")" * 30, "more than 20 brackets"),
        ("(" * 4000 + "mot" + ")" * 4000, "is the most: split it"),
        ("mot " * 2000, "has 8000 characters"),
        ("{s30}", "inside one another"),
        ("{doubled} {doubled}", "is the most"),
    ],
)
def test_phrase_beyond_bounds(phrase: str, reason: str) -> None:
    sets = {f"s{n}": [f"{{s{n - 1}}} mot"] for n in range(1, 31)} | {"s0": ["mot"]}
    sets["doubled"] = [f"mot{n} et" for n in range(100)]
    with pytest.raises(PhraseError, match=reason):
        PhraseCompiler(tokens, sets)(phrase)
