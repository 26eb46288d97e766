/** An ICD-10-CM code as it is written: capitals, its dot set where somebody left it out. Null where it cannot be one. */
export function writeCode(typed: string): string | null {
  const text = typed.trim().toUpperCase().replace(/\s+/g, "");
  const dotted = text.includes(".") || text.length <= 3 ? text : `${text.slice(0, 3)}.${text.slice(3)}`;
  return /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(dotted) ? dotted : null;
}

/** An age in months from years and months as typed; null where nothing was, `wrong` where it is no age of a child. */
export function readAge(years: string, months: string): number | null | "wrong" {
  if (years.trim() === "" && months.trim() === "") return null;
  if (![years, months].every((part) => /^\d{0,2}$/.test(part.trim()))) return "wrong";
  const whole = Number(years || 0) * 12 + Number(months || 0);
  return Number(months || 0) > 11 && Number(years || 0) > 0 ? "wrong" : whole > 215 ? "wrong" : whole;
}
