"""Channels and voice: how long a reply is, what a channel has room for, which register."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import linter_for
from tonelint import Linter, PolicyMistakes
from tonelint.known import CHANNELS
from tonelint.results import Violation
from tonelint.text.counting import WAYS, foreign_to_sms, segments

QUESTION = "Vous ouvrez à quelle heure?"
Policy = Callable[[str], Linter]


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A linter, in French, of a small code of conduct; without the model, which says nothing here."""
    made: dict[str, Linter] = {}

    def make(text: str) -> Linter:
        if text not in made:
            file = tmp_path_factory.mktemp("policy") / "tonelint.yml"
            file.write_text(f"schema: 1\nextends: default\n{text}", encoding="utf-8")
            made[text] = Linter(file, ui="fr", detection="phrases")
        return made[text]

    return make


def found(linter: Linter, rule: str, reply: str, **known: object) -> list[Violation]:
    result = linter.check(reply, known.pop("message", QUESTION), **known)  # type: ignore[arg-type]
    return [one for one in result.violations if one.rule == rule]


# --- counting -------------------------------------------------------------------


def test_every_channel_has_a_way() -> None:
    assert set(WAYS) == set(CHANNELS)


@pytest.mark.parametrize(
    ("channel", "text", "length"),
    [
        ("x", "", 0),
        ("x", "Élégant, ça? Œuvre", 18),
        ("x", "cafe\u0301", 4),  # composed first
        ("x", "« oui » – d’accord… €", 23),  # – and ’ weigh one, … and € two
        ("x", "漢字", 4),
        ("x", "한", 2),
        ("x", "\u1112\u1161\u11ab", 2),  # the same, decomposed
        ("x", "😀", 2),
        ("x", "👨‍👩‍👧‍👦", 2),
        ("x", "👍🏽", 2),
        ("x", "❤️", 2),
        ("x", "🇨🇦🇫🇷", 4),
        ("x", "1️⃣", 2),
        ("x", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2),
        ("x", "© 1", 3),
        ("x", "voir https://exemple.quebec/une/tres/longue/adresse?avec=tout#ceci.", 5 + 23 + 1),
        ("x", "t.co.ca hydro.com", 23 + 1 + 23),
        ("x", "info@hydro.com", 14),
        ("x", "Bonjour {{prenom}}", 18),
        ("sms", "Déjà prêt", 20),  # ê: UCS-2, 9 × 16/7
        ("sms", "Déjà là", 7),
        ("sms", "10 € {ok}", 12),
        ("sms", "a" * 160, 160),
        ("sms", "ê" * 70, 160),
        ("sms", "ê" * 71, 162),
        ("sms", "😀", 4),
        ("facebook", "ça va 😀", 8),
        ("instagram", "👨‍👩‍👧‍👦", 11),
        ("linkedin", "e\u0301", 2),
        ("email", "e\u0301 👨‍👩‍👧‍👦 🇨🇦", 5),
        ("chat", "oui\r\n", 4),
    ],
)  # fmt: skip
def test_length(channel: str, text: str, length: int) -> None:
    assert WAYS[channel].length(text) == length


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 152 + "€" + "a" * 152, 3),  # the pair is not cut: 152, 154, 1
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("😀" * 36, 2),  # 33 to a part
        ("😀" * 67, 3),
    ],
)
def test_segments(text: str, count: int) -> None:
    assert segments(text) == count


def test_what_sms_cannot_spell() -> None:
    assert foreign_to_sms("Très chère Çà, où? [10 €]") is None
    assert foreign_to_sms("Ça va, garçon") == "ç"
    assert foreign_to_sms("d’accord") == "’"


ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126))
PLAIN = ASCII.filter(lambda text: "." not in text and "/" not in text)  # nothing like a link
CLUSTERS = st.lists(
    st.sampled_from(["a", " ", "\n", "é", "e\u0301", "œ", "…", "中", "한", "€", "{", "😀", "❤️", "👨‍👩‍👧", "👍🏽", "🇨🇦", "1️⃣"])
).map("".join)  # fmt: skip


@given(PLAIN)
def test_ascii_weighs_its_length(text: str) -> None:
    for channel in ("x", "facebook", "instagram", "linkedin", "email", "chat"):
        assert WAYS[channel].length(text) == len(text)


