import { consume } from '@lit/context';
import { LitElement } from 'lit';
import { state } from 'lit/decorators.js';
import type { TextKey } from '../lang/index.js';
import { appContext, type App } from './app.js';

/** An element inside `<halden-app>`. */
export abstract class HaldenElement extends LitElement {
  @consume({ context: appContext, subscribe: true })
  @state()
  protected app!: App;

  protected t(key: TextKey, values?: Record<string, string | number>) {
    return this.app.t(key, values);
  }

  /** Moves the keyboard to an element of ours once it is shown. */
  protected async focusOn(selector: string) {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
