import { type Token, type Tokens, Lexer } from "marked";

// A small part of Markdown, read into a tree of our own. Whoever draws it draws these kinds and nothing else, so that no
// markup that somebody typed ever reaches a page as markup.

export type Inline = { kind: "text"; text: string } | { kind: "break" } | { kind: "strong"; inside: Inline[] } | { kind: "emphasis"; inside: Inline[] } | { kind: "link"; address: string; inside: Inline[] };
export type Block = { kind: "paragraph" | "heading"; inside: Inline[] } | { kind: "bullets" | "steps"; items: Inline[][] };

/** What is read: paragraphs, headings, lists, bold, italics and links. The rest stands as it was typed, and is named here. */
export type ReadMarkdown = { blocks: Block[]; leftAsTyped: ("html" | "picture" | "table" | "code" | "quote" | "line" | "link")[] };

/** True where a link may lead there: a page of ours, a safe address elsewhere, a telephone number or a mailbox. */
export const mayLeadTo = (address: string): boolean => !/[\s"'<>\\]/.test(address) && (/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i.test(address) || /^tel:\+?[\d-]{3,20}$/.test(address) || /^mailto:[^@]+@[^@]+$/.test(address) || /^\/(?!\/)/.test(address));

const lexer = { gfm: true, breaks: true } as const;
/** Four blanks before a line are no code here: people indent what they paste. */
const unindented = (text: string) => text.replaceAll("\r\n", "\n").replace(/(^|\n[ \t]*\n)[ \t]+/g, "$1").replace(/^[ \t]{4,}/gm, "   ");

export function readMarkdown(text: string): ReadMarkdown {
  const left = new Set<ReadMarkdown["leftAsTyped"][number]>();
  const blocks = Lexer.lex(unindented(text), lexer).flatMap((token) => blocksOf(token, left));
  return { blocks, leftAsTyped: [...left] };
}

/** The words of a text without its markup, a line for each block: what is counted for its reading level. */
export const plainTextOf = (text: string): string =>
  readMarkdown(text)
    .blocks.flatMap((block) => ("items" in block ? block.items : [block.inside]))
    .map(wordsOf)
    .join("\n");

const wordsOf = (inside: readonly Inline[]): string => inside.map((one) => (one.kind === "text" ? one.text : one.kind === "break" ? " " : wordsOf(one.inside))).join("");

type Left = Set<ReadMarkdown["leftAsTyped"][number]>;
const asTyped = (raw: string): Block[] => {
  const text = raw.trim();
  return text === "" ? [] : [{ kind: "paragraph", inside: text.split("\n").flatMap((line, at): Inline[] => [...(at === 0 ? [] : [{ kind: "break" } as const]), { kind: "text", text: line }]) }];
};
const leftBlocks = { html: "html", code: "code", blockquote: "quote", table: "table", hr: "line" } as const;

function blocksOf(token: Token, left: Left): Block[] {
  if (token.type === "space" || token.type === "def") return [];
  if (token.type === "paragraph" || token.type === "text") return [{ kind: "paragraph", inside: inlineOf(token.tokens ?? [], left) }];
  if (token.type === "heading") return [{ kind: "heading", inside: inlineOf(token.tokens ?? [], left) }];
  if (token.type === "list") {
    const list = token as Tokens.List;
    return [{ kind: list.ordered ? "steps" : "bullets", items: list.items.map((item) => inlineOf(item.tokens.flatMap((each) => ("tokens" in each && each.tokens !== undefined && each.type !== "list" ? each.tokens : [])), left)) }];
  }
  const name = Object.entries(leftBlocks).find(([type]) => type === token.type)?.[1];
  if (name !== undefined) left.add(name);
  return asTyped(token.raw);
}

function inlineOf(tokens: readonly Token[], left: Left): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    if (token.type === "strong") return [{ kind: "strong", inside: inlineOf(token.tokens ?? [], left) }];
    if (token.type === "em") return [{ kind: "emphasis", inside: inlineOf(token.tokens ?? [], left) }];
    if (token.type === "br") return [{ kind: "break" }];
    if (token.type === "link") {
      const { href, tokens: inside } = token as Tokens.Link;
      if (mayLeadTo(href)) return [{ kind: "link", address: href, inside: inlineOf(inside, left) }];
      left.add("link");
      return [{ kind: "text", text: token.raw }];
    }
    if (token.type === "image") left.add("picture");
    if (token.type === "html") left.add("html");
    if (token.type === "codespan") left.add("code");
    if (token.type === "escape") return [{ kind: "text", text: (token as Tokens.Escape).text }];
    if (token.type === "text" && token.tokens !== undefined) return inlineOf(token.tokens, left);
    return [{ kind: "text", text: token.raw }];
  });
}
