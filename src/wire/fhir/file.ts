import type { Words } from "#kernel/language.ts";
import { issueInFile } from "./issues.ts";
import { findJsonFault, placeOf } from "./json.ts";
import type { FhirIssue, FhirResource } from "./types.ts";
import { formatNames, say, sayWith } from "./words.ts";

/** The most that is read of one file, in bytes. */
export const mostBytes = 64 * 1024 * 1024;
/** The most levels of objects and lists in one another. FHIR itself rarely goes beyond twenty. */
export const deepestNesting = 100;

/** A file read: its resources with the line on which each begins, and what is wrong with the file as a file. */
export type ParsedFile = {
  kind: "resource" | "bundle" | "ndjson" | "none";
  resources: { resource: FhirResource; line: number }[];
  issues: FhirIssue[];
};

const beginnings: [RegExp, Words][] = [
  [/^PK(?:\x03\x04|\x05\x06|\x07\x08)/, formatNames.zip],
  [/^\x1f[\x8b\ufffd]/, formatNames.gzip],
  [/^BZh[1-9]/, formatNames.bzip2],
  [/^%PDF-/, formatNames.pdf],
  [/^\{\\rtf/, formatNames.rtf],
  [/^(?:\xd0\xcf\x11\xe0|\ufffd\ufffd\x11\ufffd)/, formatNames.office],
  [/^(?:[\x89\ufffd]PNG|[\xff\ufffd][\xd8\ufffd][\xff\ufffd]|GIF8)/, formatNames.picture],
  [/^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i, formatNames.html],
  [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<html\b/i, formatNames.html],
  [/^\s*(?:<\?[^>]*>\s*)*<(?:\w+:)?ClinicalDocument\b/, formatNames.clinicalDocument],
  [/^\s*(?:<\?[^>]*>\s*)*<\w+[^>]*xmlns="http:\/\/hl7\.org\/fhir"/, formatNames.fhirXml],
  [/^\s*<[?!\w]/, formatNames.xml],
  [/^\s*(?:\x0b)?(?:MSH|FHS|BHS)\|/, formatNames.hl7v2],
  [/^\s*ISA[^\w\s]/, formatNames.x12],
];

function nothing(issue: FhirIssue): ParsedFile {
  return { kind: "none", resources: [], issues: [issue] };
}

/** The text of the bytes, or what stands against reading them as UTF-8. */
function decode(content: Uint8Array | string): { text: string } | { issue: FhirIssue } {
  const size = typeof content === "string" ? content.length : content.byteLength;
  if (size > mostBytes) return { issue: issueInFile("too-long", say((w) => w.tooLarge(String(Math.ceil(size / 1048576)), String(mostBytes / 1048576)))) };
  const head = typeof content === "string" ? content.slice(0, 2000) : String.fromCharCode(...content.subarray(0, 2000));
  if (/^(?:\xff\xfe|\xfe\xff|\ufffd\ufffd.\0|\ufffd\ufffd\0)/.test(head)) return { issue: issueInFile("not-supported", say((w) => w.utf16)) };
  const withoutMark = head.replace(/^(?:\ufeff|\xef\xbb\xbf)/, "");
  const format = beginnings.find(([shape]) => shape.test(withoutMark));
  if (format !== undefined) return { issue: issueInFile("not-supported", sayWith(format[1], (w, name) => w.otherFormat(name))) };
  if (typeof content === "string") return { text: content.replace(/^\ufeff/, "") };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(content) };
  } catch {
    return { issue: issueInFile("not-supported", say((w) => w.notUtf8)) };
  }
}

/** One JSON text as a resource, or why not. `line` is that on which the text begins in its file. */
function readOne(text: string, line: number): { resource: FhirResource } | { issue: FhirIssue } {
  const fault = findJsonFault(text, deepestNesting);
  if (fault !== null) {
    const place = placeOf(text, fault.index);
    const there = { line: place.line + line - 1, column: place.column };
    return { issue: issueInFile("structure", sayWith(fault.text, (w, what) => w.notJson(String(there.line), String(there.column), what)), there) };
  }
  const value = JSON.parse(text) as unknown;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { issue: issueInFile("structure", say((w) => w.notAnObject), { line, column: 1 }) };
  if (typeof (value as FhirResource).resourceType !== "string") return { issue: issueInFile("required", say((w) => w.noResourceType), { line, column: 1 }) };
  return { resource: value as FhirResource };
}

/** True for a file of one resource a line: by its name, or because its first line is a whole object and more follow. */
function looksLikeLines(text: string, name: string): boolean {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return true;
  const first = /^\s*(\{[^\n]*\})[ \t\r]*\n\s*\{/.exec(text);
  return first !== null && findJsonFault(first[1]!, deepestNesting) === null;
}

/**
 * A file as one resource, one Bundle or ndjson. Takes the bytes, so that another encoding is noticed; a text is taken
 * as already decoded. Never throws: what is wrong stands in `issues`, with line and column where there is one.
 */
export function parseFhirFile(content: Uint8Array | string, name: string): ParsedFile {
  const decoded = decode(content);
  if ("issue" in decoded) return nothing(decoded.issue);
  const { text } = decoded;
  if (text.trim() === "") return nothing(issueInFile("required", say((w) => w.empty)));
  if (!looksLikeLines(text, name)) {
    const one = readOne(text, 1);
    if ("issue" in one) return nothing(one.issue);
    return { kind: one.resource.resourceType === "Bundle" ? "bundle" : "resource", resources: [{ resource: one.resource, line: 1 }], issues: [] };
  }
  const parsed: ParsedFile = { kind: "ndjson", resources: [], issues: [] };
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const one = readOne(line, index + 1);
    if ("issue" in one) parsed.issues.push(one.issue);
    else parsed.resources.push({ resource: one.resource, line: index + 1 });
  }
  return parsed;
}
