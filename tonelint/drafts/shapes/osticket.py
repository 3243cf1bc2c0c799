"""osTicket: canned responses in HTML, as in its ``premade.yaml``; a department is a tag."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, listed, records, said, spoken, tagged
from tonelint.drafts.shapes.values import truth
from tonelint.drafts.tree import Node

NAME = "osticket"
TITLE = "osTicket"


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of osTicket."""
    for response in records(root, "canned_response", "canned_responses"):
        reply = body(response, "response")
        if reply and response.get("isenabled"):
            known = {**said(response, id="canned_id", title="title"), **spoken(response, "lang")}
            known.update(tagged(response, listed(response.get("dept_id"))))
            is_active = truth(response.get("isenabled")) is not False
            yield Found(reply, response, known, html=True, active=is_active)
