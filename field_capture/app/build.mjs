// Builds the app into dist/, in under a second. What the browser gets is listed in dist/files.json:
// the service worker keeps exactly that, under a version that is the hash of it all.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { help, LANGUAGES, page as pageFor, pictures } from "./help.mjs";
import { icons } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const making = join(here, `dist.${process.pid}`);
const made = join(here, "dist");
const docs = join(here, "../../docs");
const shown = await pictures(docs);

async function* walk(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Hash what the app is built from: another one, and it has to be built anew. */
async function sources() {
  const names = ["build.mjs", "help.mjs", "icons.mjs", "package-lock.json"];
  const found = names.map((name) => join(here, name));
  found.push(...LANGUAGES.map((language) => pageFor(docs, language)), ...shown.keys());
  for await (const path of walk(join(here, "src"))) found.push(path);
  const lines = found
    .sort()
    .map(async (path) => `${relative(here, path)} ${sha256(await readFile(path))}\n`);
  return sha256((await Promise.all(lines)).join(""));
}

const stamp = await sources();
if (process.argv.includes("--if-changed")) {
  const before = await readFile(join(made, "files.json"), "utf8").catch(() => "{}");
  if (JSON.parse(before).sources === stamp) process.exit();
}

const common = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: "es2023",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
};

await rm(making, { recursive: true, force: true });
await mkdir(making, { recursive: true });
const { metafile } = await build({
  ...common,
  entryPoints: { app: "src/main.tsx" },
  outdir: making,
  splitting: true,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  define: { VERSION: JSON.stringify(stamp.slice(0, 12)) },
  plugins: [help(docs)],
  metafile: true,
});
const [path, entry] = Object.entries(metafile.outputs).find(
  ([, { entryPoint }]) => entryPoint === "src/main.tsx",
);
const script = relative(making, join(here, path));
const style = relative(making, join(here, entry.cssBundle));
const page = await readFile(join(here, "src/index.html"), "utf8");
await writeFile(
  join(making, "index.html"),
  page.replace("{script}", script).replace("{style}", style),
);
await cp(
  join(here, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"),
  join(making, "maplibre-gl-worker.mjs"),
);
await cp(join(here, "src/static"), making, { recursive: true });
for (const [path, name] of shown) await cp(path, join(making, name));
for (const [name, bytes] of icons()) await writeFile(join(making, name), bytes);

const files = {};
for await (const file of walk(making)) files[relative(making, file)] = sha256(await readFile(file));
const names = Object.keys(files).sort();
const version = sha256(names.map((name) => `${name} ${files[name]}\n`).join("")).slice(0, 12);
await build({
  ...common,
  entryPoints: { worker: "src/worker.ts" },
  outdir: making,
  format: "iife",
  define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(names) },
});
files["worker.js"] = sha256(await readFile(join(making, "worker.js")));
await writeFile(
  join(making, "files.json"),
  JSON.stringify({ version, sources: stamp, files }, null, 1),
);
await rm(made, { recursive: true, force: true });
await rename(making, made);
