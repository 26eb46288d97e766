/** Gives a file to the browser to keep. */
export function keepFile(file: Blob, name: string): void {
  const place = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = place;
  link.download = name;
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(place), 60_000);
}
