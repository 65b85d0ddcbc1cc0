// Builds the app into dist/, in under a second. What the browser gets is listed in dist/files.json:
// the service worker keeps exactly that, under a version that is the hash of it all.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const making = join(here, `dist.${process.pid}`);
const made = join(here, "dist");

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

async function* walk(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

await rm(making, { recursive: true, force: true });
await mkdir(making, { recursive: true });
await build({
  ...common,
  entryPoints: { app: "src/main.tsx" },
  outdir: making,
  splitting: true,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  metafile: true,
}).then(async ({ metafile }) => {
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint);
  const script = relative(making, join(here, entry[0]));
  const style = entry[1].cssBundle && relative(making, join(here, entry[1].cssBundle));
  const page = await readFile(join(here, "src/index.html"), "utf8");
  await writeFile(
    join(making, "index.html"),
    page.replace("{script}", script).replace("{style}", style ?? ""),
  );
});
await cp(
  join(here, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"),
  join(making, "maplibre-gl-worker.mjs"),
);
await cp(join(here, "src/static"), making, { recursive: true });

const files = {};
for await (const path of walk(making)) {
  const name = relative(making, path);
  files[name] = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
const names = Object.keys(files).sort();
const version = createHash("sha256")
  .update(names.map((name) => `${name} ${files[name]}\n`).join(""))
  .digest("hex")
  .slice(0, 12);
await build({
  ...common,
  entryPoints: { worker: "src/worker.ts" },
  outdir: making,
  format: "iife",
  define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(names) },
});
await writeFile(join(making, "files.json"), JSON.stringify({ version, files }, null, 1));
await rm(made, { recursive: true, force: true });
await rename(making, made);
