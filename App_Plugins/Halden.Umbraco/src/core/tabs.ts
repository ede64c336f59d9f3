import { css, html, nothing, type TemplateResult } from 'lit';

export interface Tab<T extends string> {
  id: T;
  label: string | TemplateResult;
}

const moves: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Views of one thing, one shown at a time: one stop for the tab key, and the arrow keys, Home and End go between them
 * (the tabs pattern of the ARIA Authoring Practices). The view itself is a {@link tabPanel} in the same tree.
 */
export function tabList<T extends string>(label: string, tabs: readonly Tab<T>[], chosen: T, choose: (id: T) => void) {
  const keydown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const { id } = tabs[move(tabs.findIndex((tab) => tab.id === chosen), tabs.length)]!;
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${id}`)?.focus();
    choose(id);
  };
  return html`<div class="tab-list" role="tablist" aria-label=${label} @keydown=${keydown}>
    ${tabs.map((tab) => html`<button type="button" role="tab" id="tab-${tab.id}" aria-selected=${tab.id === chosen ? 'true' : 'false'} aria-controls=${tab.id === chosen ? `panel-${tab.id}` : nothing} tabindex=${tab.id === chosen ? '0' : '-1'}
      @click=${() => { choose(tab.id); }}>${tab.label}</button>`)}
  </div>`;
}

export const tabPanel = (id: string, content: unknown, isChosen: boolean) =>
  html`<div role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}" tabindex="0" ?hidden=${!isChosen}>${content}</div>`;

export const tabStyles = css`
  .tab-list { display: flex; flex-wrap: wrap; gap: 3px; border-bottom: 1px solid var(--uui-color-border-standalone, #c2c2c2); margin-bottom: 12px; }
  .tab-list button { font: inherit; color: inherit; background: none; border: 0; border-bottom: 4px solid transparent; padding: 9px 12px 6px; min-height: 42px; cursor: pointer; }
  .tab-list button:hover { border-color: #a1a1a1; }
  .tab-list button[aria-selected='true'] { font-weight: 700; border-color: var(--uui-color-default, #1b264f); }
  @container view (max-width: 480px) {
    .tab-list { display: grid; grid-template-columns: 1fr 1fr; }
    .tab-list button { padding: 9px 6px 6px; }
  }
  @media (forced-colors: active) {
    .tab-list button[aria-selected='true'] { border-color: Highlight; }
  }
`;
