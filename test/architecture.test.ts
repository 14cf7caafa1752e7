import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { problemCodes } from "../core/problem/codes.ts";

const root = resolve(import.meta.dirname, "..");

/** Which folders a folder may import from; itself always. Order inside core is the order of this list. */
const allowed: Record<string, string[]> = {
  contexts: [],
  core: ["contexts"],
  net: ["core"],
  web: ["core", "contexts"],
  issuer: ["core", "net", "web"],
  verifier: ["core", "net", "web"],
  "wallet-cli": ["core", "net"],
  demo: ["core", "wallet-cli"],
};

const coreLayers = [
  "problem",
  "text",
  "json",
  "keys",
  "jose",
  "did",
  "key-discovery",
  "rdf",
  "credential",
  "open-badges",
  "schema",
  "badge",
  "evidence",
  "endorsement",
  "status",
  "presentation",
  "portfolio",
  "file",
  "verification",
  "openid",
];

/** Packages that only some places may know. */
const guardedPackages: [RegExp, RegExp][] = [
  [/^express/, /^(web|issuer|verifier)\//],
  [/^helmet$|^pino$/, /^(web|issuer|verifier)\//],
  [/^preact/, /^(web|issuer|verifier|wallet-cli\/portfolio)\//],
  [
    /^commander$/,
    /^(wallet-cli\/|issuer\/main\.ts|verifier\/main\.ts|issuer\/commands\/|verifier\/commands\/)/,
  ],
  [/^level$|^classic-level$|^abstract-level$/, /store/],
  [/^@digitalbazaar\/(vc|data-integrity)$|^jsonld(\/|$)|^rdf-canonize$/, /^core\/credential\//],
  [/^@noble\//, /^core\/keys\//],
  [/^ajv/, /^core\/schema\//],
  [/^did-resolver$/, /^core\/did\//],
  [/-context$/, /^contexts\//],
  [/^jose$/, /^(issuer|verifier|wallet-cli)\/openid\//],
  [/^dcql$/, /^core\/openid\//],
  [/^nodemailer$/, /^issuer\/mail\//],
  [/^csv-parse/, /^issuer\/batch\//],
  [/^canonicalize$/, /^core\/json\//],
  [/^saxes$/, /^core\/badge\/svg\//],
  [/^pdfkit$/, /^wallet-cli\/certificate\//],
  [/^fontkit$|^bidi-js$/, /^wallet-cli\/typesetting\//],
  [/^@resvg\//, /^wallet-cli\/badge\//],
  [/^cborg$/, /^core\/credential\/disclosure\//],
  [/^uqr$/, /^(web|wallet-cli)\//],
];

interface Source {
  path: string;
  text: string;
  imports: string[];
}

const sources: Source[] = Object.keys(allowed).flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => {
      const text = readFileSync(file, "utf8");
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(
        (match) => match[1] as string,
      );
      return { path: relative(root, file), text, imports };
    }),
);

function target({ path }: Source, specifier: string): string {
  return relative(root, resolve(root, dirname(path), specifier));
}

describe("the house", () => {
  it("is not empty", () => {
    expect(sources.length).toBeGreaterThan(80);
  });

  it("imports in one direction between folders", () => {
    const wrong = sources.flatMap((source) => {
      const [from] = source.path.split("/") as [string];
      return source.imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => target(source, specifier).split("/")[0] as string)
        .filter((to) => to !== from && !allowed[from]?.includes(to))
        .map((to) => `${source.path} -> ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it("imports in one direction inside core", () => {
    const layerOf = (path: string) => coreLayers.indexOf(path.split("/")[1] as string);
    const wrong = sources
      .filter(({ path }) => path.startsWith("core/"))
      .flatMap((source) =>
        source.imports
          .filter((specifier) => specifier.startsWith("."))
          .map((specifier) => target(source, specifier))
          // The verdict types are a leaf that everybody may read.
          .filter((to) => layerOf(source.path) >= 0 && layerOf(to) > layerOf(source.path))
          .map((to) => `${source.path} -> ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  it("has no cycles", () => {
    const graph = new Map(
      sources.map((source) => [
        source.path,
        source.imports.filter((s) => s.startsWith(".")).map((s) => target(source, s)),
      ]),
    );
    const done = new Set<string>();
    const visit = (path: string, trail: string[]): string[] | undefined => {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
      if (done.has(path)) return undefined;
      for (const next of graph.get(path) ?? []) {
        const cycle = visit(next, [...trail, path]);
        if (cycle !== undefined) return cycle;
      }
      done.add(path);
      return undefined;
    };
    expect(
      [...graph.keys()].map((path) => visit(path, [])).find((cycle) => cycle !== undefined),
    ).toBeUndefined();
  });

  it("knows each package in one place only", () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      guardedPackages.flatMap(([name, place]) =>
        imports
          .filter((specifier) => name.test(specifier) && !place.test(path))
          .map((specifier) => `${path}: ${specifier}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ["starts the wallet", ["run"], []],
    ["understands any command line", ["command-line/full-command-line"], ["commander"]],
    ["lists credentials", ["commands/list"], ["level"]],
    ["takes one out", ["commands/remove"], ["level"]],
    ["prints the DID", ["commands/did"], ["level"]],
    ["lists shares", ["commands/shares"], ["level"]],
    ["finds an agent", ["agent/find-agent"], []],
    ["keeps a key", ["agent/process/main"], []],
  ])("%s without what only other commands need", (_, modules, needed) => {
    const files = new Map(sources.map((source) => [source.path, source]));
    const packages = new Set<string>();
    const visited = new Set<string>();
    const visit = (path: string) => {
      const source = files.get(path);
      if (source === undefined || visited.has(path)) return;
      visited.add(path);
      const always = /^(?:import|export) (?!type\b)(?:[^;"]* from )?"([^"]+)"/gm;
      for (const [, specifier = ""] of source.text.matchAll(always)) {
        if (specifier.startsWith(".")) visit(target(source, specifier));
        else packages.add(specifier);
      }
    };
    for (const path of ["main", ...modules]) visit(`wallet-cli/${path}.ts`);
    expect(visited.size).toBeGreaterThan(8);
    expect([...packages].filter((name) => !name.startsWith("node:")).sort()).toEqual(needed);
  });

  it("keeps the clock, the environment, randomness and the network out of core", () => {
    const forbidden =
      /process\.(env|argv|hrtime)|Date\.now|new Date\(\)|Math\.random|randomBytes|randomUUID|getRandomValues|\bfetch\(|node:(fs|http|https|net|dns|os|worker_threads)/;
    expect(
      sources
        .filter(({ path, text }) => path.startsWith("core/") && forbidden.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it("reads the environment in one file for each program", () => {
    const readers = sources.filter(({ text }) => /process\.env/.test(text)).map(({ path }) => path);
    for (const path of readers) expect(path).toMatch(/^(issuer|verifier)\/config\.ts$|^(wallet-cli|demo)\//);
  });

  it("has no default exports, no enums, no any, no leftovers", () => {
    const wrong =
      /^export default|^\s*(export )?enum |: any\b|as any\b|<any>|\bTODO\b|\bFIXME\b|console\.log\(|debugger/m;
    expect(sources.filter(({ text }) => wrong.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("names no problem code that no test knows and no source uses", () => {
    const tests = readdirSync(join(root, "test"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
    const used = sources.filter(({ path }) => path !== "core/problem/codes.ts").map(({ text }) => text);
    const codes = Object.keys(problemCodes);
    expect(codes.filter((code) => !tests.includes(code))).toEqual([]);
    expect(codes.filter((code) => !used.join("\n").includes(`"${code}"`))).toEqual([]);
  });

  it("has small files: none over 250 lines", () => {
    const long = sources.filter(({ text }) => text.split("\n").length > 250).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it("closes the prototype of all objects in every process that reads documents", () => {
    const entries = sources.filter(
      ({ path }) =>
        /^(issuer|verifier|wallet-cli)\/main\.ts$/.test(path) ||
        /\/threads\/worker\.ts$|-threads\/worker\.ts$/.test(path),
    );
    expect(entries).toHaveLength(5);
    for (const { path, text } of entries) expect(text, path).toMatch(/^ *closePrototype\(\);$/m);
  });
});
