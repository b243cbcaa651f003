"""Query parameters of requests, as yente names them. One that is not named here is refused: a mistyped `threshold` must not
pass for the usual one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LIMIT = 500
"""Results of one query, at most (as yente). None at all cannot be asked for: an empty answer would pass for a negative one."""

Facet = Literal["datasets", "schema", "countries", "identifiers", "topics", "genders"]
Some = Annotated[list[Annotated[str, Field(max_length=300)]], Field(default_factory=list, max_length=50)]


def _day(text: str | None) -> str | None:
    """The ISO day of a day or instant: measures of lists take effect on days."""
    try:
        return datetime.fromisoformat(text).date().isoformat() if text else None
    except ValueError:
        raise ValueError("a day or instant of ISO 8601, such as 2026-02-27 or 2026-02-27T12:00:00, was expected") from None


class Filters(BaseModel):
    """What both kinds of request may ask of results."""

    model_config = ConfigDict(extra="forbid")

    include_dataset: Some
    exclude_dataset: Some
    exclude_schema: Some
    topics: Some
    changed_since: Annotated[str | None, Field(max_length=40), AfterValidator(_day)] = None
    prior: Annotated[
        float | None,
        Field(gt=0, lt=1, description="Ours: the chance, before looking, that the party asked for is a given entry's."),
    ] = None


class MatchParams(Filters):
    """Parameters of POST /match/{dataset}."""

    limit: Annotated[int, Field(ge=1, le=LIMIT)] = 5
    threshold: Annotated[float | None, Field(ge=0, le=1, description="The score from which a result is a match.")] = None
    cutoff: Annotated[
        float | None, Field(ge=0, le=1, description="Results below are left out; usually, whatever is no match.")
    ] = None
    algorithm: Annotated[str, Field(max_length=80)] = "best"
    exclude_entity_ids: Some
    fuzzy: Annotated[bool | None, Field(description="Without effect: names are always compared in all spellings.")] = None


class SearchParams(Filters):
    """Parameters of GET /search/{dataset}."""

    q: Annotated[str, Field(max_length=1_000, description="A name or an identifier.")] = ""
    # The name is yente's, and is one of pydantic's own.
    schema_: Annotated[str, Field(alias="schema", max_length=80)] = "Thing"
    countries: Some
    datasets: Some
    filter: Some
    filter_op: Literal["OR", "AND"] = "OR"
    limit: Annotated[int, Field(ge=1, le=LIMIT)] = 10
    offset: Annotated[int, Field(ge=0)] = 0
    sort: Some
    facets: Annotated[list[Facet], Field(default=["countries", "topics", "datasets"], max_length=6)]
    target: bool | None = None
    fuzzy: bool = False
    simple: bool = False


class FetchParams(BaseModel):
    """Parameters of GET /entities/{id}."""

    model_config = ConfigDict(extra="forbid")

    nested: bool = True


class AdjacentParams(BaseModel):
    """Parameters of GET /entities/{id}/adjacent."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=LIMIT)] = 10
    offset: Annotated[int, Field(ge=0)] = 0
    sort: Some
