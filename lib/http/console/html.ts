import { html as escaped } from 'hono/html';

/** Markup in which everything that was put in is escaped, but markup of this kind. */
export type Html = string & { readonly isEscaped: true };

type Value = Html | string | number | boolean | null | undefined | readonly Value[];

/** A template of markup: what is put in is text, or an attribute between quotes, whatever stands in it. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  // A promise comes only of promises that were put in, and the types let none in.
  return escaped(strings, ...values) as unknown as Html;
}
