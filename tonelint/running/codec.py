"""Frozen dataclasses to JSON and back, by their annotations."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints


def written(value: Any) -> Any:
    """What JSON can hold of a value: a dataclass is the list of its fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return [written(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [written(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type, anew, of what :func:`written` gave.

    Types: dataclasses, tuples of one type, optional ones, dates, and what JSON knows itself.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (one,) = (reader(item) for item in inner if item is not NoneType)
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        item = reader(inner[0])
        return lambda value: tuple([item(one) for one in value])
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [reader(hints[field.name]) for field in fields(kind)]
        make = cast("Callable[..., Any]", kind)
        return lambda value: make(*[read(one) for read, one in zip(readers, value, strict=True)])
    if kind is date:
        return date.fromisoformat
    if origin is Literal or kind in (str, int, float, bool):
        return lambda value: value
    raise TypeError(f"no way to remember {kind}")
