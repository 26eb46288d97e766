/** An age in months from years and months as typed; null where nothing was, `wrong` where it is no age of a child. */
export function readAge(years: string, months: string): number | null | "wrong" {
  if (years.trim() === "" && months.trim() === "") return null;
  if (![years, months].every((part) => /^\d{0,2}$/.test(part.trim()))) return "wrong";
  const whole = Number(years || 0) * 12 + Number(months || 0);
  return Number(months || 0) > 11 && Number(years || 0) > 0 ? "wrong" : whole > 215 ? "wrong" : whole;
}
