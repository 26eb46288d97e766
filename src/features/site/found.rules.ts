import type { OwnWords } from "#features/about/contract.ts";
import { type Language, languages } from "#kernel/language.ts";
import { siteAddresses, type SitePage } from "./addresses.rules.ts";
import type { Practice } from "./practice.rules.ts";

/** What is true of the practice, as schema.org says it. What nobody wrote down is left out, and so is every kind of care. */
export function practiceFacts(practice: Practice, own: OwnWords, language: Language): object {
  const places = own.places?.places ?? [];
  return {
    "@context": "https://schema.org",
    "@type": "Organization",
    name: practice.name,
    ...(practice.origin === "" ? {} : { url: `${practice.origin}${siteAddresses.home[language]}` }),
    ...(practice.phone === "" ? {} : { telephone: `+1${practice.phone}` }),
    ...(places.length === 0 ? {} : { location: places.map((one) => ({ "@type": "Place", name: one.name[language], ...(one.address.length === 0 ? {} : { address: one.address.join(", ") }) })) }),
  };
}

/** A page that a search may find, at its address in each language in which it can be read. */
export type Findable = { at: Partial<Record<Language, string>> };
/** A page that says nothing without a code or number of its reader; and the roster, whose people may leave it at any moment. */
const unlisted: readonly SitePage[] = ["answer", "training", "certificates", "roster"];
export const sitePages: readonly Findable[] = (Object.keys(siteAddresses) as SitePage[]).filter((page) => !unlisted.includes(page)).map((page) => ({ at: siteAddresses[page] }));

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Every public page in each language, each naming the others. The demo has none: nothing of it is to be found. */
export function sitemapOf(practice: Pick<Practice, "origin" | "isDemo">, further: readonly Findable[] = []): string {
  const whole = (path: string) => escapeXml(`${practice.origin}${path}`);
  const urlsOf = ({ at }: Findable) => {
    const places = languages.flatMap((language) => (at[language] === undefined ? [] : [{ language, address: whole(at[language]) }]));
    const others = places.map(({ language, address }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`).join("");
    return places.map(({ address }) => `  <url><loc>${address}</loc>${others}</url>`);
  };
  const urls = practice.isDemo ? [] : [...sitePages, ...further].flatMap(urlsOf);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("\n")}${urls.length === 0 ? "" : "\n"}</urlset>\n`;
}

/** What machines may read: the public pages of a real practice, nothing of a demo, and nowhere what lies behind a sign-in or a link. */
export function robotsOf(practice: Pick<Practice, "origin" | "isDemo">): string {
  if (practice.isDemo) return "User-agent: *\nDisallow: /\n";
  const closed = ["/api/", "/app", "/fhir/", "/m/", "/portal"];
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}`).join("\n")}\n\nSitemap: ${practice.origin}/sitemap.xml\n`;
}
