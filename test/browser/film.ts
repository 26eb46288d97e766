import type { Page } from "playwright-core";

/** A film that the browser itself draws and writes down: a made-up picture and a clock, so many milliseconds long, as WebM (VP8). */
export async function makeFilm(page: Page, milliseconds = 3000): Promise<Buffer> {
  const made = await page.evaluate(async (length) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 180];
    const pen = canvas.getContext("2d")!;
    const begun = performance.now();
    const draw = () => {
      const at = performance.now() - begun;
      pen.fillStyle = "#f3f0e9";
      pen.fillRect(0, 0, 320, 180);
      pen.fillStyle = "#0f5c63";
      pen.beginPath();
      pen.arc(110 + 14 * Math.sin(at / 400), 110, 34, 0, 7);
      pen.fill();
      pen.fillStyle = "#a4482a";
      pen.beginPath();
      pen.arc(200 - 10 * Math.sin(at / 500), 122, 22, 0, 7);
      pen.fill();
      pen.fillStyle = "#1f2a2e";
      pen.font = "20px sans-serif";
      pen.fillText(`Made up / inventado  ${(at / 1000).toFixed(1)} s`, 12, 30);
      if (at < length) requestAnimationFrame(draw);
    };
    draw();
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm;codecs=vp8", videoBitsPerSecond: 60_000 });
    const parts: Blob[] = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const ended = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    await new Promise((done) => setTimeout(done, length));
    recorder.stop();
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, milliseconds);
  return Buffer.from(made);
}
