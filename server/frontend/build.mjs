// Bundles the editor: node build.mjs OUTDIR. Writes editor.js, editor.css and NOTICES.txt.
// NOTICES.txt holds the licence of every package that a bundle of Yasgui may carry.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "..", "static", "editor"));

function packages() {
  const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.optional)
    .map(([path]) => path)
    .sort();
}

function licence(folder) {
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  const texts = names.map((name) => readFileSync(join(folder, name), "utf8").trim());
  const said = typeof about.license === "string" ? about.license : "see below";
  const by = [about.author, ...(about.contributors ?? [])]
    .map((one) => (typeof one === "string" ? one : one?.name))
    .filter(Boolean);
  const authors = by.length > 0 ? `Authors: ${by.join(", ")}` : "";
  return [`${about.name} ${about.version}`, `Licence: ${said}`, authors, ...texts].filter(Boolean).join("\n\n");
}

function notices() {
  const found = packages().map((path) => join(here, path)).filter((folder) => existsSync(folder));
  return found.map(licence).join(`\n\n${"-".repeat(80)}\n\n`);
}

mkdirSync(out, { recursive: true });
await build({
  entryPoints: { editor: join(here, "src", "editor.js") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
writeFileSync(join(out, "NOTICES.txt"), `${notices()}\n`);
