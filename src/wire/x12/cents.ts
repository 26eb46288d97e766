/** An amount as X12 writes it, in whole cents; null where it is no amount of money. */
export function centsOf(text: string): number | null {
  const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (found === null || (found[2] === "" && (found[3] ?? "") === "")) return null;
  const fraction = (found[3] ?? "").replace(/0+$/, "");
  if (fraction.length > 2) return null;
  const cents = Number(found[2] || "0") * 100 + Number(fraction.padEnd(2, "0"));
  if (!Number.isSafeInteger(cents)) return null;
  return found[1] === "-" && cents > 0 ? -cents : cents;
}
/** Cents as X12 writes them: no grouping, no exponent, no zeros behind the point that say nothing. */
export function amountText(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`${cents} is no whole number of cents`);
  const digits = String(Math.abs(cents)).padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** The check digit of a national provider identifier: Luhn's, over 80840 and the ten digits (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const sum = [..."80840", ...text].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