@given(
    st.sampled_from(["https://", "http://", "www."]),
    st.from_regex(r"[a-z][a-z0-9-]{0,30}[a-z]", fullmatch=True),
    st.sampled_from(["ca", "com", "quebec", "org"]),
    st.from_regex(r"(/[A-Za-z0-9_é-]{1,40}){0,4}", fullmatch=True),
)
def test_a_link_always_weighs_23(scheme: str, name: str, domain: str, path: str) -> None:
    assert WAYS["x"].length(f"Voir {scheme}{name}.{domain}{path} ici") == 5 + 23 + 4


@pytest.mark.parametrize("channel", CHANNELS)
@given(one=CLUSTERS, two=CLUSTERS)
def test_more_text_is_never_shorter(channel: str, one: str, two: str) -> None:
    length = WAYS[channel].length
    assert length(one + two) >= max(length(one), length(two))
    if channel != "sms":  # a letter of the second half may change the alphabet of the first
        assert length(one + two) == length(one) + length(two)


@given(CLUSTERS)
def test_segments_agree_with_the_length(text: str) -> None:
    assert (segments(text) == 1) == (WAYS["sms"].length(text) <= 160)


@pytest.mark.parametrize("channel", CHANNELS)
@given(text=CLUSTERS | st.text(), most=st.integers(0, 40))
def test_what_is_beyond(channel: str, text: str, most: int) -> None:
    way = WAYS[channel]
    start = way.beyond(text, most)
    assert (start is not None) == (way.length(text) > most)
    if start is not None:
        assert way.length(text[:start]) <= most


# --- fit-channel ----------------------------------------------------------------


PROFILES = """
voice: {signature: {fr: "– *, Hydro-Ville", en: "– *, Hydro-Town"}}
channels:
  x: {length: 60, hashtags: 1, links: 1, emoji: 1}
  sms: {length: 160}
  email: {length: 400, signature: true}
  linkedin: {length: 20}
"""


@pytest.mark.parametrize(
    ("channel", "reply", "subject", "text", "message"),
    [
        ("x", "On ouvre à 8 h." + " Oui" * 14, "length", "Oui" + " Oui" * 2,
         "X : trop long (71 caractères, pour un maximum de 60)."),
        ("x", "On ouvre à 8 h #lundi #mardi #mercredi", "hashtags", "#mardi #mercredi",
         "X : trop de mots-clics (3, pour un maximum de 1)."),
        ("x", "À 8 h : https://a.ca/#un et https://b.ca/x#deux", "links", "https://b.ca/x#deux",
         "X : trop de liens (2, pour un maximum de 1)."),
        ("x", "On ouvre à 8 h 😀 demain 👍🏽", "emoji", "👍🏽",
         "X : trop d'émojis (2, pour un maximum de 1)."),
        ("linkedin", "  On ouvre à 8 h, le lundi.\n", "length", "undi.",
         "LinkedIn : trop long (25 caractères, pour un maximum de 20)."),
        ("sms", "On ouvre à 8 h. " * 11, "length", "On ouvre à 8 h.",
         "Texto : trop long (175 caractères en 2 textos, pour un maximum de 160)."),
        ("email", "On ouvre à 8 h.\nBonne journée!\n", "signature", "journée!",
         "Courriel : la réponse finit par la signature « – *, Hydro-Ville », qui manque."),
        ("email", "On ouvre à 8 h. – Julie, Hydro-Ville vous salue bien", "signature", "bien", None),
        ("email", "On ouvre à 8 h. – , Hydro-Ville", "signature", "Hydro-Ville", None),
        ("email", "On ouvre à 8 h. – Une très longue phrase qui continue, Hydro-Ville", "signature", "Hydro-Ville", None),
    ],
)  # fmt: skip
def test_too_much(
    policy: Policy, channel: str, reply: str, subject: str, text: str, message: str | None
) -> None:
    (one,) = found(policy(PROFILES), "channel-limits", reply, channel=channel, lang="fr")
    assert (one.subject, one.severity) == (subject, "info")
    assert one.text.strip() == text.strip()
    assert reply[one.start : one.end] == one.text
    assert message in (None, one.message)


