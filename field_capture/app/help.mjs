// The pages for crews, docs/crews.*.md, as the app shows them: trees of elements, one for each
// language, with their pictures. What Markdown can besides, they do not use.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

export const LANGUAGES = ["lb", "fr", "de", "en"];
const FOLDER = "help";

export const page = (docs, language) => join(docs, `crews.${language}.md`);

/** The pictures of all pages that have been taken: where they are, how the app calls them. */
export async function pictures(docs) {
  const found = new Map();
  for (const language of LANGUAGES) {
    const text = await readFile(page(docs, language), "utf8");
    for (const [, target] of text.matchAll(/^!\[[^\]]*\]\(([^)]+)\)$/gm)) {
      const path = join(docs, target);
      if (existsSync(path)) found.set(path, `${FOLDER}/${basename(path)}`);
    }
  }
  return found;
}

/** What is bold; everything else is said as it stands. */
function inline(text) {
  return text
    .split(/\*\*(.+?)\*\*/)
    .map((part, at) => (at % 2 ? ["b", {}, part] : part))
    .filter((part) => part !== "");
}

function block(text, known) {
  const lines = text.split("\n");
  const [, hashes, title] = /^(#+) (.+)$/.exec(lines[0]) ?? [];
  if (hashes) return [`h${hashes.length}`, {}, ...inline(title)];
  const [, alt, target] = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(lines[0]) ?? [];
  if (target) {
    const src = `${FOLDER}/${basename(target)}`;
    return known.has(src) ? ["img", { src, alt, loading: "lazy" }] : null;
  }
  const mark = /^(?:-|\d+\.) /;
  if (!mark.test(lines[0])) return ["p", {}, ...inline(lines.join(" "))];
  const items = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ""));
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  const tag = lines[0].startsWith("-") ? "ul" : "ol";
  return [tag, {}, ...items.map((each) => ["li", {}, ...inline(each)])];
}

export function tree(markdown, known) {
  const blocks = markdown.trim().split(/\n{2,}/);
  return blocks.map((each) => block(each, known)).filter((each) => each !== null);
}

/** import("help:en") in the app. */
export function help(docs) {
  return {
    name: "help",
    setup(build) {
      build.onResolve({ filter: /^help:/ }, ({ path }) => ({
        path: path.slice("help:".length),
        namespace: "help",
      }));
      build.onLoad({ filter: /.*/, namespace: "help" }, async ({ path }) => {
        const known = new Set((await pictures(docs)).values());
        const text = await readFile(page(docs, path), "utf8");
        return { contents: `export default ${JSON.stringify(tree(text, known))}`, loader: "js" };
      });
    },
  };
}
