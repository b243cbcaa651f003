"""The words of the house: one vocabulary for code, ledger, API, pages and documentation. It knows nobody."""

from vetoproof.model.canonical import decode, encode, identity, sha256
from vetoproof.model.claim import (
    Attribution,
    Basis,
    Claim,
    Comparator,
    EventType,
    Frame,
    Hedge,
    Mention,
    Period,
    PeriodKind,
    PlaceRef,
    Quantity,
    Reading,
    Rejection,
    SpeakerKind,
    Stance,
    claim_id,
    part_address,
    reading_id,
)
from vetoproof.model.document import (
    Capture,
    CaptureKind,
    Document,
    DocumentRef,
    Extent,
    Handling,
    Link,
    Notice,
    NoticeKind,
    Precision,
    Published,
    Span,
)
from vetoproof.model.judgement import (
    Confidence,
    Conflict,
    Contribution,
    Digit,
    Dossier,
    EventLine,
    Grade,
    Letter,
    Manifest,
    Mutation,
    Origin,
    OriginCount,
    Part,
    Relay,
    RelayKind,
    Sequence,
    SequenceItem,
    Series,
    Step,
)
from vetoproof.model.law import Element, ElementState, Finding, Provision
from vetoproof.model.names import Actor, ActorKind, Identifier, ListedName, Listing, Match, NameKind, Schema
from vetoproof.model.people import Decision, DecisionKind, Reply
from vetoproof.model.reader import Proof, Reader, WatchLine
from vetoproof.model.ships import (
    POSITION_COLUMNS,
    Bound,
    DarkCall,
    Gap,
    Meeting,
    PortCall,
    Sighting,
    TripCount,
    TripLoad,
    Verdict,
    Voyage,
)

__all__ = [
    "POSITION_COLUMNS", "Actor", "ActorKind", "Attribution", "Basis", "Bound", "Capture", "CaptureKind", "Claim",
    "Comparator", "Confidence", "Conflict", "Contribution", "DarkCall", "Decision", "DecisionKind", "Digit",
    "Document", "DocumentRef", "Dossier", "Element", "ElementState", "EventLine", "EventType", "Extent", "Finding",
    "Frame", "Gap", "Grade", "Handling", "Hedge", "Identifier", "Letter", "Link", "ListedName", "Listing", "Manifest", "Match",
    "Meeting",
    "Mention", "Mutation", "NameKind", "Notice", "NoticeKind", "Origin", "OriginCount", "Part", "Period", "PeriodKind",
    "PlaceRef", "PortCall", "Precision", "Proof", "Provision", "Published", "Quantity", "Reader", "Reading",
    "Rejection", "Relay", "RelayKind", "Reply", "Schema", "Sequence", "SequenceItem", "Series", "Sighting", "Span",
    "SpeakerKind", "Stance", "Step", "TripCount", "TripLoad", "Verdict", "Voyage", "WatchLine", "claim_id", "decode",
    "encode", "identity", "part_address", "reading_id", "sha256",
]  # fmt: skip
