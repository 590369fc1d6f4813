"""States of a review, the permitted steps between them, who may do what; projection of events to state.

state       what the events of a report come to          projection  events -> state
seals       finding set, signed content, fingerprints     standing    where each finding stands
permits     policy, and what every step asks first        deciding, signing   the steps: (state, person, now) -> event or error
undone      undo and redo as events                  so_far      the state while it is built
"""

from core.review.permits import Now, Policy, Step
from core.review.projection import Course, project
from core.review.seals import content, finding_set, fingerprint, leaves, read_set, signed_bytes
from core.review.standing import (
    WAITING,
    Standing,
    flags,
    leaf_decision,
    open_by_severity,
    sign_off_outdated,
    standing,
    standings,
)
from core.review.state import Decision, FollowUp, ReadBy, Remark, Request, ReviewState, Signature, Stage
from core.review.undone import dependent, standing_acts, taken_back

__all__ = [
    "WAITING",
    "Course",
    "Decision",
    "FollowUp",
    "Now",
    "Policy",
    "ReadBy",
    "Remark",
    "Request",
    "ReviewState",
    "Signature",
    "Stage",
    "Standing",
    "Step",
    "content",
    "dependent",
    "finding_set",
    "fingerprint",
    "flags",
    "leaf_decision",
    "leaves",
    "open_by_severity",
    "project",
    "read_set",
    "sign_off_outdated",
    "signed_bytes",
    "standing",
    "standing_acts",
    "standings",
    "taken_back",
]
