import { expect, test } from "vitest";
import type { Consent } from "../contract.ts";
import { judgeStanding as standingOf } from "../rules.ts";
import { mayWithdraw } from "./standing.ts";

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const made = (given: Partial<Consent>): Consent => ({ consentId: id(1), kind: "treatment", answer: "yes", signerId: id(8), signerOrganization: null, signedName: "A", signedAt: "2026-03-02T15:00:00.000Z", validFrom: "2026-03-02", validTo: null, purposes: [], withdrawnOn: null, takenBack: false, toSee: false, signedIn: null, authorityUntil: null, wordsVersion: "2026-11", language: "en", needsSecond: false, way: "here", documentId: null, textHash: null, witness: "", effort: "", copyWay: null, copyOn: null, ...given });

test("G2: nobody has answered, and another kind says nothing about this one", () => {
  expect(standingOf("treatment", [], "2026-11-20")).toEqual({ state: "not_asked" });
  expect(standingOf("treatment", [made({ kind: "video" })], "2026-11-20")).toEqual({ state: "not_asked" });
});

test("G2: a yes holds up to its last day and has ended on the next", () => {
  const yes = made({ validTo: "2026-11-20" });
  expect(standingOf("treatment", [yes], "2026-11-20")).toEqual({ state: "holds", consent: yes });
  expect(standingOf("treatment", [yes], "2026-11-21")).toEqual({ state: "ended" });
  expect(mayWithdraw(yes, "2026-11-20")).toBe(true);
  expect(mayWithdraw(yes, "2026-11-21")).toBe(false);
});

test("G2: the no of one signer stands against the yes of another, and is named", () => {
  const yes = made({});
  const no = made({ consentId: id(2), answer: "no", signerId: id(9), signedAt: "2026-02-01T15:00:00.000Z", validFrom: "2026-02-01" });
  expect(standingOf("treatment", [yes, no], "2026-11-20")).toEqual({ state: "refused", consent: no });
  expect(mayWithdraw(no, "2026-11-20")).toBe(false);
});

test("G2: a later yes of the same signer takes the place of her no", () => {
  const no = made({ answer: "no", signedAt: "2026-02-01T15:00:00.000Z", validFrom: "2026-02-01" });
  const yes = made({ consentId: id(2) });
  expect(standingOf("treatment", [yes, no], "2026-11-20")).toEqual({ state: "holds", consent: yes });
});

test("G2: a withdrawn consent has ended and is not withdrawn twice", () => {
  const gone = made({ withdrawnOn: "2026-11-20" });
  expect(standingOf("treatment", [gone], "2026-11-20")).toEqual({ state: "ended" });
  expect(mayWithdraw(gone, "2026-11-20")).toBe(false);
});
