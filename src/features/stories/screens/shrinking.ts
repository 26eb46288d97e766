import { MOST_PICTURE_SIDE } from "../pictures.contract.ts";

/** The picture could not be read here. */
export class NoPicture extends Error {}

const encoded = (canvas: HTMLCanvasElement, type: "image/png" | "image/jpeg") => new Promise<Blob>((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new NoPicture()) : resolve(blob)), type, 0.88));

/** A picture drawn anew on this device, no larger than is kept: what a camera wrote beside it, such as a place, never leaves the device. */
export async function shrink(file: Blob): Promise<Blob> {
  const whole = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new NoPicture();
  });
  const scale = Math.min(1, MOST_PICTURE_SIDE / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  const pen = canvas.getContext("2d");
  if (pen === null) throw new NoPicture();
  // What lets light through stands on paper as on the screen.
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return encoded(canvas, file.type === "image/png" ? "image/png" : "image/jpeg");
}
