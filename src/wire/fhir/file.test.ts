import { describe, expect, it } from "vitest";
import { parseFhirFile } from "./file.ts";
import { findJsonFault, placeOf } from "./json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const said = (content: Uint8Array | string, name = "bundle.json") => parseFhirFile(content, name).issues.map((issue) => issue.text.en);

describe("parseFhirFile names what was sent instead of FHIR JSON", () => {
  it.each([
    ["ZIP", bytes("PK\x03\x04rest"), "a ZIP archive"],
    ["gzip", Uint8Array.from([0x1f, 0x8b, 8, 0]), "a gzip archive"],
    ["PDF", bytes("%PDF-1.7\n"), "a PDF document"],
    ["HTML", bytes("<!DOCTYPE html><html><body>Sign in</body></html>"), "an HTML page"],
    ["HTML behind a mark and spaces", bytes("\ufeff \n<HTML>"), "an HTML page"],
    ["FHIR in XML", bytes('<?xml version="1.0"?>\n<Bundle xmlns="http://hl7.org/fhir">'), "FHIR in XML"],
    ["C-CDA", bytes('<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">'), "a C-CDA document"],
    ["HL7 v2", bytes("MSH|^~\\&|A|B"), "an HL7 version 2 message"],
    ["X12", bytes("ISA*00*          *00*"), "an X12 file"],
    ["a picture", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), "a picture"],
    ["a garbled ZIP as text", "PK\x03\x04\ufffd\ufffd", "a ZIP archive"],
  ])("%s", (_, content, name) => {
    expect(said(content)).toEqual([expect.stringContaining(name)]);
  });

  it("empty, blank, UTF-16 and Latin-1 files", () => {
    expect(said("")).toEqual(["The file is empty."]);
    expect(said(bytes(" \n\t"))).toEqual(["The file is empty."]);
    expect(said(Uint8Array.from([0xff, 0xfe, 0x7b, 0]))[0]).toContain("UTF-16");
    expect(said(Uint8Array.from([...bytes('{"resourceType":"Patient","id":"'), 0xe9, ...bytes('"}')]))[0]).toContain("not UTF-8");
  });

  it("a list, a word, an object without resourceType", () => {
    expect(said("[1]")[0]).toContain("Expected one resource");
    expect(said("null")[0]).toContain("Expected one resource");
    expect(said('{"id":"x"}')[0]).toContain("no resourceType");
    expect(said('{"resourceType":7}')[0]).toContain("no resourceType");
  });

  it("a file beyond the size that is read", () => {
    expect(said(new Uint8Array(64 * 1024 * 1024 + 1))[0]).toContain("at most 64 MB");
  });
});

describe("parseFhirFile gives the place in the text", () => {
  it.each([
    ["cut off", '{"resourceType":"Patient",\n "name":[{"family":"Li', 2, "cut off"],
    ["a comma too many", '{"resourceType":"Patient",\n\n}', 3, "}"],
    ["text behind the end", '{"resourceType":"Patient"}\nbye', 2, "after the end"],
    ["the same key twice", '{"resourceType":"Patient",\n"gender":"male",\n"gender":"female"}', 3, '"gender" stands twice'],
    ["a number with a leading zero", '{"resourceType":"Patient","x":01}', 1, "not a number"],
    ["a line break inside a text", '{"resourceType":"Pat\nient"}', 1, "not closed"],
    ["nested too deep", `{"resourceType":"Patient","x":${"[".repeat(100_000)}`, 1, "100 levels"],
  ])("%s", (_, text, line, words) => {
    const [issue, ...more] = parseFhirFile(text, "bundle.json").issues;
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ severity: "fatal", line });
    expect(issue!.text.en).toContain(words);
    expect(issue!.text.en).toContain(`line ${line}`);
    expect(issue!.text.es).toContain(`línea ${line}`);
  });

  it("agrees with the engine's own parser on what is JSON", () => {
    const samples = ["1", "-0.5e+10", '"a\\u00e9\\n"', "[]", "{}", "[1,2]", '{"a":{"b":[null,true,false]}}', " [ ] ", "tru", "[1,]", "{,}", '{"a"}', '{"a":1,}', "01", "1.", ".5", "+1", "'a'", '"\t"', '"\\x"', "[1 2]", "nul", "", "]", '{"a":1}}', "1e", "-", '"\\u12g4"', "NaN"];
    for (const sample of samples) {
      let isJson = true;
      try {
        JSON.parse(sample);
      } catch {
        isJson = false;
      }
      expect([sample, findJsonFault(sample, 100) === null]).toEqual([sample, isJson]);
    }
  });

  it("counts lines and columns from one", () => {
    expect(placeOf("ab\ncd", 0)).toEqual({ line: 1, column: 1 });
    expect(placeOf("ab\ncd", 4)).toEqual({ line: 2, column: 2 });
  });
});

describe("parseFhirFile reads", () => {
  it("a byte order mark is stepped over", () => {
    expect(parseFhirFile(bytes('\ufeff{"resourceType":"Patient"}'), "a.json")).toMatchObject({ kind: "resource", issues: [] });
    expect(parseFhirFile('\ufeff{"resourceType":"Bundle","type":"collection"}', "a.json")).toMatchObject({ kind: "bundle", issues: [] });
  });

  it("ndjson by its name or by its form, empty lines and Windows line ends allowed", () => {
    const text = '{"resourceType":"Patient","id":"a"}\r\n\r\n{"resourceType":"Encounter","id":"b"}\r\n';
    for (const name of ["export.ndjson", "export.json"]) {
      const parsed = parseFhirFile(text, name);
      expect(parsed).toMatchObject({ kind: "ndjson", issues: [] });
      expect(parsed.resources.map(({ resource, line }) => [resource.resourceType, line])).toEqual([["Patient", 1], ["Encounter", 3]]);
    }
  });

  it("ndjson with a broken line: the line is named, the others are read", () => {
    const parsed = parseFhirFile('{"resourceType":"Patient"}\n{"resourceType":"Enc\n{"resourceType":"Location"}', "a.ndjson");
    expect(parsed.resources.map((one) => one.line)).toEqual([1, 3]);
    expect(parsed.issues).toHaveLength(1);
    expect(parsed.issues[0]!.line).toBe(2);
  });
});
