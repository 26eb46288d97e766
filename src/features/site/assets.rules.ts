/** Where the pages find what they load: all of it from us, three files in all. */
export const familyAssetPaths = { style: "/site/family.css", script: "/site/family.js", font: "/site/headings.woff2" } as const;

/** The rules of the family pages in the order in which they count: what a page is made of, what is asked on it, the practice's own pages, and what other sizes, colours and paper change of both. */
const familyStyles = ["family.css", "family.asking.css", "family.own.css", "family.widths.css"] as const;

/** One static file of the family pages, ready to be served. */
export type FamilyAsset = { path: string; contentType: string; body: Uint8Array };

/**
 * The static files of the family pages. `read` hands over a file of the source tree (such as `src/ui/tokens.css`); the
 * style sheet is the tokens followed by the family's own rules, so that every colour is defined once.
 */
export function familyAssets(read: (file: string) => Uint8Array): FamilyAsset[] {
  const text = (file: string): string => new TextDecoder().decode(read(file));
  const style = squeezeStyle([text("src/ui/tokens.css"), ...familyStyles.map((name) => text(`src/features/site/assets/${name}`))].join("\n"));
  const encode = (body: string): Uint8Array => new TextEncoder().encode(body);
  return [
    { path: familyAssetPaths.style, contentType: "text/css; charset=utf-8", body: encode(style) },
    { path: familyAssetPaths.script, contentType: "text/javascript; charset=utf-8", body: read("src/features/site/assets/family.js") },
    { path: familyAssetPaths.font, contentType: "font/woff2", body: read("src/features/site/assets/headings.woff2") },
  ];
}

/** Further rules of style of some family pages, squeezed as the others are. */
export const familyStyle = (read: (file: string) => string, files: readonly string[]): string => squeezeStyle(files.map(read).join("\n"));

/** A style sheet without its comments and indents. It must hold no string with a comment in it. */
export function squeezeStyle(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s*\n\s*/g, "\n")
    .replace(/\s*\{\s*/g, "{")
    .replace(/;\s*\}/g, "}")
    .trim();
}

/**
 * What the family pages need of the server's Content-Security-Policy. `connect-src` lets the script send a form without
 * a second entry in the history; without it forms are sent as ever.
 */
export const familyContentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
