/** Points of a picture, as it is shown: turned the way up that it says. */
export type Extent = { width: number; height: number };

/** How large a picture is by its own bytes; null where they do not say it. */
export function extentOf(bytes: Uint8Array, mediaType: "image/jpeg" | "image/png"): Extent | null {
  const found = mediaType === "image/png" ? extentOfPng(bytes) : extentOfJpeg(bytes);
  return found === null || found.width === 0 || found.height === 0 ? null : found;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** PNG: the first chunk says it, and there is no other first chunk. */
function extentOfPng(bytes: Uint8Array): Extent | null {
  const view = viewOf(bytes);
  if (view.byteLength < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Whether a marker begins the frame, which is the segment that says how large it is. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** JPEG, as it is kept: of its EXIF nothing is left but which way up. */
function extentOfJpeg(bytes: Uint8Array): Extent | null {
  const view = viewOf(bytes);
  let isTurned = false;
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1 && length === 34 && at + 36 <= view.byteLength) isTurned = view.getUint8(at + 29) >= 5;
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return isTurned ? { width: height, height: width } : { width, height };
    }
    if (marker === 0xda || length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** Millimetres of the column of pictures in the book, and of the highest picture on a page. */
const COLUMN = 141;
const HIGHEST = 140;
export const heightOnPaper = ({ width, height }: Extent): number => Math.min(HIGHEST, Math.round((COLUMN * height) / width));
