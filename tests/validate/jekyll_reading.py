"""Posts as Jekyll reads them, many at a time: the steps of document.rb with the real Psych."""

from __future__ import annotations

import base64
import json
from typing import Any

import ruby

Read = dict[str, Any]

_RUBY = r"""
require "json"; require "jekyll"; require "base64"; require "digest"
def typed(v, depth = 0)
  raise "too deep" if depth > 40
  case v
  when Hash then v.to_h { |k, x| [k.inspect, typed(x, depth + 1)] }
  when Array then v.map { |x| typed(x, depth + 1) }
  when Float then v.to_s
  when String, Integer, true, false, nil then v
  else { v.class.name => v.to_s }
  end
end
puts JSON.generate(JSON.parse(STDIN.read).map { |given|
  text = Base64.decode64(given).force_encoding("UTF-8")
  begin
    text = text.sub("\uFEFF", "") if text.start_with?("\uFEFF")
    unless text =~ Jekyll::Document::YAML_FRONT_MATTER_REGEXP
      next { "none" => true, "body" => Digest::MD5.hexdigest(text.lstrip) }
    end
    body = Digest::MD5.hexdigest($POSTMATCH.lstrip)
    data = Psych.safe_load($1, permitted_classes: [Date, Time], aliases: true) || {}
    next { "error" => "not a table", "body" => body } unless data.is_a?(Hash)
    timestamp = data.key?("date") ? (Time.parse(data["date"].to_s).to_f rescue "invalid") : nil
    fields = data.to_h { |k, v| [k.is_a?(String) ? k : k.inspect, typed(v)] }
    { "fields" => fields, "timestamp" => timestamp, "body" => body,
      "hidden" => !data.fetch("published", true) }
  rescue => e
    { "error" => e.message.scrub, "body" => body }
  end
})
"""


def read_all(posts: list[bytes], zone: str) -> list[Read]:
    """Return what Jekyll reads of each post on a machine in a time zone."""
    found: list[Read] = []
    for start in range(0, len(posts), 2000):
        part = [base64.b64encode(data).decode() for data in posts[start : start + 2000]]
        done = ruby.run(_RUBY, json.dumps(part), TZ=zone)
        assert done.returncode == 0, done.stderr
        found += json.loads(done.stdout.rstrip("\n").rsplit("\n", 1)[-1])
    return found


# Rules whose fix gives a field another name, or adds one.
_RENAMED = {"CP301", "CP302", "CP304", "CP801"}


def differences(
    before: Read, after: Read, named: set[tuple[str, str]], *, unsafe: bool = False
) -> list[str]:
    """Return what differs between a post and its repaired version, beyond what findings name.

    Args:
        before: as Jekyll reads the post; with an error, it loses all of its fields.
        after: the same of the repaired post.
        named: code and field of each finding that was repaired.
        unsafe: fixes were applied whose findings say that they move or hide the post, or that they
            decode its bytes.
    """
    codes = {code for code, _ in named}
    if unsafe and "CP104" in codes:
        return []
    found = []
    if "error" in after or "none" in after:
        found.append(f"cannot be read afterwards: {after.get('error')}")
    if before["body"] != after["body"] and not codes & {"CP102", "CP103"}:
        found.append("the body")
    if "fields" not in before or "fields" not in after:
        return found
    keys = {key for _, key in named}
    for key in before["fields"].keys() | after["fields"].keys():
        old, new = (read["fields"].get(key, "(none)") for read in (before, after))
        renamed = codes & _RENAMED and old == "(none)"
        # Behind a byte order mark, Jekyll reads one field only: the finding says so.
        lost = "CP201" in codes and len(before["fields"]) == 1 and old == "(none)"
        if old != new and key not in keys and not renamed and not lost:
            found.append(f"{key}: {old!r} -> {new!r}")
    moving = {"CP403", "CP405", "CP301", "CP302"} if unsafe else set()
    if "CP201" in codes and len(before["fields"]) == 1:
        moving = moving | {"CP201"}
    if before["timestamp"] != after["timestamp"] and not codes & moving:
        found.append(f"time: {before['timestamp']} -> {after['timestamp']}")
    if before["hidden"] != after["hidden"] and not codes & {"CP211", "CP304", *moving}:
        found.append("published")
    if before["hidden"] and not after["hidden"]:
        found.append("a hidden post is public")
    return found