@pytest.mark.parametrize(
    ("channel", "reply"),
    [
        (None, "On ouvre à 8 h. " * 60),
        ("facebook", "#a #b #c #d https://a.ca https://b.ca"),
        ("chat", "On ouvre à 8 h."),
        ("x", "Le lundi à 8 h : https://exemple.quebec/une/adresse/bien/trop/longue/pour/soixante"),
        ("x", "On est le #1 à ouvrir à 8 h #lundi"),
        ("email", "On ouvre à 8 h.\n\n– Julie, Hydro-Ville"),
        ("email", "On ouvre à 8 h.\n—\u00a0Julie Côté-Roy,  hydro-ville\n"),
        ("email", "On ouvre à 8 h. - {{agent}}, Hydro-Ville"),
    ],
)
def test_what_fits(policy: Policy, channel: str | None, reply: str) -> None:
    assert found(policy(PROFILES), "channel-limits", reply, channel=channel, lang="fr") == []


def test_the_signature_is_in_the_language_of_the_reply(policy: Policy) -> None:
    message = "What time do you open?"
    reply = "We open at 8 am, every day of the week. – Julie, Hydro-{}"
    known = {"channel": "email", "message": message}
    assert not found(policy(PROFILES), "channel-limits", reply.format("Town"), **known)
    assert found(policy(PROFILES), "channel-limits", reply.format("Ville"), **known)


def test_a_text_that_sms_cannot_spell_says_which_letter(policy: Policy) -> None:
    reply = "Votre commande est prête : on la garde jusqu'à samedi 17 h au comptoir."
    (one,) = found(policy(PROFILES), "channel-limits", reply, channel="sms", lang="fr")
    assert "162 en 2 textos" in one.message
    assert "« ê »" in one.message
    assert one.text == "."


def test_initials_sign(policy: Policy) -> None:
    linter = policy("voice: {signature: ^*}\nchannels: {x: {signature: true}}\n")
    assert not found(linter, "channel-limits", "On ouvre à 8 h. ^JT", channel="x")
    assert found(linter, "channel-limits", "On ouvre à 8 h. JT", channel="x")


@pytest.mark.parametrize("reply", ["", " ", "a" * 50_000, "^" * 50_000, "# " * 20_000])
def test_odd_replies_are_judged_too(policy: Policy, reply: str) -> None:
    linter = policy(
        "voice: {signature: '* ^*'}\nchannels: {chat: {hashtags: 0, signature: true}}\n"
    )
    (one,) = found(linter, "channel-limits", reply, channel="chat")
    assert one.subject == "signature"


def test_a_policy_makes_it_count_and_sets_it_aside_by_subject(policy: Policy) -> None:
    linter = policy(
        "rules: {channel-limits: {severity: error}}\n"
        "waivers: [{rule: 'channel-limits:length', reason: x}]\nchannels: {x: {length: 5, emoji: 0}}\n"
    )
    (one,) = found(linter, "channel-limits", "On ouvre à 8 h 😀", channel="x")
    assert (one.name, one.severity) == ("channel-limits:emoji", "error")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channels: {x: {lenght: 3}}", "did you mean “length”?"),
        ("channels: {twitter: {length: 3}}", "twitter"),
        ("channels: {x: {signature: true}}", "no signature is given"),
        ("voice: {register: slang}", "must be one of familiar, plain, formal"),
        ("waivers: [{rule: 'channel-limits:lenght', reason: x}]", "did you mean “length”?"),
    ],
)
def test_mistakes(policy: Policy, text: str, said: str) -> None:
    with pytest.raises(PolicyMistakes) as caught:
        policy(text + "\n")
    assert said in str(caught.value)
    assert ":3:" in str(caught.value)


# --- register -------------------------------------------------------------------


