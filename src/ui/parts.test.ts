import type { ReactElement } from "react";
import { jsx } from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { Button } from "./Button.tsx";
import { ClassEdge, ClassMark } from "./ClassEdge.tsx";
import { DataTable } from "./DataTable.tsx";
import { FindingRow } from "./Finding.tsx";
import { LanguageProvider } from "./language.tsx";
import { TextField } from "./TextField.tsx";
import { VerdictLine } from "./VerdictLine.tsx";

const render = (part: ReactElement, language: Language = "en") => renderToStaticMarkup(jsx(LanguageProvider, { language, onChange: () => {}, children: part }));
const words = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
const finding: Finding = { rule: "caregiver", clause: "§ 3427.5", result: "not_met", severity: "block", status: "confirmed", message: "Child alone.", fix: "Book as another service" };

describe("status is glyph and word (product, section 4)", () => {
  test("A5: a finding says its word, its message, its fix and its clause", () => {
    const html = render(jsx(FindingRow, { finding, fix: { href: "/app/book" } }));
    expect(words(html)).toBe("Not met Child alone. Book as another service Clause § 3427.5");
    expect(html).toContain('<a href="/app/book">');
    expect(html).toContain('aria-hidden="true"');
    expect(words(render(jsx(FindingRow, { finding }), "es"))).toContain("No se cumple");
  });
  test("a verdict of yes stays yes beside a draft that is not met", () => {
    expect(words(render(jsx(VerdictLine, { verdict: "yes", units: 4, findings: [{ ...finding, status: "draft" }] })))).toBe("Counts: yes · 4 units 1 draft warning");
  });
  test("B6: one adult's own carries lock and owner, in both languages", () => {
    const own = jsx(ClassMark, { kind: "caregiver", owner: "Ms. R." });
    expect(words(render(own))).toBe("Ms. R.&#x27;s own");
    expect(words(render(own, "es"))).toBe("Solo de Ms. R.");
    expect(render(own)).toContain("tabler-icon-lock");
    expect(render(jsx(ClassEdge, { kind: "psychotherapy_note", title: "Analysis", children: "text" }))).toContain("tabler-icon-lock");
  });
});

describe("native and named", () => {
  test("a field's hint and error are tied to it", () => {
    const html = render(jsx(TextField, { id: "phone", label: "Phone", hint: "Ten digits.", error: "It needs 10.", value: "", onChange: () => {} }));
    expect(html).toContain('aria-describedby="phone-hint phone-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('<label for="phone"');
    expect(html).toMatch(/id="phone-error"[^]*It needs 10\./);
  });
  test("a blocked button says why and stays reachable", () => {
    const html = render(jsx(Button, { blocked: "An alert is open.", children: "Close the day" }));
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toContain(" disabled");
    expect(words(html)).toContain("An alert is open.");
  });
  test("ten thousand rows: fifty stand in the page, and the rest is counted", () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index) }));
    const html = render(jsx(DataTable<{ id: string }>, { caption: "Sessions", rows, rowKey: (row: { id: string }) => row.id, columns: [{ key: "id", label: "Session", cell: (row: { id: string }) => row.id }] }));
    expect(html.match(/scope="row"/g)).toHaveLength(50);
    expect(words(html)).toContain("50 of 10,000 shown");
  });
  test("no part carries a style attribute (content security policy)", () => {
    expect(render(jsx(FindingRow, { finding }))).not.toContain("style=");
  });
});
