"""The chain of labels is the best one there is."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.reading.anchors import _GAP_COST, _GAP_MOST, _best_chain, _Candidate

CANDIDATES = st.lists(
    st.builds(
        lambda index, start, length, weight: _Candidate(index, start, start + length, weight),
        st.integers(0, 5), st.integers(0, 30), st.integers(1, 6), st.sampled_from([0.6, 1.0, 2.5, 3.0, 5.0]),
    ),
    max_size=9,
)  # fmt: skip


def _worth(chain: tuple[_Candidate, ...]) -> float | None:
    """Sum of the weights less the gaps' costs; None for what is no chain."""
    total = chain[0].weight if chain else 0.0
    for above, below in pairwise(chain):
        if above.index >= below.index or above.end > below.start:
            return None
        total = total + below.weight - min((below.start - above.end) * _GAP_COST, _GAP_MOST)
    return total


@given(CANDIDATES)
def test_no_other_chain_is_worth_more(found: list[_Candidate]) -> None:
    ordered = sorted(found, key=lambda c: (c.start, c.index))
    chosen = _worth(tuple(_best_chain(ordered)))
    every = [_worth(chain) for size in range(len(ordered) + 1) for chain in combinations(ordered, size)]
    assert chosen is not None
    assert chosen >= max(worth for worth in every if worth is not None) - 1e-9


@given(CANDIDATES)
def test_of_chains_worth_the_same_the_first_is_taken(found: list[_Candidate]) -> None:
    ordered = sorted(found, key=lambda c: (c.start, c.index))
    assert _best_chain(ordered) == _one_by_one(ordered)


def _one_by_one(candidates: list[_Candidate]) -> list[_Candidate]:
    """The same, every candidate's predecessors asked in order and none left out."""
    best: list[float] = []
    chains: list[list[_Candidate]] = []
    for candidate in candidates:
        highest, before = candidate.weight, -1
        for place, other in enumerate(candidates[: len(best)]):
            if other.index < candidate.index and other.end <= candidate.start:
                score = best[place] + candidate.weight - min((candidate.start - other.end) * _GAP_COST, _GAP_MOST)
                if score > highest:
                    highest, before = score, place
        best.append(highest)
        chains.append([*(chains[before] if before >= 0 else []), candidate])
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    return chains[at] if at >= 0 else []
