// What may stand in an element (X12.6, basic and extended character set, upper case as payers ask for it). X12 has no way to
// write a delimiter as text: it must not stand there.

/** Letters that lose their marks, and those that are two letters without them. */
const SPELT: Record<string, string> = { Æ: "AE", Œ: "OE", Ø: "O", Ð: "D", Þ: "TH", ẞ: "SS", ß: "SS", Ł: "L", Đ: "D", Ħ: "H", ı: "I", Ŋ: "N", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "\u00a0": " ", "´": "'", "ʼ": "'", "º": "O", "ª": "A" };
const DELIMITERS = ["*", "^", ":", "~"] as const;

/** As a file writes it: accents folded, upper case, delimiters and control characters as spaces. Null where a sign has no such form. */
export function foldedText(text: string, delimiters: readonly string[] = DELIMITERS): string | null {
  let written = "";
  for (const sign of text.toUpperCase().normalize("NFC")) {
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f-\u009f]/.test(sign) || delimiters.includes(sign)) written += " ";
    else if (/[\u0020-\u007e]/.test(sign)) written += sign;
    else {
      const folded = SPELT[sign] ?? sign.normalize("NFD").replaceAll(/\p{Mark}/gu, "").toUpperCase();
      if (!/^[\u0020-\u007e]+$/.test(folded)) return null;
      written += delimiters.some((one) => folded.includes(one)) ? " " : folded;
    }
  }
  return written.replaceAll(/ {2,}/g, " ").trim();
}

/** True for an identifier, a code or a number that may stand as it is: it is never changed, only refused. */
export const isIdentifier = (text: string, delimiters: readonly string[] = DELIMITERS): boolean => /^[\u0021-\u007e]([\u0020-\u007e]*[\u0021-\u007e])?$/.test(text) && !delimiters.some((one) => text.includes(one));
