"""The real Jekyll and the YAML reader under it, asked from tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ruby

# As Jekyll::Utils.safe_load_yaml does; times and dates come back as {"class": "as Ruby prints it"}.
_TYPED = r"""
def typed(v)
  case v
  when Hash then v.to_h { |k, x| [k.to_s, typed(x)] }
  when Array then v.map { |x| typed(x) }
  when String, Integer, Float, true, false, nil then v
  else { v.class.name => v.to_s }
  end
end
"""
_YAML = (
    'require "json"; require "psych"; require "date"\n'
    + _TYPED
    + r"""
out = JSON.parse(STDIN.read).map do |text|
  begin
    typed(Psych.safe_load(text, permitted_classes: [Date, Time], aliases: true))
  rescue => e
    { "error" => "#{e.class}: #{e.message}" }
  end
end
puts JSON.generate(out)
"""
)
_SPLIT = r"""
require "json"; require "jekyll"
out = JSON.parse(STDIN.read).map do |text|
  text =~ Jekyll::Document::YAML_FRONT_MATTER_REGEXP ? [$1, $'] : nil
end
puts JSON.generate(out)
"""
_SLUGIFY = r"""
require "json"; require "jekyll"
Jekyll.logger.log_level = :error
puts JSON.generate(JSON.parse(STDIN.read).map { |text| Jekyll::Utils.slugify(text) })
"""
_SITE = (
    'require "json"; require "jekyll"\n'
    + _TYPED
    + r"""
ask = JSON.parse(STDIN.read)
config = Jekyll.configuration("source" => ask["root"], "destination" => ask["root"] + "/_site",
  "quiet" => true, "strict_front_matter" => true, "disable_disk_cache" => true,
  "show_drafts" => ask["drafts"])
site = Jekyll::Site.new(config)
site.process
puts JSON.generate(site.posts.docs.map { |post|
  { name: post.basename, url: post.url, day: post.date.strftime("%F"), date: post.date.to_s,
    data: typed(post.data.reject { |k, _| k == "excerpt" }), content: post.content,
    output: post.output }
})
"""
)

# Many sites; all that Jekyll does but write the files.
_SITES = r"""
require "json"; require "jekyll"
out = JSON.parse(STDIN.read).map do |ask|
  config = Jekyll.configuration(ask["settings"].merge("source" => ask["root"],
    "destination" => ask["root"] + "/_site", "quiet" => true, "strict_front_matter" => true,
    "disable_disk_cache" => true))
  site = Jekyll::Site.new(config)
  %i[reset read generate render].each { |step| site.send(step) }
  posts = site.posts.docs.to_h { |post| [post.basename, { html: post.content, page: post.output }] }
  posts.merge(site.pages.to_h { |page| [page.name, { page: page.output }] })
end
puts JSON.generate(out)
"""


def has_themes() -> bool:
    """Tell whether minima, jekyll-feed and jekyll-seo-tag are there: Jekyll does not bring them."""
    needed = "%w[minima jekyll-feed jekyll-seo-tag].each { |name| gem name }"
    return ruby.run(needed).returncode == 0


def read_yaml(texts: list[str]) -> list[Any]:
    """Return what Ruby's Psych reads from each text, as Jekyll calls it."""
    return list(_ask(_YAML, texts))


def split(texts: list[str]) -> list[list[str] | None]:
    """Return front matter (with its first line) and body of each post, None where it has none."""
    return list(_ask(_SPLIT, texts))


def slugify(texts: list[str]) -> list[str]:
    """Return the slugs that Jekyll makes."""
    return list(_ask(_SLUGIFY, texts))


def build(root: Path, *, builder_zone: str = "UTC", drafts: bool = False) -> list[dict[str, Any]]:
    """Build a site under ``strict_front_matter`` and return its posts, as Jekyll knows them.

    Args:
        root: the site; the pages go to ``_site`` in it.
        builder_zone: the time zone of the machine that builds.
        drafts: build the drafts too.

    Raises:
        AssertionError: the build failed; says with what.
    """
    return list(_ask(_SITE, {"root": str(root), "drafts": drafts}, TZ=builder_zone))


def build_with(sites: list[tuple[Path, dict[str, Any]]]) -> list[dict[str, dict[str, str]]]:
    """Build sites, each with settings over those of its ``_config.yml``.

    Returns:
        For each site, its posts and pages by file name: ``html`` is a post's body, ``page`` the
        whole page.
    """
    asked = [{"root": str(root), "settings": settings} for root, settings in sites]
    return list(_ask(_SITES, asked))


def _ask(script: str, question: Any, **environment: str) -> Any:
    done = ruby.run(script, json.dumps(question), **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.rstrip("\n").rsplit("\n", 1)[-1])
