import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Language } from "#kernel/language.ts";
import { familyAssets } from "./assets.rules.ts";
import type { OwnWords } from "#features/about/contract.ts";
import type { TeamMember } from "#features/about/team.contract.ts";
import type { Practice } from "./practice.rules.ts";

/** Test support: a made-up practice, with a name that no page could hold by itself. */
export const samplePractice: Practice = {
  name: "Maple Yard",
  fullName: "Maple Yard Family Place, Springfield",
  phone: "2025550142",
  hours: { en: "Mon to Fri, 9 to 5", es: "Lunes a viernes, de 9 a 5" },
  languages: { en: "We speak English and Spanish.", es: "Hablamos español e inglés." },
  throughAge: 5,
  promiseWorkDays: 2,
  timeZone: "America/New_York",
  isDemo: true,
  origin: "https://maple.example.org",
};

const atTheYard = "018f0000-0000-7000-8000-000000000001";
const text = (en: string, es: string) => ({ en, es });
/** What the made-up practice says itself, a text for every place where one may stand. */
export const sampleOwn: OwnWords = {
  places: { part: "places", places: [{ placeId: atTheYard, name: text("Maple Yard house", "La casa de Maple Yard"), address: ["12 Made-Up Street", "Springfield"], hours: text("Mon to Fri, 9 to 5", "Lunes a viernes, de 9 a 5"), stepFree: "yes", access: text("Ring the low bell.", "Toque el timbre de abajo."), way: text("The bus stops at the door.\n\n- Line 4 from the park\n- Line 9 from the school", "El autobús para en la puerta.\n\n- Línea 4 desde el parque\n- Línea 9 desde la escuela") }] },
  cost: { part: "cost", insurances: ["Made-Up Health Plan"], selfPay: text("We tell you the price of a visit before you come.", "Le decimos el precio de una visita antes de venir."), help: text("Ask us. There may be help.", "Pregúntenos. Puede haber ayuda.") },
  about: { part: "about", text: text("We are a **small team** by the park.", "Somos un **equipo pequeño** junto al parque.") },
  home: { part: "home", text: text("## Come and see\nYou can look at the rooms first.", "## Venga a ver\nPuede ver los cuartos antes.") },
  expect: { part: "expect", text: text("We have toys of many kinds.", "Tenemos juguetes de muchos tipos.") },
  privacy: { part: "privacy", text: text("Our door has no sign.", "Nuestra puerta no tiene letrero.") },
};
export const sampleTeam: TeamMember[] = [
  { name: "Ana Solís", role: "supervisor", isTrained: true, languages: ["en", "es"], placeIds: [atTheYard], takes: "now" },
  { name: "Robin", role: "front_desk", isTrained: false, languages: [], placeIds: [], takes: "unsaid" },
];

export const sampleProps = (language: Language) => ({ practice: samplePractice, language, ownWords: sampleOwn, team: sampleTeam });
/** A practice that wrote nothing and of which nobody is named. */
export const silentProps = (language: Language) => ({ practice: samplePractice, language, ownWords: {}, team: [] });

/** The static files as they are served. */
export const servedAssets = familyAssets((file) => readFileSync(new URL(`../../../${file}`, import.meta.url)));

/** The bytes that a first visit to a page loads, compressed: the page and every file of ours that it names. */
export function weightOf(html: string): number {
  const files = servedAssets.filter((asset) => html.includes(`"${asset.path}"`));
  return gzipSync(html).length + files.reduce((sum, file) => sum + (file.contentType === "font/woff2" ? file.body.length : gzipSync(file.body).length), 0);
}

/** Every address in a page that leaves our own site. */
export function outsideAddresses(html: string): string[] {
  return [...html.matchAll(/(?:href|src|action|srcset|data)="([^"]*)"/g)].map((match) => match[1] ?? "").filter((address) => /^(?:[a-z]+:|\/\/)/i.test(address) && !address.startsWith(`${samplePractice.origin}/`) && !address.startsWith("data:image/svg"));
}

/** What breaks the rules of every family page; an empty list where all hold. */
export function faultsOfPage(html: string, language: Language, title: string): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  must(html.startsWith("<!doctype html><html lang=\"" + language + "\">"), "language of the document");
  must(html.includes(`<title>${title}</title>`), "title");
  must(/<meta name="referrer" content="(?:no-referrer|same-origin|strict-origin)"\/>/.test(html), "referrer");
  must(html.includes('content="noindex, nofollow"'), "robots in the demo");
  must(/<a class="exit" href="https:\/\/www\.weather\.gov\/" rel="noreferrer noopener" data-exit="">/.test(html), "quick exit without script");
  must(!/ style="|<style|<script(?![^>]* src="\/(?:site\/family|portal\/keys)\.js")|javascript:| on[a-z]+="/.test(html), "inline script or style");
  must((html.match(/<h1[ >]/g) ?? []).length === 1, "one heading of the first order");
  must(html.includes('id="main"') && html.includes('href="#main"'), "a way past the head");
  must(new Set(html.match(/ id="[^"]+"/g)).size === (html.match(/ id="[^"]+"/g) ?? []).length, "an id twice");
  for (const [, id] of html.matchAll(/ (?:for|aria-labelledby)="([^"]+)"/g)) must(html.includes(` id="${id}"`), `a label without its field: ${id}`);
  for (const [, ids] of html.matchAll(/ aria-describedby="([^"]+)"/g)) for (const id of (ids ?? "").split(" ")) must(html.includes(` id="${id}"`), `a description that is not there: ${id}`);
  return faults;
}

/** Every sentence of a catalogue, functions called with plain values, as pairs of languages with their place. */
export function pairsOf(catalogue: unknown, place = ""): { place: string; en: string; es: string }[] {
  if (typeof catalogue === "function") return pairsOf((catalogue as (...values: unknown[]) => unknown)(2, 9), place);
  if (Array.isArray(catalogue)) return catalogue.flatMap((part, at) => pairsOf(part, `${place}[${at}]`));
  if (catalogue === null || typeof catalogue !== "object") return [];
  if ("en" in catalogue && typeof catalogue.en === "string") return [{ place, en: catalogue.en, es: "es" in catalogue && typeof catalogue.es === "string" ? catalogue.es : "" }];
  return Object.entries(catalogue).flatMap(([name, part]) => pairsOf(part, `${place}.${name}`));
}
