const browsers: readonly (readonly [string, RegExp])[] = [
  ["edge", /\bEdgA?(iOS)?\//],
  ["opera", /\bOPR\//],
  ["samsung", /\bSamsungBrowser\//],
  ["firefox", /\b(Firefox|FxiOS)\//],
  ["chrome", /\b(Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ["safari", /\bSafari\//],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ["iphone", /\biPhone\b/],
  ["ipad", /\biPad\b/],
  ["android", /\bAndroid\b/],
  ["chromebook", /\bCrOS\b/],
  ["windows", /\bWindows\b/],
  ["mac", /\bMac OS X\b|\bMacintosh\b/],
  ["linux", /\bLinux\b/],
];

/** What somebody recognizes a device by, from what its browser says of itself, and no more: `chrome windows`. Versions and models are left out on purpose. Empty where nothing is known. */
export function deviceOf(userAgent: string): string {
  const known = (among: typeof browsers) => among.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
  const [browser, system] = [known(browsers), known(systems)];
  return browser === null && system === null ? "" : `${browser ?? "other"} ${system ?? "other"}`;
}
