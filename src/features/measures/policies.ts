import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { Fault } from "#kernel/faults.ts";
import type { FieldFault } from "#kernel/faults.ts";
import { definitionSchema, normsSchema, textPackSchema } from "./contract.ts";
import type { InstrumentDefinition, InstrumentLibrary, InstrumentNorms, TextPack } from "./contract.ts";
import { findDefinitionFaults, findTextFaults } from "./definition.rules.ts";

/**
 * Reads and checks every instrument of `<dataDirectory>/instruments`, and the text packs that an agency was permitted to
 * use from `localTextDirectory`. Throws a `malformed` fault that names file and place of all that is wrong: a wrong
 * file never waits for the first family. Wording of class B and C is refused in the shipped folder: no permission.
 */
export function loadInstruments(dataDirectory: string, localTextDirectory: string | null = null): InstrumentLibrary {
  const shipped = join(dataDirectory, "instruments");
  const faults: FieldFault[] = [];
  const definitions = new Map<string, InstrumentDefinition>();
  const texts = new Map<string, Map<string, TextPack>>();
  const norms = new Map<string, InstrumentNorms>();
  const unusable = new Set<string>();
  const report = (file: string, found: readonly FieldFault[]) => void faults.push(...found.map(({ path, message }) => ({ path: `${file}: ${path}`, message })));
  const files = listFiles(shipped);

  for (const file of files.filter((name) => /^[^.]+\.json$/.test(name))) {
    const definition = readAs(definitionSchema, join(shipped, file), file, report);
    if (!definition) continue;
    if (`${definition.id}.json` !== file) report(file, [{ path: "id", message: `Expected ${file.replace(".json", "")}, as the file is called.` }]);
    const incoherent = findDefinitionFaults(definition);
    report(file, incoherent);
    if (incoherent.length === 0) definitions.set(definition.id, definition);
    else unusable.add(definition.id);
  }
  for (const definition of definitions.values()) {
    if (definition.successor !== null && !definitions.has(definition.successor) && !unusable.has(definition.successor)) report(`${definition.id}.json`, [{ path: "successor", message: `"${definition.successor}" is not installed.` }]);
  }
  for (const file of files.filter((name) => name.endsWith(".norms.json"))) {
    const read = readAs(normsSchema, join(shipped, file), file, report);
    if (!read || unusable.has(read.id)) continue;
    if (`${read.id}.norms.json` !== file || !definitions.has(read.id)) report(file, [{ path: "id", message: "Expected the id of an instrument, as the file is called." }]);
    norms.set(read.id, read);
  }
  const packFiles = files.filter((name) => /^[^.]+\.[a-z]{2,3}\.json$/.test(name)).map((name) => ({ name, folder: shipped, isLocal: false }));
  const localFiles = (localTextDirectory === null ? [] : listFiles(localTextDirectory)).map((name) => ({ name, folder: localTextDirectory ?? "", isLocal: true }));
  for (const { name, folder, isLocal } of [...packFiles, ...localFiles]) {
    const pack = readAs(textPackSchema, join(folder, name), name, report);
    if (!pack || unusable.has(pack.id)) continue;
    const definition = definitions.get(pack.id);
    if (!definition || `${pack.id}.${pack.language}.json` !== name) {
      report(name, [{ path: "id", message: "Expected the id of an instrument and a language, as the file is called." }]);
      continue;
    }
    if (definition.class === "C" || (definition.class === "B" && !isLocal)) report(name, [{ path: "id", message: `The wording of ${definition.name} may not be here: class ${definition.class}.` }]);
    report(name, findTextFaults(definition, pack));
    const byLanguage = texts.get(pack.id) ?? new Map<string, TextPack>();
    texts.set(pack.id, byLanguage.set(pack.language, pack));
  }
  if (faults.length > 0) throw new Fault("malformed", `The instruments cannot be used: ${faults.map((fault) => `${fault.path}: ${fault.message}`).join(" ")}`, { fields: faults });
  return { definitions, texts, norms };
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".cases.json")).sort();
  } catch (cause) {
    throw new Fault("malformed", `The folder ${folder} cannot be read; expected instruments there.`, { cause });
  }
}

function readAs<S extends z.ZodType>(schema: S, path: string, file: string, report: (file: string, faults: readonly FieldFault[]) => void): z.infer<S> | null {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    report(file, [{ path: "(file)", message: `Not JSON: ${(cause as Error).message}.` }]);
    return null;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  report(file, parsed.error.issues.map((issue) => ({ path: issue.path.join(".") || "(file)", message: issue.message })));
  return null;
}
