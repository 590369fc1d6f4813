"""Report(s) in, findings out. A family is a file, a rule is a function; each rule's card lies in `cards/<family>.toml`.

How to add a rule stands at the top of `core.rules.registry`.
"""

from core.rules.context import Context
from core.rules.engine import check
from core.rules.registry import all_rules, rules

__all__ = ["Context", "all_rules", "check", "rules"]
