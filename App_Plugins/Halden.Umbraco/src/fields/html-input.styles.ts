import { css } from 'lit';

/** For the tree that holds a `<halden-html-input>`, which has none of its own. */
export const htmlInputStyles = css`
  halden-html-input { display: block; }
  .html-editor { border: 1px solid var(--halden-control-border); border-radius: 3px; background: #fff; }
  .html-editor.invalid { border-color: #ae1e47; border-width: 2px; }
  .html-editor:focus-within { border-color: var(--halden-focus); }
  .toolbar { display: flex; flex-wrap: wrap; gap: 2px; padding: 3px; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); background: #f9f9fa; }
  .toolbar button { display: inline-flex; align-items: center; justify-content: center; min-width: 33px; }
  .toolbar button[aria-pressed='true'] { background: var(--uui-color-default, #1b264f); color: #fff; }
  .toolbar button[aria-disabled='true'] { color: #767579; cursor: default; }
  .letter { font-weight: 700; font-size: 14px; }
  .letter::before { content: attr(data-letter); }
  .letter.bold { font-weight: 900; }
  .letter.italic { font-style: italic; font-family: Georgia, serif; }
  .letter.word { font-weight: 400; font-size: 13px; }
  .link-form { padding: 12px; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); display: grid; gap: 9px; }
  .html-content { min-height: 66px; max-height: 480px; overflow-y: auto; padding: 9px 12px; white-space: pre-wrap; outline: none; font-variant-ligatures: none; }
  .html-content:focus-visible { outline: 2px solid var(--halden-focus); outline-offset: -1px; }
  .html-content .selectedCell { background: #dfe3fa; }
  .source { font-family: ui-monospace, Consolas, monospace; font-size: 14px; }
`;
