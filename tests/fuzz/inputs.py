"""What fuzzing begins with: real files, pieces of each syntax, and ways to spoil them.

Data alone: hypothesis makes strategies of it, atheris a corpus and a dictionary.
"""

from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent
_EXAMPLES = _ROOT / "examples"
_MOST = 6_000  # bytes of a seed: a small one is spoilt in more places that matter

# What breaks readers of any kind: controls, disguises, ends of lines, halves, large and deep things.
WILD: tuple[str, ...] = (
    "\0", "\x07", "\x1b[31m", "\x1b]0;t\x07", "\x7f", "\x85", "\x9b31m", "\u2028", "\ufeff", "\ufffe",
    "\u200b", "\u00ad", "\u202e", "\u2066", "e\u0301" * 3, "\u0336" * 9, "ｉｄｉｏｔ", "i.d.i.o.t", "1d10t",
    "👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "\U000e0061", "\r", "\r\n", "\n\n", "\t", " " * 30,
    "9" * 5_000, "1e999", "-0", "0x" + "f" * 40, "[" * 1_500, "{" * 1_500, "(" * 200, "\\" * 9, "é" * 99,
    "::error::x", "##vso[a]", "<script>", "]]>", "-->", "=1+1", "javascript:a", "%s{0}", "${a}",
)  # fmt: skip

