import fc from "fast-check";
import { expect, test } from "vitest";
import { consultationRequest, referralReasons, safeContact } from "./contract.ts";
import { consultationFields, normalisePhone, readConsultationForm, readReceiptCode, receiptCode, showReceiptCode } from "./rules.ts";
import { childAgeLabels, reasonLabels, reasonNames, relationLabels, requestFaults, statusLabels } from "./words.ts";

const good = {
  callMe: "Ana",
  relation: "parent",
  childAge: "4",
  reasons: ["violence_at_home", "difficult_behaviour"],
  ownWords: "",
  "contact.way": "call",
  "contact.phone": "(202) 555-0137",
  "contact.email": "",
  "contact.voicemail": "hang_up",
  "contact.safeHours": ["mon_morning", "wed_morning"],
  language: "en",
  otherLanguage: "",
};

/** The paths at fault for one change of a good form, or `ok`. */
function faultsOf(change: Record<string, string | string[] | undefined>): string {
  const reading = readConsultationForm({ ...good, ...change });
  return reading.ok ? "ok" : reading.fields.map((field) => `${field.path}: ${field.message.en}`).join(" | ");
}

test("D3: a whole request is read, its number as ten digits", () => {
  expect(readConsultationForm(good)).toEqual({
    ok: true,
    value: {
      callMe: "Ana",
      relation: "parent",
      childAge: "4",
      reasons: ["violence_at_home", "difficult_behaviour"],
      ownWords: null,
      contact: { way: "call", phone: "2025550137", voicemail: "hang_up", safeHours: ["mon_morning", "wed_morning"] },
      language: "en",
      otherLanguage: null,
    },
  });
});

const table: [name: string, change: Record<string, string | string[] | undefined>, result: string][] = [
  ["no name", { callMe: "  " }, "callMe: Tell us what to call you. Any name is fine."],
  ["a name of 81 letters", { callMe: "a".repeat(81) }, "callMe: This name is too long. Use 80 letters or fewer."],
  ["a name of 80 letters", { callMe: "a".repeat(80) }, "ok"],
  ["no relation", { relation: undefined }, "relation: Pick who you are to the child."],
  ["a relation that is none", { relation: "neighbour" }, "relation: Pick who you are to the child."],
  ["no age", { childAge: undefined }, "childAge: Tell us the child’s age. A guess is fine."],
  ["an age out of the list", { childAge: "8" }, "childAge: Tell us the child’s age. A guess is fine."],
  ["no reason", { reasons: undefined }, "ok"],
  ["own words of 2000", { ownWords: "b".repeat(2000) }, "ok"],
  ["own words of 2001", { ownWords: "b".repeat(2001) }, "ownWords: This has 2001 characters. We can take 2000."],
  ["no way", { "contact.way": undefined }, "contact.way: Pick how we may reach you."],
  ["no number", { "contact.phone": "" }, "contact.phone: Add a phone number with 10 digits."],
  ["nine digits", { "contact.phone": "202 555 013" }, "contact.phone: This number has 9 digits. It needs 10."],
  ["one digit", { "contact.phone": "2" }, "contact.phone: This number has 1 digit. It needs 10."],
  ["eleven without a 1", { "contact.phone": "20255501377" }, "contact.phone: This number has 11 digits. It needs 10."],
  ["with +1", { "contact.phone": "+1 202.555.0137" }, "ok"],
  ["an area that is none", { "contact.phone": "102 555 0137" }, "contact.phone: Check this number. U.S. numbers do not start that way."],
  ["a call without a voicemail rule", { "contact.voicemail": undefined }, "contact.voicemail: Pick what a voicemail may hear."],
  ["a call without hours", { "contact.safeHours": undefined }, "contact.safeHours: Tick one safe time or more."],
  ["hours that are none", { "contact.safeHours": ["sun_night"] }, "contact.safeHours: Tick one safe time or more."],
  ["an e-mail without address", { "contact.way": "email" }, "contact.email: Add an email, such as ana@example.org."],
  ["an e-mail that is none", { "contact.way": "email", "contact.email": "ana at home" }, "contact.email: Check this email. It needs a form such as ana@example.org."],
  ["another language without its name", { language: "other" }, "otherLanguage: Tell us which language."],
  ["another language", { language: "other", otherLanguage: "Amharic" }, "ok"],
  ["no language", { language: undefined }, "language: Pick a language."],
  ["a field that is not the request's", { website: "", childName: "Nico" }, "ok"],
];
test.each(table)("D3: %s", (_name, change, result) => {
  expect(faultsOf(change)).toBe(result);
});

test("D3: an empty form names every answer that is needed, in page order and both languages", () => {
  const reading = readConsultationForm({});
  if (reading.ok) throw new Error("an empty form was read");
  expect(reading.fields.map((field) => field.path)).toEqual(["callMe", "relation", "childAge", "contact.way", "language"]);
  for (const { message } of reading.fields) expect(message.en.length > 0 && message.es.length > 0 && message.en !== message.es).toBe(true);
});

