import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkClaims } from "./claim.check.ts";
import { mostFaults } from "./faults.ts";
import { fileOf, goodFile, goodNames, goodSets, today } from "./good-claims.test-support.ts";
import { decodeX12 } from "./segments.ts";
import { readTransactions } from "./transactions.ts";

const good = fileOf(goodNames.map((name) => goodSets[name]));
const bytes = (text: string) => new TextEncoder().encode(text);
const placesIn = (text: string) => readTransactions(text).faults.map(({ segment, id, element }) => `${segment} ${id} ${element ?? ""}`.trim());
const isInOrder = (faults: readonly { segment: number }[]) => faults.every(({ segment }, at) => at === 0 || faults[at - 1]!.segment <= segment);
const count = good.split("\n").length;
const ta1 = (answer: string) => `ISA*00*          *00*          *ZZ*RECEIVER1      *ZZ*SENDER1        *260302*1101*^*00501*000000901*0*T*:~${answer}~IEA*0*000000901~`;

describe("The envelope: any legal form is read (A12)", () => {
  const holds = (text: string) => expect(readTransactions(text)).toMatchObject({ faults: [], transactions: [{ type: "837P" }, { type: "837P" }, { type: "837P" }, { type: "837P" }] });
  it("on one line, wrapped at 80, with both kinds of line breaks, with empty lines before and behind", () => {
    const line = good.replaceAll("\n", "");
    for (const text of [good, line, good.replaceAll("\n", "\r\n"), line.replaceAll(/.{80}/g, "$&\n"), line.replaceAll(/.{80}/g, "$&\r\n"), `\uFEFF\r\n ${good}\r\n\n `]) holds(text);
  });
  it("other separators, a line break as the end of a segment among them", () => {
    const line = good.replaceAll("\n", "");
    const swap = (signs: Record<string, string>) => line.replaceAll(/[*:~^]/g, (one) => signs[one] ?? one);
    const others: Record<string, string>[] = [{ "*": "|", ":": ">", "~": "!", "^": "{" }, { "~": "\n" }, { "~": "\r" }, { "*": "\u001d", ":": "\u001f", "~": "\u001c", "^": "\u001e" }];
    for (const signs of others) holds(swap(signs));
    holds(line.replaceAll("~", "\r\n").replace("T*:\r\n", "T*:\n"));
  });
  it("several files one behind the other, each with a number of its own", () => {
    const [first, second] = [goodFile("subscriber"), fileOf([goodSets.dependent], { control: "000000102" })];
    expect(readTransactions(first + second).faults).toEqual([]);
    expect(readTransactions(first + second).transactions).toHaveLength(2);
    expect(placesIn(first + first)).toEqual([`${first.split("\n").length + 1} ISA 13`]);
  });
  it("names in Latin-1 and in UTF-8 come through whole, and are named where only ASCII may stand", () => {
    const name = good.replaceAll("SAMPLECHILD", "NIÑO");
    for (const content of [bytes(name), Uint8Array.from(name, (one) => one.charCodeAt(0))]) {
      const read = readTransactions(decodeX12(content));
      expect(decodeX12(content)).toContain("NIÑO");
      expect(new Set(read.faults.map(({ id, element }) => `${id} ${element}`))).toEqual(new Set(["NM1 03"]));
    }
  });
});

