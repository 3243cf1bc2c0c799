"""How far two labellings agree, a label at a time: ``python -m training.agreement``.

Of the records with ``second`` (the labels of the second, blind labelling), those learnt last and
strangers' too: F1 of one labelling against the other, which does not depend on the side.
"""

from collections import Counter
from collections.abc import Iterator

from training.corpus import CONTEXTS, ELEMENTS, FAULTS, HERE, LAST, STRANGERS, TONES, records

KINDS = {"contexts": CONTEXTS, "tones": TONES, "elements": ELEMENTS, "violations": FAULTS}


def main() -> None:
    """Prints the table."""
    print("\n".join(table()))


def table() -> Iterator[str]:
    """The lines of the table, in Markdown."""
    both: Counter[str] = Counter()
    one: Counter[str] = Counter()
    texts = 0
    for record in (*records(HERE), *records(LAST), *records(STRANGERS)):
        second = record.get("second")
        if second is None:
            continue
        texts += 1
        for kind, labels in KINDS.items():
            if kind not in second:
                continue
            for label in labels:
                first = label in record[kind]
                other = label in second[kind]
                both[label] += first and other
                one[label] += first + other
    yield f"{texts} texts labelled twice"
    yield ""
    yield "| label | F1 of one against the other | times given |"
    yield "| --- | --- | --- |"
    for label in (*CONTEXTS, *TONES, *ELEMENTS, *FAULTS):
        if one[label]:
            yield f"| {label} | {2 * both[label] / one[label]:.2f} | {one[label]} |"


if __name__ == "__main__":
    main()
