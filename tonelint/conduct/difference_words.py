"""The sentences that say what changes from one code of conduct to another, in both languages.

A row is for what stands at a key path of the document, where ``*`` is any name (an empty one:
whatever the situation). Holes: ``{in}`` the situation, ``{of}`` what the first name stands for,
``{name}`` what the last one does, ``{before}`` and ``{after}`` the values, as ``kind`` says them.
``[…]`` compares with before: it is left out where the situation or the role itself is new.
French quotes and colons get their no-break spaces when they are said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str, ...]
Both = tuple[str, str]  # French, English


@dataclass(frozen=True, slots=True)
class Became:
    """One value became another: how to say that it changed, is new, is gone."""

    path: str
    kind: str
    fr: tuple[str, str, str]
    en: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of names has more, or fewer: ``{items}``."""

    path: str
    kind: str
    fr: tuple[str, str]
    en: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """Many phrases: what is said of one more, of ``{n}`` more, of one fewer, of ``{n}`` fewer, and
    of a change that none of these tells.
    """

    path: str
    fr: tuple[str, str, str, str, str]
    en: tuple[str, str, str, str, str]


Row = Became | Listed | Counted


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name is there, or no longer. ``{says}``: what it says, in short.

    ``whole``: whether that is all there is to say of something new.
    """

    path: str
    fr: tuple[str, str]
    en: tuple[str, str]
    whole: bool = True


# --- headings, in the order they are read in --------------------------------------

HEADINGS: tuple[tuple[Both, tuple[str, ...]], ...] = (
    (("Situations", "Situations"), ("always", "contexts", "order")),
    (("Arbre de décision", "Decision tree"), ("decision-tree",)),
    (("Règles", "Rules"), ("rules",)),
    (("Rôles et pouvoirs", "Roles and powers"), ("roles", "powers")),
    (("Humour", "Humour"), ("humour",)),
    (("Ressources", "Resources"), ("resources", "regions")),
    (("Voix et canaux", "Voice and channels"), ("voice", "channels", "languages")),
    (
        ("Dérogations et adoption", "Waivers and adoption"),
        ("waivers", "never-waived", "adoption"),
    ),
    (
        ("Ce qui est reconnu", "What is recognised"),
        ("detection", "tones", "elements", "signals", "sets", "language"),
    ),
    (("Le document", "The document"), ("schema", "name", "about", "documents", "incidents")),
)

# --- what comes and goes ----------------------------------------------------------

NAMED = (
    Named(
        "contexts.*",
        ("Nouvelle situation : {name}.", "Situation retirée : {name}."),
        ("New situation: {name}.", "Situation removed: {name}."),
        whole=False,
    ),
    Named(
        "decision-tree.*",
        (
            "Nouvelle question de l'arbre de décision : « {name} » Si oui : {says}.",
            "Question retirée de l'arbre de décision : « {name} »",
        ),
        (
            "New question in the decision tree: “{name}” If so: {says}.",
            "Question removed from the decision tree: “{name}”",
        ),
    ),
    Named(
        "rules.*",
        ("Nouvelle règle : {name} ({says}).", "Règle retirée : {name}."),
        ("New rule: {name} ({says}).", "Rule removed: {name}."),
    ),
    Named(
        "roles.*",
        ("Nouveau rôle : {name}.", "Rôle retiré : {name}."),
        ("New role: {name}.", "Role removed: {name}."),
        whole=False,
    ),
    Named(
        "powers.*",
        (
            "Nouveau pouvoir : {name}; seuls les rôles qui l'ont le peuvent.",
            "Pouvoir retiré : {name}; tout le monde le peut.",
        ),
        (
            "New power: to {name}; only the roles that have it may.",
            "Power removed: to {name}; everyone may.",
        ),
    ),
    Named(
        "resources.*",
        ("Nouvelle ressource : {says}.", "Ressource retirée : {name}."),
        ("New resource: {says}.", "Resource removed: {name}."),
    ),
    Named(
        "waivers.*",
        ("Nouvelle dérogation à la règle {name} : {says}.", "Fin de la dérogation à {name}."),
        ("New waiver of the rule {name}: {says}.", "The waiver of {name} ends."),
    ),
    Named(
        "adoption.*",
        ("{says}.", "L'adoption progressive prend fin : {name}."),
        ("{says}.", "The time to adopt ends: {name}."),
    ),
    Named(
        "tones.*",
        ("Nouveau ton : {name}.", "Ton retiré : {name}."),
        ("New tone: {name}.", "Tone removed: {name}."),
    ),
    Named(
        "elements.*",
        ("Nouvel élément : {name}.", "Élément retiré : {name}."),
        ("New element: {name}.", "Element removed: {name}."),
    ),
)

# --- situations -------------------------------------------------------------------

_STANCE: tuple[Row, ...] = (
    Became(
        "contexts.*.tone",
        "tones",
        (
            "{in}, le ton suggéré devient : {after} (c'était : {before}).",
            "{in}, le ton suggéré est : {after}.",
            "{in}, aucun ton n'est plus suggéré (c'était : {before}).",
        ),
        (
            "{in}, the tone suggested becomes {after} (it was {before}).",
            "{in}, the tone suggested is {after}.",
            "{in}, no tone is suggested any more (it was {before}).",
        ),
    ),
    Became(
        "contexts.*.forbid.*",
        "severity",
        ("{in}, le ton {name} devient {after}[ (il était {before})].",) * 3,
        ("{in}, the {name} tone becomes {after}[ (it was {before})].",) * 3,
    ),
    Became(
        "contexts.*.require.*.severity",
        "severity",
        ("{in}, répondre sans {name} devient {after}[ (c'était {before})].",) * 3,
        ("{in}, replying without {name} becomes {after}[ (it was {before})].",) * 3,
    ),
    Became(
        "contexts.*.require.*.when-signals",
        "signals",
        (
            "{in}, {name} : exigé seulement quand il est question de {after}.",
            "{in}, {name} : exigé seulement quand il est question de {after}.",
            "{in}, {name} : exigé quoi que dise le message.",
        ),
        (
            "{in}, {name}: required only where there is talk of {after}.",
            "{in}, {name}: required only where there is talk of {after}.",
            "{in}, {name}: required whatever the message says.",
        ),
    ),
    Became(
        "contexts.*.require.*.audience",
        "audience",
        (
            "{in}, {name} : exigé seulement {after}.",
            "{in}, {name} : exigé seulement {after}.",
            "{in}, {name} : exigé en public comme en privé.",
        ),
        (
            "{in}, {name}: required only {after}.",
            "{in}, {name}: required only {after}.",
            "{in}, {name}: required in public and in private.",
        ),
    ),
    Became(
        "contexts.*.require.*.any-of",
        "resources",
        (
            "{in}, {name} : il faut l'une de ces ressources, dans l'ordre : {after}.",
            "{in}, {name} : il faut l'une de ces ressources, dans l'ordre : {after}.",
            "{in}, {name} : aucune ressource précise n'est plus exigée (c'était : {before}).",
        ),
        (
            "{in}, {name}: one of these resources is needed, in this order: {after}.",
            "{in}, {name}: one of these resources is needed, in this order: {after}.",
            "{in}, {name}: no resource in particular is needed any more (it was {before}).",
        ),
    ),
    Listed(
        "contexts.*.resources",
        "resources",
        ("{in}, à proposer[ en plus] : {items}.", "{in}, à ne plus proposer : {items}."),
        ("{in}, [also ]to be offered: {items}.", "{in}, no longer to be offered: {items}."),
    ),
    Became(
        "contexts.*.reply-within",
        "duration",
        (
            "{in}, on répond d'ici {after} au lieu de {before}.",
            "{in}, on répond d'ici {after}[ (il n'y avait pas de délai)].",
            "{in}, il n'y a plus de délai pour répondre (c'était {before}).",
        ),
        (
            "{in}, we reply within {after} instead of {before}.",
            "{in}, we reply within {after}[ (there was no time limit)].",
            "{in}, there is no time limit for replying any more (it was {before}).",
        ),
    ),
    Became(
        "contexts.*.handled-by",
        "roles",
        (
            "{in}, qui répond : {after} (c'était : {before}).",
            "{in}, qui répond : {after}[ (personne en particulier avant)].",
            "{in}, personne en particulier ne répond plus (c'était : {before}).",
        ),
        (
            "{in}, who replies: {after} (it was {before}).",
            "{in}, who replies: {after}[ (nobody in particular before)].",
            "{in}, nobody in particular replies any more (it was {before}).",
        ),
    ),
    Became(
        "contexts.*.approved-by",
        "roles",
        (
            "{in}, la réponse attend l'accord de : {after} (c'était : {before}).",
            "{in}, la réponse attend[ maintenant] l'accord de : {after}.",
            "{in}, la réponse n'attend plus d'accord (c'était : {before}).",
        ),
        (
            "{in}, the reply waits for the approval of {after} (it was {before}).",
            "{in}, the reply[ now] waits for the approval of {after}.",
            "{in}, the reply waits for no approval any more (it was {before}).",
        ),
    ),
    Became(
        "contexts.*.note",
        "words",
        (
            "{in}, la note à qui répond dit maintenant : {after}",
            "{in}, une note à qui répond : {after}",
            "{in}, la note à qui répond est retirée.",
        ),
        (
            "{in}, the note to whoever replies now says: {after}",
            "{in}, a note to whoever replies: {after}",
            "{in}, the note to whoever replies is removed.",
        ),
    ),
    Counted(
        "contexts.*.say",
        (
            "{in}, une[ nouvelle] phrase est proposée.",
            "{in}, {n}[ nouvelles] phrases sont proposées.",
            "{in}, une phrase n'est plus proposée.",
            "{in}, {n} phrases ne sont plus proposées.",
            "{in}, les phrases proposées changent d'ordre.",
        ),
        (
            "{in}, 1[ new] phrase is offered.",
            "{in}, {n}[ new] phrases are offered.",
            "{in}, 1 phrase is no longer offered.",
            "{in}, {n} phrases are no longer offered.",
            "{in}, the phrases offered change their order.",
        ),
    ),
)

_CONTEXTS: tuple[Row, ...] = (
    *_STANCE,
    Became(
        "contexts.*.persists",
        "truth",
        (
            "",
            "{in}, la situation dure[ maintenant] jusqu'à la fin du fil.",
            "{in}, la situation ne dure plus d'un message à l'autre.",
        ),
        (
            "",
            "{in}, the situation[ now] lasts until the end of the thread.",
            "{in}, the situation no longer lasts from one message to the next.",
        ),
    ),
    Counted(
        "contexts.*.in-reply",
        (
            "Une[ nouvelle] phrase d'une réponse type dit la situation « {of} ».",
            "{n}[ nouvelles] phrases d'une réponse type disent la situation « {of} ».",
            "Une phrase d'une réponse type ne dit plus la situation « {of} ».",
            "{n} phrases d'une réponse type ne disent plus la situation « {of} ».",
            "La façon de reconnaître « {of} » dans une réponse type change.",
        ),
        (
            "1[ new] phrase in a canned reply tells {of}.",
            "{n}[ new] phrases in a canned reply tell {of}.",
            "1 phrase in a canned reply no longer tells {of}.",
            "{n} phrases in a canned reply no longer tell {of}.",
            "The way {of} is recognised in a canned reply changes.",
        ),
    ),
    Became(
        "order",
        "contexts",
        (
            "Quand plusieurs situations tiennent, elles décident dans cet ordre : {after}.",
            "Quand plusieurs situations tiennent, elles décident dans cet ordre : {after}.",
            "L'ordre des situations n'est plus fixé.",
        ),
        (
            "Where several situations hold, they decide in this order: {after}.",
            "Where several situations hold, they decide in this order: {after}.",
            "The order of situations is no longer set.",
        ),
    ),
)


def _labels(group: str) -> Iterator[Row]:
    """What contexts, tones and elements have in common."""
    yield Became(
        f"{group}.*.title",
        "words",
        ("{before} s'appelle maintenant {after}.",) * 2 + ("{before} n'a plus de titre.",),
        ("{before} is now called {after}.",) * 2 + ("{before} has no title any more.",),
    )
    yield Became(
        f"{group}.*.about",
        "words",
        ("« {of} » se définit maintenant ainsi : {after}",) * 2
        + ("« {of} » n'a plus de définition.",),
        ("{of} is now defined so: {after}",) * 2 + ("{of} has no definition any more.",),
    )
    yield Became(
        f"{group}.*.sensitivity",
        "sensitivity",
        ("« {of} » se reconnaît[ maintenant] {after}[ (c'était {before})].",) * 3,
        ("{of} is[ now] recognised {after}[ (it was {before})].",) * 3,
    )
    yield Counted(
        f"{group}.*.detect",
        (
            "Une[ nouvelle] phrase fait reconnaître « {of} ».",
            "{n}[ nouvelles] phrases font reconnaître « {of} ».",
            "Une phrase ne fait plus reconnaître « {of} ».",
            "{n} phrases ne font plus reconnaître « {of} ».",
            "La façon de reconnaître « {of} » change.",
        ),
        (
            "1[ new] phrase recognises {of}.",
            "{n}[ new] phrases recognise {of}.",
            "1 phrase no longer recognises {of}.",
            "{n} phrases no longer recognise {of}.",
            "The way {of} is recognised changes.",
        ),
    )


def _remedies(group: str) -> Row:
    return Became(
        f"{group}.*.remedy",
        "words",
        ("Pour « {of} », le conseil devient : {after}",) * 2
        + ("Pour « {of} », le conseil est retiré.",),
        ("For {of}, the advice becomes: {after}",) * 2 + ("For {of}, the advice is removed.",),
    )


_RECOGNISED: tuple[Row, ...] = (
    *_labels("contexts"),
    *_labels("tones"),
    _remedies("tones"),
    *_labels("elements"),
    _remedies("elements"),
    Counted(
        "elements.*.say",
        (
            "Une[ nouvelle] phrase est proposée pour « {of} ».",
            "{n}[ nouvelles] phrases sont proposées pour « {of} ».",
            "Une phrase n'est plus proposée pour « {of} ».",
            "{n} phrases ne sont plus proposées pour « {of} ».",
            "Les phrases proposées pour « {of} » changent d'ordre.",
        ),
        (
            "1[ new] phrase is offered for {of}.",
            "{n}[ new] phrases are offered for {of}.",
            "1 phrase is no longer offered for {of}.",
            "{n} phrases are no longer offered for {of}.",
            "The phrases offered for {of} change their order.",
        ),
    ),
    *(
        Counted(
            f"{group}.*",
            (
                "Une[ nouvelle] phrase sous le nom « {of} ».",
                "{n}[ nouvelles] phrases sous le nom « {of} ».",
                "Une phrase de moins sous le nom « {of} ».",
                "{n} phrases de moins sous le nom « {of} ».",
                "Ce qui porte le nom « {of} » se reconnaît autrement.",
            ),
            (
                "1[ new] phrase under the name “{of}”.",
                "{n}[ new] phrases under the name “{of}”.",
                "1 phrase fewer under the name “{of}”.",
                "{n} phrases fewer under the name “{of}”.",
                "What is called “{of}” is recognised otherwise.",
            ),
        )
        for group in ("signals", "sets")
    ),
    Counted(
        "language.*",
        (
            "Un mot de plus aide à lire : {of}.",
            "{n} mots de plus aident à lire : {of}.",
            "Un mot de moins aide à lire : {of}.",
            "{n} mots de moins aident à lire : {of}.",
            "La façon de lire change : {of}.",
        ),
        (
            "1 more word helps to read {of}.",
            "{n} more words help to read {of}.",
            "1 word fewer helps to read {of}.",
            "{n} words fewer help to read {of}.",
            "The way of reading {of} changes.",
        ),
    ),
    Became(
        "detection",
        "detection",
        ("On reconnaît maintenant {after} (avant : {before}).",) * 3,
        ("Recognition now goes {after} (before: {before}).",) * 3,
    ),
)

# --- rules ------------------------------------------------------------------------


def _rule_text(key: str, fr: str, en: str) -> Row:
    return Became(
        f"rules.*.{key}",
        "words",
        (f"La règle {{of}} {fr} : {{after}}",) * 2 + (f"La règle {{of}} {fr} : rien.",),
        (f"The rule {{of}} {en}: {{after}}",) * 2 + (f"The rule {{of}} {en}: nothing.",),
    )


_RULES: tuple[Row, ...] = (
    Became(
        "rules.*.severity",
        "rule severity",
        ("Enfreindre la règle {of} devient {after} (c'était {before}).",) * 3,
        ("Breaking the rule {of} becomes {after} (it was {before}).",) * 3,
    ),
    Became(
        "rules.*.check",
        "text",
        ("La règle {of} vérifie maintenant autre chose ({after} au lieu de {before}).",) * 3,
        ("The rule {of} now checks something else ({after} instead of {before}).",) * 3,
    ),
    Became(
        "rules.*.max",
        "text",
        ("La règle {of} permet {after} au lieu de {before}.",) * 3,
        ("The rule {of} allows {after} instead of {before}.",) * 3,
    ),
    Became(
        "rules.*.max-in.*",
        "text",
        (
            "{in2}, la règle {of} permet {after} au lieu de {before}.",
            "{in2}, la règle {of} permet {after} (il n'y avait pas de limite à part).",
            "{in2}, la règle {of} n'a plus de limite à part (c'était {before}).",
        ),
        (
            "{in2}, the rule {of} allows {after} instead of {before}.",
            "{in2}, the rule {of} allows {after} (there was no limit of its own).",
            "{in2}, the rule {of} has no limit of its own any more (it was {before}).",
        ),
    ),
    Listed(
        "rules.*.replace",
        "replacements",
        (
            "La règle {of} veut aussi ces mots : {items}.",
            "La règle {of} ne veut plus ces mots : {items}.",
        ),
        (
            "The rule {of} also wants these words: {items}.",
            "The rule {of} no longer wants these words: {items}.",
        ),
    ),
    Became(
        "rules.*.when",
        "conditions",
        (
            "La règle {of} s'applique maintenant dans ces cas : {after} (c'était : {before}).",
            "La règle {of} ne s'applique plus que dans ces cas : {after}.",
            "La règle {of} s'applique maintenant toujours (c'était : {before}).",
        ),
        (
            "The rule {of} now applies in these cases: {after} (it was: {before}).",
            "The rule {of} now applies in these cases only: {after}.",
            "The rule {of} now applies always (it was: {before}).",
        ),
    ),
    Became(
        "rules.*.unless",
        "conditions",
        (
            "La règle {of} excuse maintenant une réponse avec : {after} (c'était : {before}).",
            "La règle {of} excuse maintenant une réponse avec : {after}.",
            "La règle {of} n'excuse plus rien (c'était : {before}).",
        ),
        (
            "The rule {of} now excuses a reply with: {after} (it was: {before}).",
            "The rule {of} now excuses a reply with: {after}.",
            "The rule {of} no longer excuses anything (it was: {before}).",
        ),
    ),
    _rule_text("title", "s'intitule maintenant", "is now called"),
    _rule_text("message", "dit maintenant", "now says"),
    _rule_text("why", "donne maintenant comme raison", "now gives as its reason"),
    _rule_text("remedy", "conseille maintenant", "now advises"),
    _rule_text("source", "cite maintenant", "now cites"),
    Counted(
        "rules.*.detect",
        (
            "La règle {of} reconnaît une nouvelle phrase.",
            "La règle {of} reconnaît {n} nouvelles phrases.",
            "La règle {of} ne reconnaît plus une phrase.",
            "La règle {of} ne reconnaît plus {n} phrases.",
            "La règle {of} reconnaît autrement ses phrases.",
        ),
        (
            "The rule {of} recognises 1 new phrase.",
            "The rule {of} recognises {n} new phrases.",
            "The rule {of} no longer recognises 1 phrase.",
            "The rule {of} no longer recognises {n} phrases.",
            "The rule {of} recognises its phrases otherwise.",
        ),
    ),
)

# --- the organisation -------------------------------------------------------------


def _power_part(key: str, kind: str) -> Row:
    return Listed(
        f"powers.*.{key}",
        kind,
        (
            "Le pouvoir « {of} » couvre aussi : {items}.",
            "Le pouvoir « {of} » ne couvre plus : {items}.",
        ),
        (
            "The power to {of} also covers: {items}.",
            "The power to {of} no longer covers: {items}.",
        ),
    )


def _resource_part(key: str, kind: str, fr: str, en: str) -> Row:
    return Became(
        f"resources.*.{key}",
        kind,
        (
            f"{{of}} : {fr} devient {{after}} (c'était {{before}}).",
            f"{{of}} : {fr} est maintenant donné : {{after}}.",
            f"{{of}} : {fr} est retiré (c'était {{before}}).",
        ),
        (
            f"{{of}}: {en} becomes {{after}} (it was {{before}}).",
            f"{{of}}: {en} is now given: {{after}}.",
            f"{{of}}: {en} is removed (it was {{before}}).",
        ),
    )


_ORGANISATION: tuple[Row, ...] = (
    Became(
        "roles.*.title",
        "words",
        ("Le rôle {before} s'appelle maintenant {after}.",) * 3,
        ("The role {before} is now called {after}.",) * 3,
    ),
    Became(
        "roles.*.about",
        "words",
        ("Le rôle « {of} » se définit maintenant ainsi : {after}",) * 2
        + ("Le rôle « {of} » n'a plus de définition.",),
        ("The role of {of} is now defined so: {after}",) * 2
        + ("The role of {of} has no definition any more.",),
    ),
    Listed(
        "roles.*.may",
        "powers",
        (
            "Le rôle « {of} » peut[ maintenant] {items}.",
            "Le rôle « {of} » ne peut plus {items}.",
        ),
        ("The role “{of}” may[ now] {items}.", "The role “{of}” may no longer {items}."),
    ),
    Became(
        "powers.*.title",
        "words",
        ("Le pouvoir {before} s'appelle maintenant {after}.",) * 3,
        ("The power {before} is now called {after}.",) * 3,
    ),
    _power_part("tones", "tones"),
    _power_part("elements", "elements"),
    _power_part("signals", "signals"),
    _power_part("contexts", "contexts"),
    _power_part("message-signals", "signals"),
    Became(
        "humour.share",
        "share",
        ("La part des réponses qui peuvent être drôles passe de {before} à {after}.",) * 3,
        ("The share of replies that may be funny goes from {before} to {after}.",) * 3,
    ),
    *(
        Became(
            f"humour.{key}",
            key,
            (
                f"L'humour n'est permis que {fr} : {{after}} (c'était : {{before}}).",
                f"L'humour n'est plus permis que {fr} : {{after}}.",
                f"L'humour n'est plus réservé ({fr} : {{before}}).",
            ),
            (
                f"Humour is allowed only {en}: {{after}} (it was: {{before}}).",
                f"Humour is now allowed only {en}: {{after}}.",
                f"Humour is no longer reserved ({en}: {{before}}).",
            ),
        )
        for key, fr, en in (
            ("contexts", "dans ces situations", "in these situations"),
            ("roles", "à ces rôles", "for these roles"),
            ("channels", "sur ces canaux", "on these channels"),
        )
    ),
    Became(
        "resources.*.title",
        "words",
        ("La ressource {before} s'appelle maintenant {after}.",) * 3,
        ("The resource {before} is now called {after}.",) * 3,
    ),
    _resource_part("phone", "texts", "le numéro de téléphone", "the phone number"),
    _resource_part("text", "texts", "le numéro de texto", "the number for text messages"),
    _resource_part("url", "words", "le lien", "the link"),
    _resource_part("hours", "words", "l'horaire", "the timetable"),
    _resource_part("region", "text", "le territoire", "the region"),
    Became(
        "resources.*.languages",
        "languages",
        ("{of} : offert en {after} (c'était en {before}).",) * 3,
        ("{of}: offered in {after} (it was in {before}).",) * 3,
    ),
    Listed(
        "resources.*.formerly",
        "texts",
        (
            "{of} : n'est plus le bon numéro : {items}.",
            "{of} : n'est plus dit périmé : {items}.",
        ),
        (
            "{of}: no longer the right number: {items}.",
            "{of}: no longer said to be out of date: {items}.",
        ),
    ),
    Became(
        "resources.*.verified-on",
        "text",
        (
            "{of} : vérifié le {after} (c'était le {before}).",
            "{of} : vérifié le {after}.",
            "{of} : la date de vérification est retirée (c'était le {before}).",
        ),
        (
            "{of}: verified on {after} (it was on {before}).",
            "{of}: verified on {after}.",
            "{of}: the day it was verified is removed (it was {before}).",
        ),
    ),
    Became(
        "regions",
        "texts",
        ("Les ressources se proposent dans cet ordre de territoires : {after}.",) * 2
        + ("L'ordre des territoires n'est plus fixé (c'était : {before}).",),
        ("Resources are offered in this order of regions: {after}.",) * 2
        + ("The order of regions is no longer set (it was {before}).",),
    ),
)

# --- voice ------------------------------------------------------------------------


def _channel_part(key: str, fr: str, en: str) -> Row:
    return Became(
        f"channels.*.{key}",
        "text",
        (
            f"{{on}}, au plus {{after}} {fr} au lieu de {{before}}.",
            f"{{on}}, au plus {{after}} {fr} (il n'y avait pas de limite).",
            f"{{on}}, plus de limite de {fr} (c'était {{before}}).",
        ),
        (
            f"{{on}}, at most {{after}} {en} instead of {{before}}.",
            f"{{on}}, at most {{after}} {en} (there was no limit).",
            f"{{on}}, no limit of {en} any more (it was {{before}}).",
        ),
    )


_VOICE: tuple[Row, ...] = (
    Became(
        "voice.address",
        "address",
        ("On s'adresse aux gens {after} (avant : {before}).",) * 3,
        ("People are addressed {after} (before: {before}).",) * 3,
    ),
    Became(
        "voice.register",
        "register",
        (
            "Le registre devient {after} (il était {before}).",
            "Le registre est maintenant {after}.",
            "Le registre n'est plus fixé (il était {before}).",
        ),
        (
            "The register becomes {after} (it was {before}).",
            "The register is now {after}.",
            "The register is no longer set (it was {before}).",
        ),
    ),
    Became(
        "voice.signature",
        "words",
        (
            "La signature devient {after} (c'était {before}).",
            "La signature est maintenant {after}.",
            "Il n'y a plus de signature (c'était {before}).",
        ),
        (
            "The signature becomes {after} (it was {before}).",
            "The signature is now {after}.",
            "There is no signature any more (it was {before}).",
        ),
    ),
    _channel_part("length", "caractères", "characters"),
    _channel_part("hashtags", "mots-clics", "hashtags"),
    _channel_part("links", "liens", "links"),
    _channel_part("emoji", "émojis", "emoji"),
    Became(
        "channels.*.signature",
        "truth",
        ("", "{on}, on signe maintenant.", "{on}, on ne signe plus."),
        ("", "{on}, replies are now signed.", "{on}, replies are no longer signed."),
    ),
    Became(
        "languages",
        "languages",
        ("On répond maintenant en {after} (c'était en {before}).",) * 3,
        ("Replies are now in {after} (it was in {before}).",) * 3,
    ),
)

# --- decisions, exceptions, the document ------------------------------------------

_REST: tuple[Row, ...] = (
    Became(
        "decision-tree.*.if",
        "conditions",
        (
            "À la question « {of} », on répond oui dans ces cas : {after} (c'était : {before}).",
            "À la question « {of} », on répond oui dans ces cas : {after} (c'était : toujours).",
            "À la question « {of} », on répond toujours oui (c'était : {before}).",
        ),
        (
            "“{of}” is answered yes in these cases: {after} (it was: {before}).",
            "“{of}” is answered yes in these cases: {after} (it was: always).",
            "“{of}” is always answered yes (it was: {before}).",
        ),
    ),
    Became(
        "decision-tree.*.then",
        "outcome",
        ("Si l'on répond oui à « {of} » : {after} (c'était : {before}).",) * 3,
        ("If “{of}” is answered yes: {after} (it was: {before}).",) * 3,
    ),
    Became(
        "decision-tree.*.ask",
        "words",
        ("La question {before} se pose maintenant ainsi : {after}",) * 3,
        ("The question {before} is now asked so: {after}",) * 3,
    ),
    Became(
        "decision-tree order",
        "questions",
        ("Les questions de l'arbre de décision se posent dans cet ordre : {after}",) * 3,
        ("The questions of the decision tree are asked in this order: {after}",) * 3,
    ),
    Became(
        "waivers.*",
        "waiver",
        ("La dérogation à la règle {of} devient : {after} (c'était : {before}).",) * 3,
        ("The waiver of the rule {of} becomes: {after} (it was: {before}).",) * 3,
    ),
    Listed(
        "never-waived.contexts",
        "contexts",
        (
            "On ne met plus aucune règle de côté dans ces situations : {items}.",
            "On peut de nouveau mettre une règle de côté dans ces situations : {items}.",
        ),
        (
            "No rule is set aside any more in these situations: {items}.",
            "A rule may be set aside again in these situations: {items}.",
        ),
    ),
    Listed(
        "never-waived.rules",
        "texts",
        (
            "Ne peut plus être mis de côté : {items}.",
            "Peut de nouveau être mis de côté : {items}.",
        ),
        ("No longer to be set aside: {items}.", "May be set aside again: {items}."),
    ),
    Became(
        "adoption.*",
        "adoption",
        ("{after} (c'était : {before}).",) * 3,
        ("{after} (it was: {before}).",) * 3,
    ),
    Became(
        "name",
        "words",
        ("Le code s'appelle {after} (c'était {before}).",) * 3,
        ("The code is called {after} (it was {before}).",) * 3,
    ),
    Became(
        "about",
        "words",
        ("Le code se présente ainsi : {after}",) * 2 + ("Le code ne se présente plus.",),
        ("The code presents itself so: {after}",) * 2 + ("The code no longer presents itself.",),
    ),
    Became(
        "incidents",
        "text",
        (
            "Les incidents en cours sont dans {after} (c'était {before}).",
            "Les incidents en cours sont dans {after}.",
            "Aucun fichier d'incidents n'est plus lu (c'était {before}).",
        ),
        (
            "What is going on now is in {after} (it was {before}).",
            "What is going on now is in {after}.",
            "No file of incidents is read any more (it was {before}).",
        ),
    ),
    Became(
        "documents.*",
        "words",
        (
            "{document} : {after} (c'était {before}).",
            "{document} : {after}.",
            "{document} : n'est plus nommé (c'était {before}).",
        ),
        (
            "{document}: {after} (it was {before}).",
            "{document}: {after}.",
            "{document}: no longer named (it was {before}).",
        ),
    ),
)

ROWS: tuple[Row, ...] = (
    *_CONTEXTS,
    *_RECOGNISED,
    *_RULES,
    *_ORGANISATION,
    *_VOICE,
    *_REST,
)
# What no row is for: a key of a rule kind to come, say. It is said as it is written.
OTHER = Became(
    "",
    "text",
    ("{path} : {after} au lieu de {before}.", "{path} : {after}.", "{path} : retiré."),
    ("{path}: {after} instead of {before}.", "{path}: {after}.", "{path}: removed."),
)

# --- words for values -------------------------------------------------------------

VALUES: dict[str, dict[str, Both]] = {
    "severity": {
        "error": ("une erreur", "an error"),
        "warning": ("un avertissement", "a warning"),
        "info": ("une note", "a note"),
        "off": ("permis", "allowed"),
    },
    "rule severity": {
        "error": ("une erreur", "an error"),
        "warning": ("un avertissement", "a warning"),
        "info": ("une note", "a note"),
        "off": ("sans conséquence", "of no consequence"),
    },
    "audience": {"public": ("en public", "in public"), "private": ("en privé", "in private")},
    "sensitivity": {
        "low": ("à plusieurs signes seulement", "by several signs only"),
        "normal": ("à un signe sûr", "by a sure sign"),
        "high": ("au moindre signe", "by the least sign"),
    },
    "detection": {
        "full": ("par les phrases et le modèle", "by phrases and the model"),
        "phrases": ("par les phrases seules", "by phrases alone"),
    },
    "address": {
        "tu": ("en disant « tu »", "as “tu” in French"),
        "vous": ("en disant « vous »", "as “vous” in French"),
        "mirror": ("comme ils s'adressent à nous", "as they address us"),
    },
    "register": {
        "familiar": ("familier", "familiar"),
        "plain": ("courant", "plain"),
        "formal": ("soutenu", "formal"),
    },
    "languages": {"fr": ("français", "French"), "en": ("anglais", "English")},
    "channels": {
        "facebook": ("Facebook", "Facebook"),
        "x": ("X", "X"),
        "instagram": ("Instagram", "Instagram"),
        "linkedin": ("LinkedIn", "LinkedIn"),
        "email": ("courriel", "e-mail"),
        "chat": ("clavardage", "chat"),
        "sms": ("texto", "text message"),
    },
    "on": {
        "facebook": ("sur Facebook", "on Facebook"),
        "x": ("sur X", "on X"),
        "instagram": ("sur Instagram", "on Instagram"),
        "linkedin": ("sur LinkedIn", "on LinkedIn"),
        "email": ("par courriel", "by e-mail"),
        "chat": ("en clavardage", "in chat"),
        "sms": ("par texto", "by text message"),
    },
    "documents": {
        "editorial-policy": ("la politique éditoriale", "the editorial policy"),
        "netiquette": ("la nétiquette", "the netiquette"),
        "editorial-calendar": ("le calendrier éditorial", "the editorial calendar"),
        "decision-tree": ("l'arbre de décision", "the decision tree"),
        "governance": ("la gouvernance", "the governance"),
    },
    "do": {
        "answer": ("répondre", "answer"),
        "answer-after-approval": ("répondre après accord", "answer after approval"),
        "route": ("acheminer", "route"),
        "do-not-answer": ("ne pas répondre", "do not answer"),
        "close": ("clore le fil", "close the thread"),
    },
    "template": {
        "True": ("les réponses types", "canned replies"),
        "False": ("les réponses à un message", "replies to a message"),
    },
    "unit": {
        "min": ("{n} min", "{n} min"),
        "h": ("{n} h", "{n} h"),
        "d": ("{n} j", "{n} d"),
    },
}
# The parts of a condition: how each is said, and the kind of its values.
CONDITIONS: dict[str, tuple[str, str, str]] = {
    "contexts": ("situation : {}", "situation: {}", "contexts"),
    "not-contexts": ("sauf dans la situation : {}", "except in the situation: {}", "contexts"),
    "signals": ("il est question de : {}", "there is talk of: {}", "signals"),
    "elements": ("{}", "{}", "elements"),
    "tones": ("ton {}", "{} tone", "tones"),
    "channels": ("canal : {}", "channel: {}", "channels"),
    "audience": ("{}", "{}", "audience"),
    "template": ("{}", "{}", "template"),
    "our-turns": ("réponses déjà données dans le fil : {}", "our replies so far: {}", "text"),
}
PHRASES: dict[str, Both] = {
    "in": ("en cas de {}", "in case of {}"),
    "in elided": ("en cas d'{}", "in case of {}"),
    "always": ("dans tous les cas", "whatever the situation"),
    "to": ("à qui : {}", "to whom: {}"),
    "approved by": ("avec l'accord de : {}", "approved by: {}"),
    "until": ("jusqu'au {}", "until {}"),
    "open end": ("sans fin prévue", "without an end"),
    "by": ("par {}", "by {}"),
    "because": ("parce que : {}", "because: {}"),
    "all rules": ("toutes les règles", "all rules"),
    "adoption": (
        "jusqu'au {until}, comptent au plus comme {severity} : {rules}",
        "until {until}, these count as {severity} at most: {rules}",
    ),
    "no difference": (
        "Aucune différence entre {} et {} pour qui répond.",
        "No difference between {} and {} for whoever replies.",
    ),
    "quoted": ("« {} »", "“{}”"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
}
