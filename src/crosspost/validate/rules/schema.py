"""JSON Schemas that the settings assign to paths."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Post
from crosspost.validate.quoting import quote
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Mapping, Node, Scalar

RULES = (
    Rule(
        "CP901", "schema", "warning",
        "A value that the JSON Schema of its path forbids.",
        "It depends on the schema.",
        "Jekyll does not use schemas.",
        "tags: music", "tags: [music]",
        "both", "Safe if the schema allows one fix only: a list of one for a text, the only value"
        " allowed. Schemas are local files, named in schema = {\"_posts/**\" = \"FILE\"};"
        " \"crosspost\" names the schema of crosspost's own posts.",
        generators=ALL,
    ),
    Rule(
        "CP902", "bad-schema", "error",
        "A JSON Schema that cannot be applied: it refers to a missing schema, or takes more"
        " than 5 s for a post or 120 s in all. Only the file itself is read, nothing is fetched.",
        "Posts are not checked by it.",
        "Jekyll does not use schemas.",
        '{"$ref": "other.json"}', '{"type": "object"}',
        "none", "Correct the schema. One that cannot be read at all ends the run with exit code 2.",
        generators=ALL,
    ),
)  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report violations of the schemas that hold for a post."""
    options = context.options
    if not options.schema or not isinstance(post.root, Mapping):
        return ()
    from crosspost.validate.schema import BadSchema, schemas_for, violations

    found = []
    for name in schemas_for(post, options):
        if name in context.bad_schemas:
            continue  # one cause, one finding
        try:
            violated = violations(post, name, context.schema_seconds)
        except BadSchema as error:
            context.bad_schemas.add(name)
            message = (
                f"The schema {name} cannot be applied: {error}. No more posts are checked by it."
            )
            found.append(Problem("CP902", max(post.block_start - 4, 0), post.block_start, message))
            continue
        for node, key, message, violation in violated:
            start, end = _place(post, node, key)
            fix = _fix(node, violation)
            if len(message) > 200:
                message = message[:197] + "…"
            where = f"{key}: " if key else ""
            found.append(Problem("CP901", start, end, f"{where}{message} (schema).", fix, key))
    return found


def _place(post: Post, node: Node, key: str) -> tuple[int, int]:
    if node is post.root:  # a missing key: the opening fence
        return max(post.block_start - 4, 0), max(post.block_start - 1, 0)
    entry = post.by_key.get(key)
    if isinstance(node, Scalar) and not node.value and entry is not None:
        return entry.start, entry.end
    return node.start, min(node.end, node.start + 200)


def _fix(node: Node, error: object) -> Repair | None:
    """Return the fix if the schema allows only one."""
    if not isinstance(node, Scalar) or node.style in ("|", ">"):
        return None
    rule, wanted = getattr(error, "validator", ""), getattr(error, "validator_value", None)
    if rule == "type" and wanted == "array" and node.value and not node.value.count(","):
        if len(node.value.split()) > 1 and not node.style:
            return (
                None  # Jekyll splits it: the author must decide whether it is one item or several
            )
        edits = ((node.start, node.start, "["), (node.end, node.end, "]"))
        return Repair(True, "make a list of it", edits)
    only = wanted[0] if rule == "enum" and isinstance(wanted, list) and len(wanted) == 1 else None
    if rule == "const":
        only = wanted
    if isinstance(only, str):
        return Repair(True, f"write {only}", ((node.start, node.end, quote(only)),))
    return None
