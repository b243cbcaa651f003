"""Searches FollowTheMoney entities as a server around logic-v2 does: candidates from an inverted index, then logic-v2.

python logic_v2_search.py --queries queries.jsonl [--candidates 50] [--sample 200] lists/*.ftm.jsonl

The index holds, for every name, rigour's comparable tokens, their metaphones, the symbols that its tagger finds and 3-grams of
the name; an entity's rank is the sum of the inverse document frequencies of the keys it shares with the query, as in a BM25
server without length normalisation. It stands in for an index server, which this comparison does not need.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import resource
import sys
import time
from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from figures import search_summary
from followthemoney import EntityProxy
from followthemoney.names import entity_names
from nomenklatura.matching.logic_v2.model import LogicV2


def lines(paths: list[str]) -> Iterator[dict[str, Any]]:
    """The objects of JSON-lines files, "-" for standard input."""
    for path in paths:
        with open(0 if path == "-" else path, encoding="utf-8", closefd=path != "-") as source:
            yield from (json.loads(line) for line in source if line.strip())


def keys_of(entity: EntityProxy, is_query: bool) -> set[str]:
    """What an entity is found by: tokens, metaphones, symbols, 3-grams."""
    keys: set[str] = set()
    for name in entity_names(entity, infer_initials=is_query, consolidate=False):
        for part in name.parts:
            keys.add(f"p:{part.comparable}")
            if part.metaphone and len(part.metaphone) > 2:
                keys.add(f"m:{part.metaphone}")
        keys.update(f"s:{symbol.category.value}:{symbol.id}" for symbol in name.symbols)
        run = f" {' '.join(part.comparable for part in name.parts)} "
        keys.update(f"g:{run[i : i + 3]}" for i in range(len(run) - 2))
    return keys


class Index:
    """Postings from a key to the entities that have it."""

    def __init__(self, entities: list[EntityProxy]) -> None:
        postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, entity in enumerate(entities):
            for key in keys_of(entity, is_query=False):
                postings[key].append(number)
        self.size = len(entities)
        self.postings = {key: np.frombuffer(found, dtype=np.uint32) for key, found in postings.items()}

    def candidates(self, query: EntityProxy, limit: int) -> list[int]:
        """The entities with the most weight of shared keys, best first."""
        weight = np.zeros(self.size, dtype=np.float32)
        for key in keys_of(query, is_query=True):
            found = self.postings.get(key)
            if found is not None:
                weight[found] += math.log(1 + self.size / len(found))
        best = np.argpartition(-weight, min(limit, self.size - 1))[:limit]
        return [int(i) for i in best[np.argsort(-weight[best], kind="stable")] if weight[i] > 0]


def proxy_of(query: dict[str, Any], number: int) -> EntityProxy:
    """The query as an entity with an id used nowhere else: logic-v2 remembers names by id."""
    properties = {"name": [query["name"]]}
    if query.get("birthDate"):
        properties["birthDate"] = [query["birthDate"]]
    if query.get("country"):
        properties["country"] = [query["country"]]
    schema = query.get("schema") or "LegalEntity"
    return EntityProxy.from_dict({"id": f"query-{number}", "schema": schema, "properties": properties}, cleaned=False)


def main() -> None:
    """Reads the command line, builds the index, answers every query, prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("entities", nargs="+", help="FollowTheMoney JSON lines")
    arguments.add_argument("--queries", required=True, help="JSON lines: id, schema, name, birthDate, country, expect, also")
    arguments.add_argument("--candidates", type=int, default=50)
    arguments.add_argument("--threshold", type=float, default=0.7)
    arguments.add_argument("--sample", type=int, help="ask every n-th query so that about this many are asked")
    arguments.add_argument("--strict", action="store_true", help="only `expect` is right, not `also`")
    options = arguments.parse_args()

    started = time.process_time()
    entities = [EntityProxy.from_dict(row) for row in lines(options.entities)]
    index, config = Index(entities), LogicV2.default_config()
    built = time.process_time() - started
    gc.freeze()  # the entities stay for good: walking them at every full collection cost half a second at a time
    queries = list(lines([options.queries]))
    queries = queries[:: max(1, len(queries) // options.sample)] if options.sample else queries
    for number, query in enumerate(queries[:5], 1):  # uncounted: the tables of each kind of name are built when first needed
        warm = proxy_of(query, -number)
        for i in index.candidates(warm, options.candidates):
            LogicV2.compare(warm, entities[i], config)

    answers = []
    for number, query in enumerate(queries):
        begun = time.process_time()
        proxy = proxy_of(query, number)
        found = index.candidates(proxy, options.candidates)
        gathered = time.process_time()
        scored = sorted(
            ((LogicV2.compare(proxy, entities[i], config).score, -at, i) for at, i in enumerate(found)), reverse=True
        )
        ended = time.process_time()
        right = {*query.get("expect", ()), *(() if options.strict else query.get("also", ()))}
        order = [str(entities[i].id) for _, _, i in scored]
        where = [str(entities[i].id) in right for i in found]
        answer = {
            "id": query["id"],
            "expected": bool(right),
            "rank": next((at for at, ident in enumerate(order, 1) if ident in right), 0),
            "candidate_rank": next((at for at, hit in enumerate(where, 1) if hit), 0),
            "meant_score": round(max((score for score, _, i in scored if entities[i].id in right), default=0.0), 4),
            "threshold": options.threshold,
            "best": [[entities[i].id, round(score, 4)] for score, _, i in scored[:3]],
            "alert": bool(scored) and scored[0][0] >= options.threshold,
            "cpu_ms": round((ended - begun) * 1000, 3),
            "candidates_ms": round((gathered - begun) * 1000, 3),
        }
        answers.append(answer)
        print(json.dumps(answer, ensure_ascii=False))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    head = {"algorithm": "logic-v2 search", "entities": len(entities), "candidates": options.candidates}
    tail = {"index_seconds": round(built, 1), "peak_mib": memory}
    print(json.dumps({"summary": head | search_summary(answers) | tail}))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
