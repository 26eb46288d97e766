const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const inFour = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** The sum that closes a chunk of a PNG. */
function crc(bytes: readonly number[]): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
/** The sum that closes what is packed. */
function adler(bytes: readonly number[]): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}
const chunk = (type: string, content: readonly number[]): number[] => [...inFour(content.length), ...ascii(type), ...content, ...inFour(crc([...ascii(type), ...content]))];

/** A made-up picture in shades of gray whose points are the letters of a text, packed as they are, so that whoever reads the file reads them; and what stands beside it. */
export function madeUpPicture(text: string, beside = ""): Uint8Array {
  const points = [0, ...ascii(text), 0, ...ascii(text)];
  const packed = [0x78, 1, 1, points.length & 255, points.length >> 8, ~points.length & 255, (~points.length >> 8) & 255, ...points, ...inFour(adler(points))];
  const comment = beside === "" ? [] : chunk("tEXt", [...ascii("Comment"), 0, ...ascii(beside)]);
  return Uint8Array.from([0x89, ...ascii("PNG\r\n\u001a\n"), ...chunk("IHDR", [...inFour(text.length), ...inFour(2), 8, 0, 0, 0, 0]), ...comment, ...chunk("IDAT", packed), ...chunk("IEND", [])]);
}
