import { css } from 'lit';

/** For the tree that holds a `<halden-los-input>`, which has none of its own. */
export const losInputStyles = css`
  halden-los-input { display: block; }
  .los-words { list-style: none; margin: 0 0 9px; padding: 0; display: grid; gap: 3px; }
  .los-words li { display: flex; gap: 9px; align-items: center; justify-content: space-between; padding: 3px 3px 3px 9px; border: 1px solid var(--uui-color-border, #d8d7d9); border-radius: 3px; background: #f9f9fa; }
  .los-words li > div { min-width: 0; overflow-wrap: anywhere; }
  .los-words .muted, .los-options .muted { font-size: 14px; }
  .los-combobox { position: relative; }
  .los-combobox label { font-weight: 400; }
  .los-options { position: absolute; z-index: 10; left: 0; right: 0; margin: 2px 0 0; padding: 3px 0; max-height: 330px; overflow-y: auto; list-style: none; background: var(--uui-color-surface, #fff); border: 1px solid var(--halden-control-border); border-radius: 3px; box-shadow: 0 3px 9px rgb(0 0 0 / 20%); }
  .los-options[hidden] { display: none; }
  .los-options li { padding: 6px 9px; cursor: pointer; overflow-wrap: anywhere; }
  .los-options li[aria-selected='true'] { background: #dfe3fa; box-shadow: inset 4px 0 0 var(--uui-color-default, #1b264f); }
  .los-options .muted { display: block; }
  .los-waits { margin: 6px 0 0; }
  @media (forced-colors: active) {
    .los-options li[aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -2px; }
  }
`;
