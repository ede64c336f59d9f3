import { css } from 'lit';

export const serviceEditorStyles = css`
  .heading { margin-bottom: 18px; }
  .to-status { margin-left: auto; display: none; }
  .block, .after { margin-bottom: 18px; }
  .comment { white-space: pre-line; font-size: 16px; }
  .grid { display: grid; grid-template-columns: minmax(0, 1fr) 360px; gap: 24px; align-items: start; }
  .main { min-width: 0; }
  .cultures { margin-bottom: 6px; gap: 6px 18px; }
  .tabs { display: flex; flex-wrap: wrap; gap: 3px; list-style: none; margin: 0; padding: 0; }
  .tabs a { display: block; padding: 6px 12px; color: inherit; text-decoration: none; border-radius: 3px 3px 0 0; border: 1px solid transparent; border-bottom: 0; }
  .tabs a:hover { background: #e9e9eb; }
  .cultures .tabs a { border-radius: 3px; border: 1px solid var(--halden-control-border); background: var(--uui-color-surface, #fff); }
  .cultures .tabs a[aria-current] { background: var(--uui-color-default, #1b264f); color: #fff; border-color: transparent; }
  .sections a[aria-current] { background: var(--uui-color-surface, #fff); border-color: var(--uui-color-border, #d8d7d9); font-weight: 700; box-shadow: inset 0 4px 0 var(--uui-color-default, #1b264f); }
  .wrong { color: #ae1e47; font-weight: 700; }
  .followed { display: flex; flex-wrap: wrap; align-items: baseline; gap: 3px 12px; margin: 3px 0 0; font-size: 14px; }
  form h2 { border-bottom: 1px solid var(--uui-color-border, #d8d7d9); padding-bottom: 6px; margin: 6px 0 0; }
  form halden-comments { margin-top: 6px; }
  .save-bar { position: sticky; bottom: 0; z-index: 5; display: flex; justify-content: flex-end; align-items: center; gap: 18px; margin: 18px -24px 0; padding: 12px 24px; background: var(--uui-color-surface, #fff); border-top: 1px solid var(--uui-color-border-standalone, #c2c2c2); }
  @container view (max-width: 1000px) {
    .grid { grid-template-columns: minmax(0, 1fr); }
    .to-status { display: inline; }
  }
  @container view (max-width: 700px) {
    .box { padding: 12px; }
    .sections { flex-direction: column; gap: 0; margin-bottom: 6px; }
    .sections a { border: 0; border-left: 4px solid transparent; border-radius: 0; }
    .sections a[aria-current] { border-color: var(--uui-color-default, #1b264f); box-shadow: none; }
    .save-bar { margin: 18px -12px 0; padding: 12px; justify-content: space-between; }
  }
`;
