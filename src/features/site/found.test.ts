import { expect, test } from "vitest";
import { languages } from "#kernel/language.ts";
import { siteAddresses } from "./addresses.rules.ts";
import { askPage } from "./ask.pages.tsx";
import { robotsOf, sitemapOf, sitePages } from "./found.rules.ts";
import { descriptionWords } from "./found.words.ts";
import { homePage } from "./home.pages.tsx";
import { menuPages, phonePages } from "./menu.rules.ts";
import { samplePractice, sampleProps, silentProps } from "./page-checks.test-support.ts";
import { notFoundPage } from "./privacy.pages.tsx";
import { visitPage } from "./visit.pages.tsx";

const real = { ...samplePractice, isDemo: false };

test("a search finds every page in both languages, and none of the demo", () => {
  const map = sitemapOf(real, [{ at: { en: "/further?a&b", es: "/es/mas" } }, { at: { es: "/es/solo" } }]);
  expect(map.match(/<loc>/g)?.length).toBe(sitePages.length * 2 + 3);
  expect(map).toContain(`<url><loc>${real.origin}/es/solo</loc><xhtml:link rel="alternate" hreflang="es" href="${real.origin}/es/solo"/></url>`);
  for (const { at } of sitePages) for (const language of languages) expect(map).toContain(`<loc>${real.origin}${at[language]}</loc>`);
  expect(map).toContain("/further?a&amp;b");
  expect(sitemapOf(samplePractice)).not.toContain("<loc>");
  expect(robotsOf(samplePractice)).toBe("User-agent: *\nDisallow: /\n");
  expect(robotsOf(real)).toContain("Sitemap: https://maple.example.org/sitemap.xml");
  for (const path of ["/api/", "/app", "/m/"]) expect(robotsOf(real)).toContain(`Disallow: ${path}\n`);
});

test("each page names its own address and the other language's, whole", () => {
  for (const language of languages) {
    const html = visitPage({ ...sampleProps(language), practice: real });
    expect(html).toContain(`<link rel="canonical" href="https://maple.example.org${siteAddresses.visit[language]}"/>`);
    for (const other of languages) expect(html).toContain(`<link rel="alternate" hrefLang="${other}" href="https://maple.example.org${siteAddresses.visit[other]}"/>`);
    expect(html).toContain(`<meta name="description" content="${descriptionWords.visit[language]}"/>`);
  }
});

test("D3: no description, and nothing else that a link shows before it is opened, names a kind of care", () => {
  for (const words of Object.values(descriptionWords)) for (const language of languages) expect(words[language]).not.toMatch(/psycho|psico|therap|terap|CPP|trauma|mental|abuse|abuso|violen/i);
  const html = askPage({ ...sampleProps("en"), practice: real, guard: { trapField: "website", stampField: "stamp", stamp: "s" }, kept: {}, faults: [], refusal: "none" });
  const head = html.slice(0, html.indexOf("</head>"));
  expect(head).not.toMatch(/psycho|therap|CPP|trauma|child/i);
  expect(head).not.toContain("og:image");
});

test("what machines are told is true: nothing in the demo, nothing that nobody wrote, no markup out of it", () => {
  expect(homePage(sampleProps("en"))).not.toContain("ld+json");
  const facts = (html: string): Record<string, unknown> => JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)![1]!);
  expect(facts(visitPage({ ...sampleProps("en"), practice: real }))).toEqual({
    "@context": "https://schema.org", "@type": "Organization", name: "Maple Yard", url: "https://maple.example.org/", telephone: "+12025550142",
    location: [{ "@type": "Place", name: "Maple Yard house", address: "12 Made-Up Street, Springfield" }],
  }); // prettier-ignore
  expect(facts(homePage({ ...silentProps("es"), practice: { ...real, phone: "" } }))).toEqual({ "@context": "https://schema.org", "@type": "Organization", name: "Maple Yard", url: "https://maple.example.org/es" });
  const evil = homePage({ ...silentProps("en"), practice: { ...real, name: "</script><script>alert(1)" } });
  expect(evil).not.toContain("<script>alert");
});

test("a page that answers where none is has no address of its own and asks not to be kept", () => {
  const html = notFoundPage({ practice: real, language: "en" });
  expect(html).not.toMatch(/rel="canonical"|aria-current="page"/);
  expect(html).toContain('content="noindex, nofollow"');
});

test("the menus hold what people ask first, each page once", () => {
  expect(menuPages.length).toBeLessThanOrEqual(6);
  for (const menu of [menuPages, phonePages]) expect(new Set(menu.map(({ at }) => at.en)).size).toBe(menu.length);
});
