/** What stands before the bytes of an entry: which kind it is, and whatever its kind needs. */
export type EntryHead = { kind: string } & Record<string, unknown>;
/** One entry of a copy: its head, and its bytes, to be read to their end before the next one is asked for. */
export type Entry = { head: EntryHead; bytes: AsyncIterable<Uint8Array> };

/** A copy that ends before its end, or holds what no writer wrote. */
export class BrokenCopy extends Error {}

const LONGEST_HEAD = 64 * 1024 * 1024;
const LONGEST_PIECE = 16 * 1024 * 1024;
const sized = (length: number): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return size;
};

/** Entries one after the other as bytes: the size of the head and the head as JSON, then the content in pieces, each after its size; a size of none ends it. */
export async function* writeEntries(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { head, bytes } of entries) {
    const text = Buffer.from(JSON.stringify(head));
    yield Buffer.concat([sized(text.length), text]);
    for await (const all of bytes) {
      for (let from = 0; from < all.length; from += LONGEST_PIECE) {
        const piece = all.subarray(from, from + LONGEST_PIECE);
        yield sized(piece.length);
        yield Buffer.from(piece);
      }
    }
    yield sized(0);
  }
}

/** Reads exactly as many bytes as it is asked for. */
class Feed {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }
  /** The next bytes; null at the very end. Throws where there are some, and fewer than asked for. */
  async take(length: number): Promise<Buffer | null> {
    const pieces: Buffer[] = [this.#held];
    let have = this.#held.length;
    while (have < length) {
      const { value, done } = await this.#source.next();
      if (done) {
        if (have === 0) return null;
        throw new BrokenCopy("it ends within an entry");
      }
      pieces.push(Buffer.from(value));
      have += value.length;
    }
    const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    this.#held = all.subarray(length);
    return all.subarray(0, length);
  }
}

/** The entries again. Throws `BrokenCopy` where the bytes are not as they were written. */
export async function* readEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const feed = new Feed(source);
  const size = async (longest: number): Promise<number | null> => {
    const found = (await feed.take(4))?.readUInt32BE() ?? null;
    if (found !== null && found > longest) throw new BrokenCopy("an entry is larger than any that is written");
    return found;
  };
  for (let length = await size(LONGEST_HEAD); length !== null; length = await size(LONGEST_HEAD)) {
    const text = await feed.take(length);
    if (text === null) throw new BrokenCopy("it ends within an entry");
    let isRead = false;
    const bytes = (async function* () {
      for (;;) {
        const next = await size(LONGEST_PIECE);
        if (next === null) throw new BrokenCopy("it ends within an entry");
        if (next === 0) break;
        const piece = await feed.take(next);
        if (piece === null) throw new BrokenCopy("it ends within an entry");
        yield piece;
      }
      isRead = true;
    })();
    yield { head: JSON.parse(text.toString("utf8")) as EntryHead, bytes };
    if (!isRead) for await (const rest of bytes) void rest;
  }
}
