/** Bytes that one answer to a range holds at most: a player asks for the next by itself, and so the right to it is judged again. */
export const MOST_OF_A_RANGE = 4_194_304;

/** What a request asks of so many bytes: all of it, a piece (both ends included), or what is not there. */
export type Asked = { kind: "whole" } | { kind: "piece"; from: number; to: number } | { kind: "outside" };

/** Reads a Range header of one range. Several ranges, other units and what cannot be read are answered with the whole, as RFC 9110 lets. */
export function readRange(header: string | undefined, bytes: number): Asked {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return { kind: "whole" };
  const [first, last] = [found[1]!, found[2]!];
  if (first === "") {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? { kind: "outside" } : { kind: "piece", from: bytes - length, to: bytes - 1 };
  }
  const from = Number(first);
  if (from >= bytes) return { kind: "outside" };
  if (last !== "" && Number(last) < from) return { kind: "whole" };
  return { kind: "piece", from, to: last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}
/** What of a piece goes out in one answer. */
export const shortened = ({ from, to }: { from: number; to: number }) => ({ from, to: Math.min(to, from + MOST_OF_A_RANGE - 1) });