_WORDS = (
    "Bonjour", " désolé", " la panne", " Hello", " sorry", " LOL!!", " 514 555-0199", " [NOM]",
    " {{nom}}", " https://a.ca/b?c=d", " 😂", ".", "!", " ", "\n", "FR\n", "EN\n", " a@b.ca", " 8 h 30",
)  # fmt: skip
_COMMENTS = (
    "<!-- tonelint: ignore[shouting] a reason -->", "<!-- tonelint: ignore-start[a, b] why -->",
    "<!-- tonelint: ignore-end -->", "<!-- tonelint: ignore-file[x] y -->", "<!-- tonelint:", "tonelint: ",
    "ignore", "[a]", "<!--", "-->", "# tonelint: ignore[shouting] why\n", "ignore-file[b] c",
)  # fmt: skip
_MARKDOWN = (
    "---\n", "message: Panne!\n", "lang: fr\n", "template: true\n", "thread:\n", "  - {author: us, text: a}\n",
    "waivers: [{rule: a, reason: b}]\n", "id: 1\n", "reviewed: 2026-01-01\n", "contexts: [outage]\n",
    "# ", "## Réponse\n", "> ", "- ", "1. ", "```\n", "~~~\n", "`", "**", "_", "[a](b)", "![a](b)", "\\",
    "| a | b |\n", "|---|---|\n", "&amp;", "<br>", "    ", "***\n", "<details>",
)  # fmt: skip
_JSON = (
    '{"reply": "', '"reply"', ": ", ", ", '"message": "', '"', "{", "}", "[", "]", "null", "true", "1.5",
    '"thread": [{"author": "us", "text": "a"}]', '"tonelint": "ignore[a] b"', '"waivers": [{"rule": "a", "reason": "b"}]',
    '"macros": [{"title": "a", "actions": [{"field": "comment_value", "value": "', '"actions": [', '"value": ["channel:all", "',
    '"canned_responses": [{"id": 1, "content_html": "', '"saved_replies": [', '"body": "', '"content": "', '"id": 3, ',
    '"lang": "fr"', '"template": true', "\\ud83d\\ude02", "\\ud800", "\\u0000", "\\n", '\\"', "\\u00e9", "<p>", "&lt;", "\n",
)  # fmt: skip
_YAML = (
    "reply: ", "message: ", "- ", "\n", "  ", "    ", "|\n", "|-\n", ">\n", ">-2\n", '"', "'", "''", "\\n", "\\u00e9",
    "&a ", "*a", "<<: ", "!!str ", "!!python/name:os.system ", "!x ", "? ", ": ", "[", "]", "{", "}", ", ", "# a\n",
    "---\n", "...\n", "%YAML 1.1\n", "null", "~", "true", "0o7", "2026-01-01", "1:30", ".inf", "replies:\n", "a: ",
    "tonelint: ignore[a] b\n", "  fr: ", "  en: ", "id: 1\n", "\\\n",
)  # fmt: skip
_CSV = (
    "reply", "message", "id", "lang", "texte", ",", ";", "\t", "\n", "\r\n", '"', '""', '"a, b"', '"a\nb"', "fr", "<p>a</p>",
    "name,content,active\n", "true", "reply,message\n",
)  # fmt: skip
_HTML = (
    "<p>", "</p>", "<br>", "<div class='gmail_quote'>", "</div>", "<pre>", "</pre>", "<script>", "</script>", "<style>",
    "<!--", "-->", "<!doctype html>", "&eacute;", "&#233;", "&#x1F602;", "&#0;", "&#xD800;", "&amp", "&acE;", "&", "<", ">",
    "<a href=\"x\">", "</a>", "<li>", "<td>", "<b", "='", "<attribute key=\"user.name\" default=\"a\">", "<!-->", "<blockquote>",
    "display:none", "<span style='display: none'>",
)  # fmt: skip
_TEMPLATES = (
    "{% if a %}", "{% else %}", "{% elsif b %}", "{% endif %}", "{% for a in b %}", "{% endfor %}", "{{a.b | default: 'c'}}",
    "{{#if a}}", "{{/if}}", "{{else}}", "{{{a}}}", "{{-", "-}}", "{%", "%}", "{#", "#}", "[[a|b]]", "*|NAME|*", "<<nom>>", "<nom>",
    "%{a, fallback: b}", "${a}", "{$a}", "#{a}", "%name%", "[insérer le nom]", "XXXX", "____", "```", "`", "lorem ipsum",
    "{% raw %}", "{% case a %}{% when 1 %}", "<OTRS_A>", "<attribute key=a>",
)  # fmt: skip
_PHRASES = (
    "^ ", " $", "(", ")", "|", "[", "]", "<3>", "<20>", "<any>", "<number>", "<link>", "{set}", "{inner}", "{none}", "*", "a*",
    "*b*c*d", "panne ", "a ", "(a|b) ", "[a] ", "\n", "a a a a ", "b b b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "<",
)  # fmt: skip
_GLOBS = ("*", "**", "/", "?", "[", "]", "[!a]", "[z-a]", "[[a]", "\\", "!", "#", "a", ".md", "**/", "*a*a*", "\n", "{a,b}", "^", "+")  # fmt: skip
_POLICY = (
    "schema: 1\n", "extends: base.yml\n", "extends: ", "contexts:\n", "  outage:\n", "  a: ", "    detect: ",
    "{phrases: {fr: [\"", "\"], en: [b]}}", "rules:\n", "  r:\n", "    check: avoid\n", "    check: ", "    severity: error\n",
    "    message: {fr: a, en: b}\n", "    why: {fr: a, en: b}\n", "    remedy: {fr: a, en: b}\n", "    title: {fr: a, en: b}\n",
    "    detect: {phrases: {fr: [panne]}}\n", "    phrases: {fr: [panne]}\n", "sets: {a: {fr: [b]}}\n", "{set} ", "{a}", "name: a\n",
    "voice: {signature: {fr: \"– *\", en: \"* * a*\"}}\n", "channels: {sms: {max: 3, signature: true}}\n", "incidents: now.yml\n",
    "files: {include: [\"**/*\"], settings: [{files: a, lang: fr}]}\n", "waivers: [{rule: r, reason: b, until: 2026-12-01}]\n",
    "adoption: []\n", "order: [outage]\n", "always: {tone: [helpful]}\n", "tones: {helpful: {}}\n", "elements: {apology: {}}\n",
    "resources: {line: {phone: 1 800 555-0142, title: {fr: a, en: b}}}\n", "roles: {agent: {powers: [a]}}\n", "powers: {a: {}}\n",
    "signals: {s: {fr: [a]}}\n", "decision-tree: [{ask: {fr: a, en: b}, if: {contexts: [outage]}, then: {do: route}}]\n",
    "cases: [{reply: a, message: b, breaks: [r]}]\n", "language: {fr: {splits: {jai: \"j' ai\"}}}\n", "humour: {share: 0.1}\n",
    "    reply-within: 2h\n", "٣d", "9" * 400 + "d", "    check: on-time\n", "    check: fresh\n",
    "languages: [fr]\n", "detection: phrases\n", "never-waived: {}\n", "regions: [a]\n", "documents: {}\n",
)  # fmt: skip
_INCIDENTS = (
    "incidents:\n", "- {context: outage, from: ", "2026-01-10T18:00", "2026-01-10T18:00-05:00", ", until: ", "}\n", "0001-01-01",
    "9999-12-31T23:59:59+00:00", "message: a", "region: b", "\n", "1e9", "20260110", "T", "Z", "+24:00", "[]",
)  # fmt: skip
_CASES = ("cases:\n", "- reply: ", "  message: ", "  breaks: [a]\n", "  contexts: [outage]\n", "  template: true\n", "  name: a\n", "\n", "  ", "- {reply: a, passes: []}\n")  # fmt: skip
_BASELINE = (
    '{"schema": 1, "debts": [', '{"path": "a.md", "rule": "r", "fingerprint": "f", "count": 1}', ",", "]}", '"path": "', '"', "..", "/",
    '"\\u0000"', '"\\ud800"', "a" * 300, "1", "true", "1e3", "-1", "null", "[", "]", "{", "}",
)  # fmt: skip

