import { type Html, html } from './html.ts';

/** What a select offers. */
export function choices(
  all: readonly (readonly [value: string, label: string])[],
  chosen: string | undefined,
): Html[] {
  return all.map(
    ([value, label]) =>
      html`<option value="${value}"${(chosen ?? '') === value && html` selected`}>${label}</option>`,
  );
}
