/** A number from 0 up to 1 that looks drawn and is the same for the same parts on every machine: the demo is made of it. */
export function chance(...parts: readonly number[]): number {
  let mixed = 2_166_136_261;
  for (const part of parts) {
    mixed = Math.imul(mixed ^ part, 16_777_619);
    mixed ^= mixed >>> 13;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** One of several, the same for the same parts. */
export const drawn = <T>(from: readonly T[], ...parts: readonly number[]): T => from[Math.floor(chance(...parts) * from.length)]!;
/** The entry of a place, beginning again at the end. */
export const inTurn = <T>(from: readonly T[], place: number): T => from[place % from.length]!;
