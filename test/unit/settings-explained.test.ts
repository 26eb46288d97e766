import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { settingsAsTheyStand } from "#features/operating/gathering.handlers.ts";
import { listAgency, listInstallation, writeSettingsPage } from "#features/operating/settings.rules.ts";
import { acceptsInSpanish, secretSettings, settingWords } from "#features/operating/settings.words.ts";
import { readSettings, settingNames } from "#server/settings.ts";

// Every setting explained (A4): in both languages, as it stands, and never with a secret.

const page = path.resolve(import.meta.dirname, "../../docs/operating/settings.md");
const secret = "a-secret-that-nobody-may-read-anywhere";
const given = { PORT: "9090", DYAD_BASE_URL: "https://dyad.example.org", DYAD_SECRET_KEY: secret, DATABASE_URL: `postgres://app:${secret}@db/dyad`, DATABASE_OWNER_URL: `postgres://owner:${secret}@db/dyad`, DYAD_SMTP_URL: `smtps://us:${secret}@mail.example.org`, DYAD_SMS_URL: `https://us:${secret}@sms.example.org` };

it("has a sentence in English and in Spanish for every setting, and what it accepts", () => {
  for (const name of Object.keys(settingNames)) {
    expect(settingWords[name]?.en, name).toMatch(/\S.*\.$/);
    expect(settingWords[name]?.es, name).toMatch(/\S.*\.$/);
    expect(acceptsInSpanish[name], name).toMatch(/\S/);
  }
});

it("tells how every one stands, and of a secret only whether it is set", () => {
  const settings = readSettings(given, "/srv/dyad");
  const standing = settingsAsTheyStand({ settings, demo: "0", baseUrl: "https://dyad.example.org" });
  expect(Object.keys(standing).toSorted()).toEqual(Object.keys(settingNames).toSorted());
  for (const language of ["en", "es"] as const) {
    const listed = listInstallation(settingNames, standing, language);
    expect(JSON.stringify(listed)).not.toContain(secret);
    for (const name of secretSettings) expect(listed.find((one) => one.name === name)?.present, name).toMatch(name in given ? /^(set|indicado)$/ : /^(not set|sin indicar)$/);
    expect(listed.find((one) => one.name === "PORT")?.present).toBe("9090");
  }
});

it("tells how the agency's stand", () => {
  const none = { name: "Alder House", publicName: "Alder", timeZone: "America/New_York", practice: null, session: null, timings: false, hours: false, onCall: false, reminders: false, schedule: false, fidelity: false, supervision: false, threshold: null };
  expect(listAgency(none, "en").map((one) => one.present)).toEqual(["Alder House", "Alder", "America/New_York", "not set", "as shipped", "as shipped", "as shipped", "nobody is on call", "as shipped", "as shipped", "as shipped", "as shipped", "as shipped"]);
  expect(listAgency({ ...none, hours: true, threshold: 20 }, "es").map((one) => one.present)).toContain("20");
});

it("stands in docs/operating/settings.md as the program has it", () => {
  const written = writeSettingsPage(settingNames);
  if (process.env.UPDATE === "1") fs.writeFileSync(page, written);
  expect(fs.readFileSync(page, "utf8")).toBe(written);
});
