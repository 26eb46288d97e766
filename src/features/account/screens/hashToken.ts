/** The one-time token behind `#` of the address, which no server and no log ever sees; null where there is none. */
export function readHashToken(hash: string = location.hash): string | null {
  const token = hash.replace(/^#/, "");
  return token.length >= 20 && token.length <= 200 ? token : null;
}
