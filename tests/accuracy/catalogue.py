"""All kinds of faults: importing a file of them registers its kinds."""

from accuracy.faults import (  # noqa: F401
    cells,
    claims,
    disputes,
    fees,
    identity,
    neighbours,
    personal,
    shares,
    structure,
    sums,
    table2,
    table3,
    table4,
    topics,
    words,
    years,
)
from accuracy.planting import KINDS

__all__ = ["KINDS"]
