from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from vetoproof.ledger.merkle import EMPTY, Frontier, Tree, item_leaf, leaf_hash, root_of, verify_consistency, verify_inclusion

SIZES = [*range(1, 36), 63, 64, 65, 127, 128, 129, 200]


def oracle(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(str(number).encode())
    return tree


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_roots_equal_those_of_pymerkle_at_every_size() -> None:
    tree, ours = oracle(200), Tree(leaves(200))
    frontier = Frontier()
    for size in range(1, 201):
        frontier.append(leaves(200)[size - 1])
        assert tree.get_root(size) == ours.root(size) == frontier.root() == root_of(leaves(size))
        assert frontier.nodes == ours.frontier(size)


def test_inclusion_paths_equal_those_of_pymerkle_and_verify() -> None:
    tree, hashed = oracle(200), leaves(200)
    ours = Tree(hashed)
    for size in SIZES:
        for index in {0, size // 3, size // 2, size - 1}:
            path = ours.inclusion(index, size)
            assert path == tree.prove_inclusion(index + 1, size).path[1:]
            assert verify_inclusion(hashed[index], index, size, path, ours.root(size))


def test_consistency_paths_verify_as_those_of_pymerkle_do() -> None:
    ours = Tree(leaves(200))
    for second in SIZES:
        for first in {1, second // 2 or 1, second - 1 or 1, second}:
            path = ours.consistency(first, second)
            assert verify_consistency(first, ours.root(first), second, ours.root(second), path)


def test_published_root_of_seven_known_leaves() -> None:
    # The tree of RFC 9162 section 2.1.5 in shape: ((d0 d1)(d2 d3))((d4 d5) d6), hashed by hand.
    def leaf(n: int) -> bytes:
        return hashlib.sha256(b"\0" + bytes([n])).digest()

    def node(a: bytes, b: bytes) -> bytes:
        return hashlib.sha256(b"\1" + a + b).digest()

    left = node(node(leaf(0), leaf(1)), node(leaf(2), leaf(3)))
    right = node(node(leaf(4), leaf(5)), leaf(6))
    assert root_of(leaf(n) for n in range(7)) == node(left, right)


@given(st.integers(1, 90), st.data())
def test_no_other_leaf_index_root_or_path_passes_an_inclusion_proof(size: int, data: st.DataObject) -> None:
    hashed = leaves(size)
    tree = Tree(hashed)
    index = data.draw(st.integers(0, size - 1))
    path, root = tree.inclusion(index), tree.root()
    other = leaf_hash(b"another")
    assert not verify_inclusion(other, index, size, path, root)
    assert not verify_inclusion(hashed[index], index, size, path, other)
    assert not verify_inclusion(hashed[index], index, size, [*path, other], root)
    assert not verify_inclusion(hashed[index], size, size, path, root)
    if path:
        assert not verify_inclusion(hashed[index], index, size, path[:-1], root)
        assert not verify_inclusion(hashed[index], index, size, [other, *path[1:]], root)


@given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 89))
def test_a_rewritten_log_passes_no_consistency_proof(one: int, other: int, altered: int) -> None:
    first, second = sorted((one, other))
    hashed = leaves(second)
    tree = Tree(hashed)
    path = tree.consistency(first, second)
    assert verify_consistency(first, tree.root(first), second, tree.root(second), path)
    forged = Tree([leaf_hash(b"forged") if n == altered % first else leaf for n, leaf in enumerate(hashed)])
    assert not verify_consistency(first, tree.root(first), second, forged.root(second), forged.consistency(first, second))
    assert not verify_consistency(first, forged.root(first), second, tree.root(second), path)


@given(st.integers(0, 200), st.integers(0, 60))
def test_a_frontier_taken_up_again_goes_on_as_if_never_put_down(before: int, more: int) -> None:
    hashed = leaves(before + more)
    first = Frontier()
    for leaf in hashed[:before]:
        first.append(leaf)
    second = Frontier(before, first.nodes)
    for leaf in hashed[before:]:
        second.append(leaf)
    assert second.root() == Tree(hashed).root()


def test_a_leaf_is_the_prefixed_hash_of_the_salted_hash_of_the_body() -> None:
    salt, body = b"s" * 16, b'{"a":1}'
    assert item_leaf(salt, body) == hashlib.sha256(b"\0" + hashlib.sha256(salt + body).digest()).digest()


def test_no_leaves_have_the_empty_root_and_no_proofs() -> None:
    assert Tree([]).root() == root_of([]) == Frontier().root() == EMPTY
    with pytest.raises(ValueError, match="not among"):
        Tree([]).inclusion(0)
    with pytest.raises(ValueError, match="no consistency"):
        Tree(leaves(3)).consistency(0, 2)
    with pytest.raises(ValueError, match="nodes"):
        Frontier(3, [EMPTY])