FAMILIAR = [
    ("fr", "On va regarder ça, pis on vous revient.", "pis"),
    ("fr", "Ben oui, on ouvre à 8 h.", "Ben"),
    ("fr", "Faque on ouvre à 8 h.", "Faque"),
    ("fr", "On ouvre à 8 h, tsé, comme d'habitude.", "tsé"),
    ("fr", "Le bureau est icitte, rue Cartier.", "icitte"),
    ("fr", "Pas pantoute, on ouvre à 8 h.", "pantoute"),
    ("fr", "Y fait frette, on ouvre à 8 h.", "frette"),
    ("fr", "Écrivez-nous stp et on regarde le dossier.", "stp"),
    ("en", "We're gonna open at 8 am.", "gonna"),
    ("en", "If you wanna come by, we open at 8 am.", "wanna"),
    ("en", "Yeah, we open at 8 am.", "Yeah"),
    ("en", "We open at 8 am, pls come by.", "pls"),
    ("en", "Let us know if u need anything else.", "u"),
]
STIFF = [
    (
        "fr",
        "On ouvre à 8 h. Veuillez agréer, Madame, nos salutations distinguées.",
        "Veuillez agréer",
    ),
    ("fr", "Par la présente, nous confirmons l'ouverture à 8 h.", "Par la présente"),
    ("fr", "Il est convenu par les présentes que le bureau ouvre à 8 h.", "par les présentes"),
    ("fr", "Nous accusons réception de votre message.", "accusons réception"),
    ("en", "We hereby confirm that we open at 8 am.", "hereby"),
    ("en", "Pursuant to our rules, the office opens at 8 am.", "Pursuant to"),
    ("en", "We acknowledge receipt of your message.", "acknowledge receipt"),
]
MIDDLE = [
    (
        "fr",
        "Bien oui! Tant pis pour la pluie, on ouvre à 8 h. Bonjour Ben, veuillez nous écrire ici.",
    ),
    ("fr", "Puis on vous revient d'ici ce soir, moi ou Julie. Il fait froid!"),
    (
        "en",
        "We're open at 8 am, and you'll find us here. Don't worry, it's on BC Hydro's map. The bin is full.",
    ),
]


@pytest.mark.parametrize(("register", "unwelcome"), [("formal", ["familiar"]), ("familiar", ["formal"]), ("plain", ["familiar", "formal"])])  # fmt: skip
def test_register(policy: Policy, register: str, unwelcome: list[str]) -> None:
    linter = policy(f"voice: {{register: {register}}}\n")
    for subject, shown in (("familiar", FAMILIAR), ("formal", STIFF)):
        for lang, reply, text in shown:
            ones = found(linter, "register", reply, lang=lang)
            if subject in unwelcome:
                assert ones and ones[0].text.startswith(text), (reply, ones)
                assert {(one.subject, one.severity) for one in ones} == {(subject, "info")}
                assert "trop " in ones[0].message
            else:
                assert ones == [], reply
    for lang, reply in MIDDLE:
        assert found(linter, "register", reply, lang=lang) == [], reply


def test_a_formula_is_found_once(policy: Policy) -> None:
    reply = "On ouvre à 8 h. Veuillez agréer, Madame, l'expression de nos salutations distinguées."
    ones = found(policy("voice: {register: plain}\n"), "register", reply, lang="fr")
    assert [one.text for one in ones] == [
        "Veuillez agréer, Madame, l'expression",
        "salutations distinguées",
    ]


def test_a_code_without_a_register_judges_none(linter: Linter) -> None:
    for lang, reply, _ in (*FAMILIAR, *STIFF):
        assert found(linter, "register", reply, lang=lang) == []


def test_keeping_someone_posted_in_an_outage_is_a_pun(linter: Linter) -> None:
    reply = "Une équipe est en route, et nous vous tiendrons au courant d'ici 15 h."
    (one,) = found(linter, "outage-pun", reply, message="Plus de courant depuis midi.")
    assert (one.text, one.severity) == ("tiendrons au courant", "info")


@pytest.mark.parametrize(
    ("reply", "template", "signed"),
    [
        ("Votre demande est fermée.\n\n{{agent.signature}}", True, True),
        ("Votre demande est fermée.\n\n[SIGNATURE]", True, True),
        ("Votre demande est fermée.\n\n{{agent.signature}}", False, False),
        ("{{agent.signature}} a fermé votre demande.", True, False),
    ],
)
def test_a_variable_may_stand_for_the_signature(reply: str, template: bool, signed: bool) -> None:
    result = linter_for("utility").check(reply, channel="email", template=template)
    unsigned = any(one.name == "channel-limits:signature" for one in result.violations)
    assert unsigned is not signed