FRAGMENTS: dict[str, tuple[str, ...]] = {
    "read-text": (*_WORDS, *_COMMENTS),
    "read-markdown": (*_WORDS, *_MARKDOWN, *_COMMENTS),
    "read-jsonl": (*_WORDS, *_JSON),
    "read-json": (*_WORDS, *_JSON),
    "read-yaml": (*_WORDS, *_YAML, *_COMMENTS),
    "read-csv": (*_WORDS, *_CSV),
    "read-tsv": (*_WORDS, *_CSV),
    "read-html": (*_WORDS, *_HTML, *_COMMENTS),
    "read-stdin": (*_WORDS, *_JSON, *_MARKDOWN),
    "messages": (*_WORDS, *_JSON),
    "places": (*_WORDS, *_HTML),
    "suppressions": (*_WORDS, *_COMMENTS),
    "placeholders": (*_WORDS, *_TEMPLATES),
    "tokens": _WORDS,
    "understanding": (*_WORDS, *_TEMPLATES),
    "phrases": _PHRASES,
    "globs": _GLOBS,
    "yaml-values": _YAML,
    "policy": (*_POLICY, *_YAML),
    "policy-keys": (*_POLICY, *_PHRASES),
    "incidents": (*_INCIDENTS, *_YAML),
    "cases": (*_CASES, *_YAML),
    "baseline": _BASELINE,
    "memory-pages": ("\0", "\x01", "\x0d", "kept", "\x7f", "\x81"),
    "memory-rows": ("x\x9c", "\0", "a"),
    "reports": (*_WORDS, *_COMMENTS, *_HTML),
    "reports-controls": _WORDS,
    "mend-markdown": (*_WORDS, *_MARKDOWN, *_COMMENTS),
    "mend-json": (*_WORDS, *_JSON),
    "mend-yaml": (*_WORDS, *_YAML),
    "mend-csv": (*_WORDS, *_CSV),
}

_SEEDED_BY: dict[str, tuple[str, ...]] = {
    "read-text": (".txt",),
    "read-markdown": (".md",),
    "read-jsonl": (".jsonl",),
    "read-json": (".json",),
    "read-yaml": (".yml", ".yaml"),
    "read-csv": (".csv",),
    "read-tsv": (".tsv",),
    "read-html": (".md",),
    "read-stdin": (".jsonl", ".md"),
    "messages": (".jsonl",),
    "suppressions": (".md",),
    "placeholders": (".md", ".txt"),
    "tokens": (".md", ".txt"),
    "understanding": (".md", ".txt"),
    "yaml-values": (".yml", ".yaml"),
    "reports": (".md",),
    "mend-markdown": (".md",),
    "mend-json": (".json",),
    "mend-yaml": (".yml", ".yaml"),
    "mend-csv": (".csv", ".tsv"),
}

_WRITTEN: dict[str, tuple[str, ...]] = {
    "read-html": (
        "<!doctype html><title>x</title><body><p>Bonjour&nbsp;<b>Léa</b>,<br>d&eacute;sol&eacute;.</p><!-- a --></body>",
    ),
    "places": ("\x15\x44\x91\n<p>Bonjour &amp; merci<br>à tous</p>",),
    "phrases": (
        "(plus|pu|pas) de [vrai*] courant <3> <number>\nplus de courant 4 5",
        "^ {set} *b*c $\na b bc",
    ),
    "globs": ("replies/**/*.md\n!a/[b-d]?.txt\n", "*.fr.*\n/**/x/**"),
    "policy": (
        "schema: 1\nname: a\ncontexts:\n  outage: {title: {fr: a, en: b}, detect: {phrases: {fr: [panne]}}}\n",
    ),
    "policy-keys": (
        "contexts:\n  outage:\n    title: {fr: a, en: b}\n    detect: {phrases: {fr: [panne], en: [outage]}}\nrules:\n  r:\n    check: avoid\n"
        "    severity: error\n    message: {fr: a, en: b}\n    why: {fr: a, en: b}\n    remedy: {fr: a, en: b}\n"
        '    title: {fr: a, en: b}\n    detect: {phrases: {fr: ["la panne"], en: [a]}}\n'
        "    examples: {fail: [{reply: la panne}], pass: [{reply: b}]}\n",
        'voice: {signature: {fr: "– *", en: "*a*a"}}\nchannels: {sms: {signature: true}}\nrules:\n  r: {check: fit-channel,'
        " severity: error, title: {fr: a, en: b}, message: {fr: a, en: b}, why: {fr: a, en: b}, remedy: {fr: a, en: b}}\n",
        'extends: base.yml\nincidents: now.yml\nfiles: {exclude: ["*.md"]}\ncases: [{reply: a}]\n',
    ),
    "incidents": (
        "incidents:\n  - {context: outage, from: 2026-01-10T18:00, until: 2026-01-12T06:00-05:00, message: a, region: b}\n",
    ),
    "cases": ("cases:\n  - {reply: Bonjour, message: Panne, contexts: [outage]}\n",),
    "baseline": (
        '{"schema": 1, "debts": [\n{"path": "a.md", "rule": "r", "fingerprint": "f", "count": 2}\n]}\n',
    ),
    "memory-pages": ("\0\0\x64\x0d", "\0\x10\x08\x05\0\x10\x09\xff"),
    "memory-rows": ("x\x9cK\x04\0\0b\0b", "[]"),
}


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Files that a target takes as they are: real ones of ``examples/``, and some written for it."""
    suffixes = _SEEDED_BY.get(name, ())
    files = sorted(path for path in _EXAMPLES.rglob("*") if path.suffix in suffixes)
    real = [path.read_bytes()[:_MOST] for path in files]
    return (*(text.encode() for text in _WRITTEN.get(name, ())), *real)
