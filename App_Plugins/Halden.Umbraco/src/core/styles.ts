import { css } from 'lit';

/** What the views share. Colours are Umbraco's own variables, darkened where UUI's do not reach 4.5:1. */
export const sharedStyles = css`
  :host {
    --halden-muted: #515054;
    --halden-control-border: #767579;
    --halden-focus: #1b264f;
    display: block;
    box-sizing: border-box;
    color: var(--uui-color-text, #060606);
    font-size: 15px;
    line-height: 1.5;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: inherit; }
  /* What is in a details inherits from the browser's own part of it, which does not. */
  details > * { box-sizing: border-box; }

  h1, h2, h3, h4 { margin: 0; line-height: 1.25; font-weight: 700; }
  h1 { font-size: 26px; overflow-wrap: anywhere; }
  h2 { font-size: 20px; }
  h3 { font-size: 17px; }
  h4 { font-size: 15px; }
  p { margin: 0 0 9px; }
  a { color: var(--uui-color-interactive-emphasis, #3544b1); text-underline-offset: 2px; }
  :focus-visible { outline: 2px solid var(--halden-focus); outline-offset: 2px; }
  [tabindex='-1']:focus-visible { outline-offset: 4px; }

  .hidden-text {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
  }
  .muted { color: var(--halden-muted); }
  .row { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
  .row.end { align-items: flex-end; }
  .spread { justify-content: space-between; }
  .stack { display: flex; flex-direction: column; gap: 18px; }

  .box { background: var(--uui-color-surface, #fff); border: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 3px; padding: 18px; }
  .box > h2 { margin-bottom: 12px; font-size: 17px; }

  .message { border: 1px solid; border-left-width: 6px; border-radius: 3px; padding: 12px 15px; background: #fff; overflow-wrap: anywhere; }
  .message > :last-child { margin-bottom: 0; }
  .message h1, .message h2, .message h3 { font-size: 16px; margin-bottom: 6px; }
  .message.danger { border-color: #ae1e47; background: #fdf2f5; }
  .message.warning { border-color: #a17700; background: #fffaeb; }
  .message.info { border-color: #3544b1; background: #f4f5fd; }
  .message ul { margin: 0; padding-left: 21px; }

  label, .label { display: block; font-weight: 700; margin-bottom: 3px; }
  .hint { color: var(--halden-muted); font-size: 14px; margin: 0 0 6px; }
  .error { color: #ae1e47; font-weight: 700; margin: 6px 0 0; }
  .field { min-width: 0; }
  .check { display: flex; gap: 9px; align-items: flex-start; font-weight: 400; margin: 0; }
  .check input { width: 20px; height: 20px; margin: 1px 0 0; flex: none; accent-color: var(--uui-color-default, #1b264f); }

  input:not([type='checkbox'], [type='radio']), select, textarea {
    font: inherit; color: inherit; width: 100%; min-height: 36px; padding: 5px 9px; border: 1px solid var(--halden-control-border); border-radius: 3px;
    background: var(--uui-color-surface, #fff);
  }
  textarea { resize: vertical; display: block; }
  input[readonly], textarea[readonly] { background: #f3f3f5; }
  input[aria-invalid='true'], textarea[aria-invalid='true'], select[aria-invalid='true'] { border-color: #ae1e47; border-width: 2px; }
  input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; }

  /* UUI's button, as a native one: its label needs an inline style, which a strict Content-Security-Policy stops. */
  .button {
    display: inline-flex; align-items: center; justify-content: center; min-height: 36px; padding: 3px 15px; font: inherit; font-weight: 700; text-align: center; text-decoration: none; cursor: pointer;
    color: var(--uui-color-default-standalone, #1b264f); background: var(--uui-color-surface, #fff); border: 1px solid currentcolor; border-radius: 3px;
  }
  .button:hover { background: #eceef6; }
  .button.danger { color: #ae1e47; }
  .button.danger:hover { background: #fdf2f5; }
  .button.primary { color: #fff; background: var(--uui-color-default, #1b264f); border-color: transparent; }
  .button.primary:hover { background: var(--uui-color-default-emphasis, #3544b1); }
  .button.primary.positive { background: var(--uui-color-positive, #0b8152); }
  .button.primary.positive:hover { background: #086b43; }
  .button.primary.danger { background: var(--uui-color-danger, #c31d4c); }
  .button.primary.danger:hover { background: #a1183f; }
  .button.button.button:disabled, .button.button.button[aria-disabled='true'] { color: #68676b; background: #f3f3f5; border-color: #c2c2c2; cursor: default; }
  uui-tag { --uui-tag-font-size: 13px; flex: none; white-space: nowrap; user-select: text; }

  button.plain {
    font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 3px; padding: 3px 6px; min-height: 30px; min-width: 30px; cursor: pointer;
  }
  button.plain:hover { background: #e9e9eb; }
  button.plain:disabled { color: #767579; cursor: default; background: none; }
  button.link { font: inherit; color: var(--uui-color-interactive-emphasis, #3544b1); background: none; border: 0; padding: 0; text-decoration: underline; text-underline-offset: 2px; cursor: pointer; text-align: left; min-height: 24px; }

  table { border-collapse: collapse; width: 100%; }
  th { text-align: left; font-weight: 700; }
  th, td { padding: 9px 12px; vertical-align: top; border-bottom: 1px solid var(--uui-color-border, #d8d7d9); overflow-wrap: break-word; }
  thead th { border-bottom: 2px solid var(--halden-control-border); white-space: nowrap; }

  /* On a narrow screen every row is a card; the roles in the markup keep it a table to a screen reader. */
  @container view (max-width: 700px) {
    table.cards, table.cards tbody, table.cards tr, table.cards td, table.cards th { display: block; }
    table.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table.cards tr { padding: 12px 0; border-bottom: 1px solid var(--halden-control-border); }
    table.cards td, table.cards th { border: 0; padding: 2px 0; }
    table.cards td[data-label]:not(:empty)::before { content: attr(data-label) ': '; color: var(--halden-muted); }
  }

  @container view (max-width: 400px) {
    h1 { font-size: 22px; }
  }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; scroll-behavior: auto !important; }
  }
`;

