/** The small text that follows the pointed-at or focused mark. */
export interface Tip {
  /** Shows a mark's text beside it. */
  show(mark: Element, words: string): void;
  hide(): void;
}

const GAP = 8;

// Sheets made in script are not inline styles, so the page's strict content policy allows them.
const STYLE = `
.tip { position: fixed; z-index: 40; pointer-events: none; max-width: 20rem; padding: 4px 8px;
  font: 0.75rem/1.4 var(--font-sans); color: var(--paper); background: var(--ink);
  border-radius: 2px; }
.tip[hidden] { display: none; }
svg [data-label]:hover { opacity: 0.75; }
svg .is-current { outline: 2px solid var(--link); outline-offset: 2px; }
.table-filter { display: block; font-size: var(--t-small); margin-block: var(--s-2); }
.table-filter input { font: inherit; margin-inline-start: var(--s-2); min-height: 24px; }
`;

function addStyle(document: Document): void {
  const view = document.defaultView;
  if (view === null || typeof view.CSSStyleSheet !== "function") return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function place(box: HTMLElement, mark: Element): void {
  const view = box.ownerDocument.defaultView;
  if (view === null) return;
  const around = mark.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const wanted = around.left + around.width / 2 - own.width / 2;
  const left = Math.max(GAP, Math.min(wanted, view.innerWidth - own.width - GAP));
  const above = around.top - own.height - GAP;
  box.style.left = `${Math.round(left)}px`;
  box.style.top = `${Math.round(above >= GAP ? above : around.bottom + GAP)}px`;
}

/** One tip for the whole page; it is a live region, so that a keyboard reader hears the mark. */
export function createTip(document: Document): Tip {
  addStyle(document);
  const box = document.createElement("div");
  box.className = "tip";
  box.setAttribute("role", "status");
  box.hidden = true;
  document.body.appendChild(box);
  return {
    show(mark, words) {
      box.textContent = words;
      box.hidden = false;
      place(box, mark);
    },
    hide() {
      box.hidden = true;
    },
  };
}
