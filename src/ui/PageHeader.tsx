import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Hidden } from "./Hidden.tsx";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";

export type PageHeaderProps = {
  title: ReactNode;
  /** What stands beside the title, softly. */
  detail?: ReactNode;
  /** Where the arrow leads, and its words. */
  back?: { href: string; label: string };
  /** Verbs, key hints or a state, at the right. */
  children?: ReactNode;
  /** `band` has a hairline below, over columns; `open` stands on the page. */
  look?: "open" | "band";
};

/** The one h1 of a screen. */
export function PageHeader({ title, detail, back, children, look = "open" }: PageHeaderProps) {
  const { words } = useLanguage();
  return (
    <header className={`page-header page-header--${look}`}>
      {back === undefined ? null : (
        <Link href={back.href} className="page-back" title={back.label}>
          <Icon glyph={IconArrowLeft} size={20} />
          <Hidden>
            {words.shell.back}: {back.label}
          </Hidden>
        </Link>
      )}
      <div className="page-title">
        <h1>{title}</h1>
        {detail === undefined ? null : <p>{detail}</p>}
      </div>
      {children === undefined ? null : <div className="page-actions">{children}</div>}
    </header>
  );
}
