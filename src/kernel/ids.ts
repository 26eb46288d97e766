/**
 * A UUID of version 7: sorted by time, so that pages by key are pages by age.
 * `epochMilliseconds` and 10 random bytes are arguments; who calls it chooses clock and chance.
 */
export function uuidV7(epochMilliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let time = epochMilliseconds;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
