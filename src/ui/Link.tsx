import { createContext, use, type AnchorHTMLAttributes, type MouseEvent, type ReactNode } from "react";

/** Goes to an address of the application without loading the page anew. */
export type Navigate = (href: string) => void;

const Context = createContext<Navigate | null>(null);

/** Hands the router's navigation to every link below. Without it links load the page, and still work. */
export function NavigationProvider({ navigate, children }: { navigate: Navigate; children: ReactNode }) {
  return <Context value={navigate}>{children}</Context>;
}

/** Goes to an address after something was done, such as a form that was sent. */
export function useGoTo(): Navigate {
  const navigate = use(Context);
  return navigate ?? ((href) => window.location.assign(href));
}

/** A true link: opens in a new tab, copies, and is navigated by the router on an ordinary click. */
export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const navigate = use(Context);
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || navigate === null || !href.startsWith("/") || rest.target !== undefined) return;
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  }
  return <a href={href} onClick={follow} {...rest} />;
}
