"""The fixed words of the document that people sign, in French and in English.

Those that reports say too are in :mod:`tonelint.wording`. What is in braces is filled.
"""

WORDS: dict[str, tuple[str, str]] = {
    "untitled": ("Code de conduite", "Code of conduct"),
    "origin": (
        "Version du {day}, établie par tonelint {version}.",
        "Version of {day}, made by tonelint {version}.",
    ),
    "files": ("Ce document repose sur {files}.", "This document rests on {files}."),
    "pack files": (
        "{count} fichiers de règles livrés avec tonelint",
        "{count} files of rules that come with tonelint",
    ),
    "fingerprint": (
        "Empreinte de ces fichiers : {mark}. Elle change dès qu'un mot y change.",
        "Fingerprint of these files: {mark}. It changes as soon as a word in them does.",
    ),
    "contents": ("Sommaire", "Contents"),
    # How to read it
    "reading": ("Comment lire ce document", "How to read this document"),
    "reading intro": (
        "Ce code dit quel ton prendre et quand, ce qu'une réponse contient, et qui répond. Il est"
        " tiré des fichiers qui servent à vérifier les réponses : ce qui est signé ici est ce qui"
        " est vérifié.",
        "This code says which tone to take and when, what a reply contains, and who answers. It"
        " is drawn from the files that replies are checked by: what is signed here is what is"
        " checked.",
    ),
    "grades": (
        "Ce qui s'écarte du code pèse plus ou moins lourd :",
        "What departs from the code weighs more or less:",
    ),
    "grade error": (
        "la réponse ne part pas tant qu'elle n'est pas corrigée.",
        "the reply does not go out until it is put right.",
    ),
    "grade warning": (
        "la réponse est à revoir avant de partir.",
        "the reply is to be looked at again before it goes out.",
    ),
    "grade info": (
        "un conseil; la réponse peut partir telle quelle.",
        "advice; the reply may go out as it is.",
    ),
    # Voice and channels
    "voice": ("Notre voix", "Our voice"),
    "languages": (
        "On répond {languages}, selon la langue de la personne.",
        "Replies are written {languages}, whichever the person writes in.",
    ),
    "language": ("On répond {languages}.", "Replies are written {languages}."),
    "in fr": ("en français", "in French"),
    "in en": ("en anglais", "in English"),
    "fr": ("français", "French"),
    "en": ("anglais", "English"),
    "address vous": (
        "En français, on vouvoie la personne à qui l'on répond.",
        "In French, the person is addressed as “vous”.",
    ),
    "address tu": (
        "En français, on tutoie la personne à qui l'on répond.",
        "In French, the person is addressed as “tu”.",
    ),
    "address mirror": (
        "En français, on s'adresse à la personne comme elle s'adresse à nous : on tutoie qui nous"
        " tutoie, on vouvoie qui nous vouvoie. Une même réponse s'en tient à une seule façon.",
        "In French, the person is addressed as they address us: “tu” to whoever says “tu”, “vous”"
        " to whoever says “vous”. A reply holds to one of the two.",
    ),
    "register familiar": (
        "Le registre est familier : on écrit comme on parle, avec respect.",
        "The register is familiar: we write as we speak, with respect.",
    ),
    "register plain": (
        "Le registre est simple : des mots de tous les jours, ni familiers ni guindés.",
        "The register is plain: everyday words, neither familiar nor stiff.",
    ),
    "register formal": (
        "Le registre est soutenu : on reste simple, mais sans familiarité.",
        "The register is formal: clear words, without familiarity.",
    ),
    "signature": (
        "Là où l'on signe, la réponse se termine par {signature}.",
        "Where replies are signed, they end in {signature}.",
    ),
    "signature star": (
        "L'astérisque tient la place d'un nom ou de quelques mots.",
        "The asterisk stands for a name or a few words.",
    ),
    "channels": ("Ce que chaque canal permet", "What each channel allows"),
    "channel": ("Canal", "Channel"),
    "length": ("Longueur", "Length"),
    "hashtags": ("Mots-clics", "Hashtags"),
    "links": ("Liens", "Links"),
    "emoji": ("Émojis", "Emoji"),
    "signed": ("Signature", "Signature"),
    "characters": ("{count} caractères", "{count} characters"),
    "at most": ("{count} au plus", "at most {count}"),
    "none of it": ("aucun", "none"),
    "no limit": ("sans limite", "no limit"),
    "signed yes": ("oui", "yes"),
    "signed no": ("non", "no"),
    "counting": (
        "La longueur se compte comme la plateforme la compte.",
        "Length is counted as the platform counts it.",
    ),
    # Roles
    "roles": ("Qui fait quoi", "Who does what"),
    "roles intro": (
        "Chacun répond au nom de l'organisation dans les limites de son rôle. Pour aller au-delà,"
        " il faut l'accord de quelqu'un dont le rôle le permet.",
        "Everyone answers for the organisation within the limits of their role. To go further"
        " takes the approval of someone whose role allows it.",
    ),
    "roles table": ("Les rôles et ce qu'ils permettent", "The roles, and what they allow"),
    "role": ("Rôle", "Role"),
    "may": ("Peut {power}", "May {power}"),
    "handles": ("S'occupe de", "Handles"),
    "approves": ("Approuve", "Approves"),
    "allowed": ("Oui", "Yes"),
    "not allowed": ("Non", "No"),
    # The decision tree
    "tree": ("Que faire d'un message", "What to do with a message"),
    "tree intro": (
        "On pose ces questions dans l'ordre, à chaque message. La première à laquelle on répond"
        " oui décide.",
        "These questions are asked in order, of every message. The first answered yes decides.",
    ),
    "tree caption": ("L'arbre de décision", "The decision tree"),
    "no tree": ("On répond à tous les messages.", "Every message is answered."),
    "otherwise": (
        "Répondre, sur le ton que la situation demande",
        "Answer, in the tone that the situation calls for",
    ),
    "to whom": ("À qui : {roles}", "To: {roles}"),
    "who answers": ("Qui répond : {roles}", "Who answers: {roles}"),
    "who approves": ("Qui approuve : {roles}", "Who approves: {roles}"),
    "if contexts": ("situation : {names}", "situation: {names}"),
    "if not contexts": ("sauf : {names}", "except: {names}"),
    "if signals": ("on y lit : {names}", "it says: {names}"),
    "if channels": ("canal : {names}", "channel: {names}"),
    "if public": ("tout le monde peut lire", "everyone can read it"),
    "if private": ("la conversation est privée", "the conversation is private"),
    "if turns": ("on a déjà répondu {count} fois", "we have answered {count} times already"),
    "if always": ("dans tous les cas", "in every case"),
    # Contexts and tones
    "situations": ("Les situations et le ton", "Situations and tone"),
    "situations intro": (
        "La situation où se trouve la personne décide du ton. Quand plusieurs situations se"
        " présentent ensemble, la plus stricte l'emporte; elles sont ici de la plus stricte à la"
        " moins stricte.",
        "The situation the person is in decides the tone. Where several hold together, the"
        " strictest wins; they stand here from the strictest on.",
    ),
    "situations table": ("Chaque situation en un coup d'œil", "Every situation at a glance"),
    "situation": ("Situation", "Situation"),
    "every situation": ("En tout temps", "At all times"),
    "tone": ("Ton suggéré", "Suggested tone"),
    "forbidden": ("Tons interdits", "Forbidden tones"),
    "required": ("Éléments exigés", "Required elements"),
    "delay": ("Délai", "Reply within"),
    "handled": ("Qui s'en occupe", "Who handles it"),
    "approved": ("Qui approuve", "Who approves"),
    "named": ("Ressources", "Resources"),
    "in public": ("en public", "in public"),
    "in private": ("en privé", "in private"),
    "as it says": ("selon ce qui est dit", "depending on what is said"),
    "when it says": ("dans ces cas : {signals}", "in these cases: {signals}"),
    "any of": ("en nommant {resources}", "naming {resources}"),
    # Each situation
    "prose": ("Situation par situation", "Situation by situation"),
    "incidents": (
        "Pendant un incident inscrit au fichier {file}, sa situation vaut pour toutes les"
        " réponses.",
        "During an incident listed in the file {file}, its situation holds for every reply.",
    ),
    "take tone": ("Le ton est {tones}.", "The tone is {tones}."),
    "take tone, never": (
        "Le ton est {tones}, jamais {never}.",
        "The tone is {tones}, never {never}.",
    ),
    "never tone": ("Le ton n'est jamais {never}.", "The tone is never {never}."),
    "avoid tone": ("On évite un ton {tones}.", "A tone that is {tones} is avoided."),
    "always contains": (
        "La réponse contient toujours {elements}.",
        "The reply always contains {elements}.",
    ),
    "should contain": (
        "La réponse devrait contenir {elements}.",
        "The reply should contain {elements}.",
    ),
    "should also contain": (
        "Elle devrait aussi contenir {elements}.",
        "It should also contain {elements}.",
    ),
    "if reply public": ("si la réponse est publique", "if the reply is public"),
    "if reply private": ("si la réponse est privée", "if the reply is private"),
    "in time": ("On répond en {delay} au plus.", "A reply goes out within {delay}."),
    "handled by": ("Qui s'en occupe : {roles}.", "Handled by: {roles}."),
    "approved by": (
        "Avant l'envoi, la réponse est approuvée par ce rôle : {roles}.",
        "Before it goes out, the reply is approved by this role: {roles}.",
    ),
    "to name": ("À nommer au besoin : {resources}.", "To name where it helps: {resources}."),
    "persists": (
        "La situation vaut jusqu'à la fin de la conversation.",
        "The situation holds until the end of the conversation.",
    ),
    "note": ("À savoir", "To know"),
    "say": ("Des mots pour le dire", "Words that would do it"),
    # Humour
    "humour": ("L'humour", "Humour"),
    "humour where": (
        "L'humour est permis dans ces situations : {contexts}.",
        "Humour is allowed in these situations: {contexts}.",
    ),
    "humour anywhere": (
        "L'humour est permis là où aucune situation ne l'interdit.",
        "Humour is allowed wherever no situation forbids it.",
    ),
    "humour nowhere": (
        "Il n'a jamais sa place dans celles-ci : {contexts}.",
        "It never has a place in these: {contexts}.",
    ),
    "humour roles": ("Peuvent plaisanter : {roles}.", "These roles may joke: {roles}."),
    "humour channels": (
        "On ne plaisante que sur ces canaux : {channels}.",
        "Jokes are only made on these channels: {channels}.",
    ),
    "humour share": (
        "Au plus {share} des réponses sont écrites pour faire sourire. Cette part se mesure sur"
        " un ensemble de réponses, et seul un dépassement certain est signalé : quelques blagues"
        " de trop sur vingt réponses ne prouvent rien.",
        "At most {share} of replies are written to bring a smile. The share is measured over a"
        " set of replies, and only an excess that is certain is reported: a joke too many in"
        " twenty replies proves nothing.",
    ),
    # Resources
    "resources": ("Les ressources", "Resources"),
    "resources intro": (
        "Ce que nos réponses peuvent nommer. Un numéro qui n'est pas exactement celui-ci est"
        " corrigé avant l'envoi.",
        "What our replies may name. A number that is not exactly this one is corrected before the"
        " reply goes out.",
    ),
    "resources table": ("Numéros, adresses et heures", "Numbers, addresses and hours"),
    "resource": ("Ressource", "Resource"),
    "reach": ("Pour la joindre", "How to reach it"),
    "phone": ("Téléphone : {number}", "Telephone: {number}"),
    "text": ("Texto : {number}", "Text: {number}"),
    "hours": ("Heures", "Hours"),
    "in languages": ("Langues", "Languages"),
    "region": ("Région", "Region"),
    "verified": ("Vérifiée le", "Verified on"),
    "unverified": ("à vérifier", "to be verified"),
    # Rules
    "rules": ("Les règles", "Rules"),
    "rules intro": (
        "Chaque réponse est lue à la lumière de ces règles, des plus graves aux simples conseils.",
        "Every reply is read by these rules, from the gravest to mere advice.",
    ),
    "applies": ("S'applique", "Applies"),
    "when contexts": ("dans ces situations : {names}", "in these situations: {names}"),
    "when channels": ("sur ces canaux : {names}", "on these channels: {names}"),
    "when template": ("aux réponses préparées", "to prepared replies"),
    "when no template": ("aux réponses prêtes à partir", "to replies ready to go out"),
    "most": ("Au plus {count} par réponse.", "At most {count} in a reply."),
    "most in": (
        "Au plus {count} dans ces situations : {names}.",
        "At most {count} in these situations: {names}.",
    ),
    "none in": ("Aucun dans ces situations : {names}.", "None in these situations: {names}."),
    "why": ("Pourquoi", "Why"),
    "instead": ("Plutôt", "Instead"),
    "source": ("Source", "Source"),
    "this passage": ("ce passage", "this passage"),
    "fail": ("À éviter", "To avoid"),
    "pass": ("À suivre", "To follow"),
    "person": ("La personne", "The person"),
    "us": ("Nous", "We"),
    "agreed by": ("approuvé par : {roles}", "approved by: {roles}"),
    "prepared": ("réponse préparée", "prepared reply"),
    "to write": ("À écrire", "To write"),
    "and not": ("{preferred} (et non {phrases})", "{preferred} (and not {phrases})"),
    # Exceptions and adoption
    "exceptions": ("Exceptions et entrée en vigueur", "Exceptions and coming into force"),
    "waivers": ("Les dérogations", "Waivers"),
    "no waivers": (
        "Aucune dérogation n'est accordée : toutes les règles s'appliquent.",
        "No waiver is granted: every rule applies.",
    ),
    "waivers table": ("Les dérogations accordées", "The waivers granted"),
    "rule": ("Règle", "Rule"),
    "reason": ("Raison", "Reason"),
    "author": ("Accordée par", "Granted by"),
    "until": ("Jusqu'au", "Until"),
    "no end": ("sans date de fin", "no end date"),
    "over": ("{day} (échue)", "{day} (over)"),
    "where": ("Où", "Where"),
    "never waived": ("Ce qui n'a pas d'exception", "What has no exception"),
    "never contexts": (
        "Dans ces situations, aucune règle n'est mise de côté : {names}.",
        "In these situations no rule is set aside: {names}.",
    ),
    "never rules": (
        "Ces règles ne sont jamais mises de côté : {names}.",
        "These rules are never set aside: {names}.",
    ),
    "adoption": ("Le calendrier d'adoption", "Adoption calendar"),
    "no adoption": (
        "Toutes les règles s'appliquent pleinement dès la signature.",
        "Every rule applies in full as soon as this is signed.",
    ),
    "adoption intro": (
        "On a droit à l'erreur au début : d'ici ces dates, un écart pèse moins lourd.",
        "The right to err comes first: until these dates, a departure weighs less.",
    ),
    "adoption table": ("Ce qui pèse moins lourd, et jusqu'à quand", "What weighs less, and when"),
    "weighs": ("Pèse au plus", "Weighs at most"),
    "all rules": ("toutes les règles", "every rule"),
    # Other documents
    "documents": ("Nos autres documents", "Our other documents"),
    "documents intro": (
        "Ce code ne les remplace pas.",
        "This code does not replace them.",
    ),
    # Signatures
    "signatures": ("Signatures", "Signatures"),
    "signing": (
        "En signant, chacun dit avoir lu ce code et s'engage à l'appliquer.",
        "By signing, each says that they have read this code and undertake to apply it.",
    ),
    "for the organisation": ("Pour l'organisation", "For the organisation"),
    "for the team": ("Pour l'équipe qui répond", "For the team that answers"),
    "name line": ("Nom", "Name"),
    "role line": ("Fonction", "Role"),
    "sign line": ("Signature", "Signature"),
    "date line": ("Date", "Date"),
    "yes": ("Oui", "Yes"),
    "no": ("Non", "No"),
}
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
UNITS = {  # one, several
    "min": (("une minute", "minutes"), ("one minute", "minutes")),
    "h": (("une heure", "heures"), ("one hour", "hours")),
    "d": (("un jour", "jours"), ("one day", "days")),
}
# Channels that are no one's brand: inside a sentence, a common noun.
COMMON = frozenset({"Courriel", "Clavardage", "Texto", "E-mail", "Chat"})