/** Read HTML, and HTML being written. */
export const proseStyles = css`
  .prose { overflow-wrap: anywhere; }
  .prose > :first-child { margin-top: 0; }
  .prose > :last-child { margin-bottom: 0; }
  .prose p, .prose ul, .prose ol, .prose dl, .prose table, .prose blockquote { margin: 0 0 9px; }
  .prose ul, .prose ol { padding-left: 24px; }
  .prose li > p { margin: 0; }
  .prose h3, .prose h4, .prose h5, .prose h6 { margin: 12px 0 3px; font-weight: 700; line-height: 1.3; }
  .prose h3 { font-size: 17px; }
  .prose h4, .prose h5, .prose h6 { font-size: 15px; }
  .prose blockquote { border-left: 3px solid var(--halden-control-border); padding-left: 12px; margin-left: 0; }
  .prose dt { font-weight: 700; }
  .prose dd { margin-left: 18px; }
  .prose table { width: auto; }
  .prose th, .prose td { border: 1px solid #a1a1a1; padding: 3px 9px; min-width: 36px; white-space: normal; }
  .prose th > p, .prose td > p { margin: 0; }
  .prose th { background: #f3f3f5; }
  .prose caption { text-align: left; font-weight: 700; }
  /* Words that came or went: a colour, and a line that needs no colour to be seen. */
  .prose ins { background: #d6f2e2; color: #04391f; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; padding: 0 2px; }
  .prose del { background: #fbe0e6; color: #6b0f2a; text-decoration: line-through; text-decoration-thickness: 2px; padding: 0 2px; }
  .prose .hidden-text { user-select: none; }
  @media (forced-colors: active) {
    .prose ins, .prose del { outline: 1px solid; }
  }
`;