describe("The envelope: what is not whole is refused with its place (A12)", () => {
  it("cut after any byte: a fault, unless only white space is gone", () => {
    const whole = good.trimEnd().length;
    for (let at = 0; at < whole; at++) expect(readTransactions(good.slice(0, at)).faults.length, `cut at ${at}`).toBeGreaterThan(0);
    expect(readTransactions(good.slice(0, whole)).faults).toEqual([]);
  });
  it.each([
    ["an empty file", "", ["1 ISA"]],
    ["white space only", " \r\n ", ["1 ISA"]],
    ["a JPEG", decodeX12(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0])), ["1 ISA"]],
    ["something behind the end", `${good}\nHELLO`, [`${count + 1} ISA`]],
    ["a separator of components that is a letter", good.replace("*T*:~", "*T*A~"), ["1 ISA 16"]],
    ["twice the same separator", good.replace("*^*", "*:*"), ["1 ISA 11"]],
    ["a header with an element too short", good.replace("SENDER1        ", "SENDER1       "), ["1 ISA 06"]],
    ["a control number with letters", good.replaceAll("000000101", "0000001AB"), ["1 ISA 13"]],
    ["a set within a set", good.replace(/SE\*\d+\*0001~\n/, ""), null],
  ])("%s", (_what, text, places) => {
    if (places !== null) expect(placesIn(text)).toEqual(places);
    expect(readTransactions(text).faults).not.toEqual([]);
  });
  it("an interchange within another one: both are read, and the missing end is named", () => {
    const first = goodFile("subscriber").split("\n");
    const text = [...first.slice(0, -2), ...fileOf([goodSets.dependent], { control: "000000102" }).split("\n")].join("\n");
    const at = first.length - 1;
    expect(placesIn(text)).toEqual([`${at} GE`, `${at} IEA`]);
    expect(readTransactions(text).transactions).toHaveLength(2);
  });
  it("a million ends of segments, headers or segments of noise: few faults, and the rest counted", () => {
    expect(placesIn(`${good.slice(0, 106)}${"~".repeat(1_000_000)}`)).toEqual(["2", "1000002 IEA"]);
    const noise = readTransactions(`${good.slice(0, 106)}${"A*B~".repeat(100_000)}`).faults;
    expect(noise).toHaveLength(mostFaults + 1);
    expect(noise.at(-1)!.message.en).toBe("99001 more faults are not listed.");
    expect(readTransactions(good.slice(0, 106).repeat(10_000)).faults).toHaveLength(mostFaults + 1);
    expect(readTransactions(`${good.slice(0, 106)}${"*".repeat(1_000_000)}~`).faults.length).toBeLessThan(5);
    expect(placesIn(good.replace("LINE0001", "*X".repeat(100_000))).length).toBeLessThan(5);
  });
  it("no byte that is changed, left out or put in makes it throw, and faults stay in the order of the file", () => {
    const whole = bytes(goodFile("secondary"));
    const change = fc.record({ at: fc.nat(whole.length - 1), cut: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = changes.reduce((content: number[], { at, cut, put }) => [...content.slice(0, at), ...put, ...content.slice(at + cut)], [...whole]);
        const faults = checkClaims(readTransactions(decodeX12(Uint8Array.from(changed))), today);
        expect(isInOrder(faults)).toBe(true);
        for (const { id, element, message } of faults) expect([id.length <= 10, element === null || /^\d{2,}$/.test(element), message.es !== ""]).toEqual([true, true, true]);
      }),
      { numRuns: 500 },
    );
  });
  it("nor does any sequence of words of the format", () => {
    const word = fc.constantFrom("ISA", "GS", "ST", "SE", "GE", "IEA", "TA1", "HL", "NM1", "CLM", "LX", "SV1", "*", "~", ":", "^", "837", "1", "22", "\n", good.slice(0, 106), ...goodSets.secondary.map((one) => `${one}~`));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = `${good.slice(0, 106)}${words.join("")}`;
        expect(isInOrder(checkClaims(readTransactions(text), today))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("TA1, the answer to a whole interchange (A12)", () => {
  it.each([
    ["TA1*000000101*260302*1015*A*000", []],
    ["TA1*000000101*260302*1015*E*025", []],
    ["TA1*000000101*260302*1015*R*001", []],
    ["TA1*101*260302*1015*A*000", ["2 TA1 01"]],
    ["TA1*000000101*261302*1015*A*000", ["2 TA1 02"]],
    ["TA1*000000101*260302*2515*A*000", ["2 TA1 03"]],
    ["TA1*000000101*260302*1015*Q*000", ["2 TA1 04"]],
    ["TA1*000000101*260302*1015*A", ["2 TA1 05"]],
  ])("%s", (answer, places) => {
    const { transactions } = readTransactions(ta1(answer));
    expect(transactions).toMatchObject([{ type: "TA1", segment: { number: 2 } }]);
    expect(placesIn(ta1(answer))).toEqual(places);
  });
  it("is no claim", () => {
    expect(checkClaims(readTransactions(ta1("TA1*000000101*260302*1015*A*000")), today)).toMatchObject([{ segment: 2, id: "TA1", element: null }]);
  });
});
