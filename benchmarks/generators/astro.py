"""The real Astro: a site whose pages show nothing but the text, and its entries as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generators import node

PACKAGE = "astro"
POSTS = Path("src/content/blog")
# Code keeps the name of its language, which Shiki replaces if it does not know it.
CONFIG = """import mdx from "@astrojs/mdx";
export default {
  site: "https://blog.example.org",
  integrations: [mdx()],
  markdown: { syntaxHighlight: false },
};
"""
SCHEMA = """import { defineCollection } from "astro:content";
import { z } from "astro/zod";
import { glob } from "astro/loaders";
const blog = defineCollection({
  loader: glob({ base: "./src/content/blog", pattern: "**/*.{md,mdx}" }),
  schema: ({ image }) => z.object({
    title: z.string(),
    description: z.string().optional(),
    pubDate: z.coerce.date(),
    updatedDate: z.coerce.date().optional(),
    heroImage: image().optional(),
  }).passthrough(),
});
export const collections = { blog };
"""
_PAGE = """---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  const posts = await getCollection("blog");
  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));
}
const { Content } = await render(Astro.props.post);
---
<Content />
"""
_DATA = """import { getCollection } from "astro:content";
export async function GET() {
  return new Response(JSON.stringify(await getCollection("blog")));
}
"""


def new_site(root: Path, config: str = CONFIG, schema: str = SCHEMA) -> Path:
    """Make a site."""
    files = {
        "astro.config.mjs": config,
        "src/content.config.ts": schema,
        "src/pages/blog/[...slug].astro": _PAGE,
        "src/pages/data.json.ts": _DATA,
        "package.json": '{"type": "module", "dependencies": {"astro": "5"}}',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / POSTS).mkdir(parents=True, exist_ok=True)
    node.link_packages(root)
    return root


def build(site: Path, zone: str = "UTC") -> None:
    """Build the site."""
    node.run("astro/astro.js", "build", folder=site, zone=zone)


def page_of(site: Path, name: str) -> str:
    """Return the HTML of the post in ``name.md`` or ``name/index.md``."""
    return (site / "dist/blog" / name / "index.html").read_text("utf-8")


def data_of(site: Path) -> dict[str, dict[str, Any]]:
    """Return the front matter as the built site has it, by the ids of the entries."""
    found = json.loads((site / "dist/data.json").read_text("utf-8"))
    return {row["id"]: row["data"] for row in found}
