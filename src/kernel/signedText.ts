/** One line of a text that is read and signed; what is hashed are kind and words of all lines, in their order. */
export type SignedLine = { kind: "title" | "heading" | "text"; words: string };
