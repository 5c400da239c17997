"""Advices → a channel plan. Start reading here: open a plan, check it, choose its channels.

plan = read_plan(Path("plan.yaml"))   # or a text; PlanError says where, what, the way out
remarks = check(plan, table)          # what does not fit the knowledge or the limits
text = write_plan(plan)               # read_plan(text) is the same plan
"""

from plans.files import keys, plan_of, read_plan, write_json, write_plan
from plans.model import SCHEMA, Plan, PlanError
from plans.remarks import Remark, check
from plans.samples import example, examples

__all__ = [
    "SCHEMA",
    "Plan",
    "PlanError",
    "Remark",
    "check",
    "example",
    "examples",
    "keys",
    "plan_of",
    "read_plan",
    "write_json",
    "write_plan",
]
