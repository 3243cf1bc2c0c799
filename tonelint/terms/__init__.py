"""The words a code of conduct is written in: the shapes of its parts.

These are what packs and policies are validated against; they import nothing
of tonelint but its fixed words, so that every room can speak of them.
:mod:`tonelint.conduct` puts them together into the whole document.
"""

from tonelint.terms.base import Bilingual, Day, Names, Term, Words, minutes
from tonelint.terms.decision import Condition, Outcome, Question
from tonelint.terms.detection import LEVELS, Detect, DetectContext, Phrases, Signal, Signs
from tonelint.terms.files import Files, FileSettings
from tonelint.terms.labels import Context, Element, Label, Requirement, Stance, Tone
from tonelint.terms.living import Adoption, NeverWaived, Waiver
from tonelint.terms.organisation import (
    AnyResource,
    ChannelProfile,
    Humour,
    Power,
    Resource,
    Role,
    Voice,
)
from tonelint.terms.shown import PolicyCase, Shown
from tonelint.terms.writing import Writing

__all__ = [
    "LEVELS",
    "Adoption",
    "AnyResource",
    "Bilingual",
    "ChannelProfile",
    "Condition",
    "Context",
    "Day",
    "Detect",
    "DetectContext",
    "Element",
    "FileSettings",
    "Files",
    "Humour",
    "Label",
    "Names",
    "NeverWaived",
    "Outcome",
    "Phrases",
    "PolicyCase",
    "Power",
    "Question",
    "Requirement",
    "Resource",
    "Role",
    "Shown",
    "Signal",
    "Signs",
    "Stance",
    "Term",
    "Tone",
    "Voice",
    "Waiver",
    "Words",
    "Writing",
    "minutes",
]
