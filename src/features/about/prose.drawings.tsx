import type { ReactNode } from "react";
import { type Block, type Inline, readMarkdown } from "#kernel/markdown.ts";

/**
 * A text that the practice wrote, as its pages show it and as its writer sees it beforehand. Only what is drawn here can
 * come of it; a heading of it stands below the page's own.
 */
export function Prose(props: { text: string }) {
  return <>{readMarkdown(props.text).blocks.map((block, at) => <Part key={at} block={block} />)}</>;
}

function Part({ block }: { block: Block }) {
  if (block.kind === "paragraph") return <p>{draw(block.inside)}</p>;
  if (block.kind === "heading") return <h3>{draw(block.inside)}</h3>;
  if (block.kind === "steps") return <ol className="steps">{block.items.map((item, at) => <li key={at}><span>{draw(item)}</span></li>)}</ol>;
  if (block.kind === "bullets") return <ul className="dots one-column">{block.items.map((item, at) => <li key={at}>{draw(item)}</li>)}</ul>;
  return null;
}

const draw = (inside: readonly Inline[]): ReactNode => inside.map((one, at) => <Piece key={at} one={one} />);

function Piece({ one }: { one: Inline }) {
  if (one.kind === "text") return one.text;
  if (one.kind === "break") return <br />;
  if (one.kind === "link") return <a className="link" href={one.address} rel="noreferrer noopener">{draw(one.inside)}</a>;
  return one.kind === "strong" ? <strong>{draw(one.inside)}</strong> : <em>{draw(one.inside)}</em>;
}
