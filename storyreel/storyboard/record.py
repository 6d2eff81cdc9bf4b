"""The base of all models of a storyboard: a frozen record that names every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from storyreel.storyboard.values import mistake

KNOWN_ERRORS = frozenset(get_args(ErrorType))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that contradicts others: its path below the model, and two sentences."""

    path: tuple[int | str, ...]
    what: str
    remedy: str


class Model(BaseModel):
    """A frozen record with exactly the declared keys and types, and finite numbers only.

    Validators are built when a model is first used: most models are only parts of others, whose
    validators contain theirs.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, defer_build=True
    )

    @model_validator(mode="wrap")
    @classmethod
    def _name_valid_keys(cls, value: Any, handler: ModelWrapValidatorHandler[Model]) -> Model:
        """Add the valid keys to the error for an unknown key."""
        try:
            return handler(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                error.title,
                [raised_again(detail, keys=cls.written_keys()) for detail in error.errors()],
            ) from None

    def contradictions(self) -> Iterator[Contradiction]:
        """What contradicts other values of this record; each is reported at its own line."""
        yield from ()

    @model_validator(mode="after")
    def _consistent_values(self) -> Self:
        found = [
            InitErrorDetails(type=mistake(each.what, each.remedy), loc=each.path, input=self)
            for each in self.contradictions()
        ]
        if found:
            raise ValidationError.from_exception_data(type(self).__name__, found)
        return self

    @classmethod
    def written_keys(cls) -> list[str]:
        """The keys that an author may write."""
        fields = cls.model_fields.items()
        return [field.alias or name for name, field in fields if not field.exclude]


def raised_again(
    detail: ErrorDetails, keys: list[str], home: tuple[int | str, ...] = ()
) -> InitErrorDetails:
    """An error for another ValidationError, located below `home`.

    An unknown key is reported with the valid ones, unless it has been already.
    """
    kind: str | PydanticCustomError = detail["type"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        kind = PydanticCustomError("unknown_key", "unknown key", {"keys": keys})
    elif kind not in KNOWN_ERRORS:
        kind = PydanticCustomError(detail["type"], detail["msg"], context)
    loc = (*home, *detail["loc"])
    return InitErrorDetails(type=kind, loc=loc, input=detail["input"], ctx=context)


class SceneData(Model):
    """The scene's own numbers and words; each clip's data module declares a subclass."""
