/** The mark on a page's clock that measurements wait for: what somebody came for is painted. */
export const CONTENT_MARK = "dyad.content";
