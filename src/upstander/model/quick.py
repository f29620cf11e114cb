"""Making very many frozen records without paying for the freezing each time.

A frozen dataclass sets every field through ``object.__setattr__``, which costs about ten times a
plain assignment; a message record has some sixty fields in all. Here a twin class with the same
slots is filled and then declared to be the frozen class. The result is an ordinary, frozen
instance: equal, hashable and picklable like any other (a test compares the two ways).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")


def quick(frozen: type[T]) -> Callable[..., T]:
    """Give a constructor with the same signature as a slotted frozen dataclass.

    Raises ``TypeError`` for a class with ``__post_init__``, whose checks would be skipped.
    """
    if hasattr(frozen, "__post_init__"):
        raise TypeError(f"{frozen.__name__} checks itself and must be made the usual way")

    def become(made: Any) -> None:
        made.__class__ = frozen

    twin = dataclasses.make_dataclass(
        f"_{frozen.__name__}",
        [_copied(each) for each in dataclasses.fields(cast(Any, frozen))],
        namespace={"__post_init__": become},
        slots=True,
        eq=False,
    )
    return cast("Callable[..., T]", twin)


def _copied(each: dataclasses.Field[Any]) -> tuple[str, type, Any]:
    if each.default is not dataclasses.MISSING:
        return each.name, object, dataclasses.field(default=each.default)
    if each.default_factory is not dataclasses.MISSING:
        return each.name, object, dataclasses.field(default_factory=each.default_factory)
    return each.name, object, dataclasses.field()