test("D3: nothing is lost: what was typed comes back as it was", () => {
  const typed = { ...good, callMe: "  Ana <b> ", ownWords: "one\r\ntwo", "contact.phone": "202 555 013" };
  const reading = readConsultationForm(typed);
  if (reading.ok) throw new Error("nine digits were taken");
  expect(reading.kept.callMe).toEqual(["  Ana <b> "]);
  expect(reading.kept.ownWords).toEqual(["one\r\ntwo"]);
  expect(reading.kept["contact.safeHours"]).toEqual(["mon_morning", "wed_morning"]);
});

test("D3: nothing more than the picked way needs is kept", () => {
  const reading = readConsultationForm({ ...good, "contact.way": "do_not_contact", "contact.email": "ana@example.org" });
  expect(reading.ok && reading.value.contact).toEqual({ way: "do_not_contact" });
  const byText = readConsultationForm({ ...good, "contact.way": "text" });
  expect(byText.ok && byText.value.contact).toEqual({ way: "text", phone: "2025550137", safeHours: ["mon_morning", "wed_morning"] });
  const byMail = readConsultationForm({ ...good, "contact.way": "email", "contact.email": "ana@example.org" });
  expect(byMail.ok && byMail.value.contact).toEqual({ way: "email", email: "ana@example.org" });
  expect(safeContact.safeParse({ way: "do_not_contact", phone: "2025550137" }).success).toBe(false);
});

test("D3: control characters and line breaks do not enter a name", () => {
  const reading = readConsultationForm({ ...good, callMe: "Ana\r\nBcc: x\u0000\u2028y", ownWords: "a\r\nb\u0007" });
  expect(reading.ok && reading.value.callMe).toBe("Ana Bcc: x y");
  expect(reading.ok && reading.value.ownWords).toBe("a\nb");
});

test("D3: whatever comes in, what is read passes the schema, and what is not names a field", () => {
  const answer = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
  const form = fc.record(Object.fromEntries(consultationFields.map((name) => [name, fc.oneof({ weight: 1, arbitrary: answer }, { weight: 3, arbitrary: fc.constant(good[name]) })])));
  fc.assert(
    fc.property(form, (fields) => {
      const reading = readConsultationForm(fields as Record<string, string | string[] | undefined>);
      return reading.ok ? consultationRequest.safeParse(reading.value).success : reading.fields.length > 0;
    }),
    { seed: 20261121, numRuns: 500 },
  );
});

test("D8: every reason has a label for families and a name for staff, no two alike", () => {
  for (const labels of [reasonLabels, reasonNames, relationLabels, childAgeLabels, statusLabels]) {
    for (const language of ["en", "es"] as const) {
      const sentences = Object.values(labels).map((words) => words[language]);
      expect(new Set(sentences).size).toBe(sentences.length);
      expect(sentences.every((sentence) => sentence.trim() !== "")).toBe(true);
    }
  }
  expect(Object.keys(reasonLabels)).toEqual([...referralReasons]);
  expect(Object.keys(reasonNames)).toEqual([...referralReasons]);
  expect(requestFaults.phoneCount(9).es).toBe("Este número tiene 9 cifras. Debe tener 10.");
});

test("D3: a phone number in whatever way people write it", () => {
  for (const text of ["2025550137", "202-555-0137", "1 (202) 555 0137", "+1.202.555.0137"]) expect(normalisePhone(text)).toEqual({ ok: true, phone: "2025550137" });
});

test("D3: a receipt code has no letter that is taken for another, and is the same for the same bytes", () => {
  const bytes = Uint8Array.from({ length: 24 }, (_, at) => (at * 37 + 11) % 256);
  expect(receiptCode(bytes)).toBe(receiptCode(bytes));
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), (random) => {
      if (random.filter((byte) => byte < 250).length < 6) return true;
      const code = receiptCode(random);
      return /^[2-9CDFGHJKMNPQRTVWXY]{6}$/.test(code) && readReceiptCode(showReceiptCode(code).toLowerCase()) === code;
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(() => receiptCode(new Uint8Array([255, 255, 255, 1, 2]))).toThrow(/random/);
  expect(readReceiptCode("7Q4-RK0")).toBeNull();
  expect(readReceiptCode("7Q4")).toBeNull();
});

test("D3: every letter of a receipt code is equally likely", () => {
  const count = new Map<string, number>();
  for (let byte = 0; byte < 250; byte++) {
    const letter = receiptCode(Uint8Array.from([byte, 0, 0, 0, 0, 0])).charAt(0);
    count.set(letter, (count.get(letter) ?? 0) + 1);
  }
  expect([...count.values()]).toEqual(Array.from({ length: 25 }, () => 10));
});
