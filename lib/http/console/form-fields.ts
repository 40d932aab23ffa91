import { LONGEST_REASON, LONGEST_TEXT } from '../../closures/limits.ts';
import type { ClosureFields } from './closure-form.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

const FAULTS = {
  'no-selectors': 'codes',
  'unknown-business': 'codes',
  'business-missing': 'codes',
  'no-business': 'codes',
  'too-many-selectors': 'codes',
  'empty-interval': 'until',
  'past-end': 'until',
  'too-long': 'until',
  'too-far': 'from',
  'unknown-message': 'message',
  text: 'text',
  language: 'language',
  reason: 'reason',
} as const;
export type FaultyField = (typeof FAULTS)[keyof typeof FAULTS];

/** Which field is to be mended; null: no single one. */
export function fieldOf(code: unknown): FaultyField | null {
  return typeof code === 'string' && Object.hasOwn(FAULTS, code) ? FAULTS[code as keyof typeof FAULTS] : null;
}

/**
 * The fields by which a closure, or a hold, is asked for.
 * @param messages names of those that there are
 * @param faulty the one that is to be mended
 */
export function formFields(
  visit: Visit,
  asked: ClosureFields,
  messages: readonly string[],
  faulty: FaultyField | null,
): Html {
  const isHold = asked.hold !== undefined;
  const mark: Mark = (field) => field === faulty && html` aria-invalid="true"`;
  return html`${scope(visit, asked, mark)}${time(visit, asked, mark)}${!isHold && message(visit, asked, messages, mark)}${reason(visit, asked, isHold, mark)}`;
}

type Mark = (field: FaultyField) => Html | false;

function scope({ words }: Visit, asked: ClosureFields, mark: Mark): Html {
  const said = words.close;
  const isPlace = PLACES.some((kind) => asked[kind].length > 0);
  return html`<fieldset><legend>${said.scope}</legend>
<div class="field"><label for="codes">${said.codes}</label><textarea id="codes" name="codes" rows="3" spellcheck="false" aria-describedby="codes-hint"${mark('codes')}>${asked.codes.join('\n')}</textarea><span class="hint" id="codes-hint">${said.codesHint}</span></div>
<details${isPlace && html` open`}><summary>${said.byPlace}</summary><div class="form">${PLACES.map(
    (kind) =>
      html`<div class="field"><label for="${kind}">${said.places[kind]}</label><input id="${kind}" name="${kind}" value="${asked[kind].join(', ')}" placeholder="${EXAMPLES[kind]}"></div>`,
  )}</div></details>
<label><input type="checkbox" name="all" value="1"${asked.all && html` checked`}>${said.all}</label></fieldset>
`;
}

const PLACES = ['countries', 'regions', 'cities', 'zipcodes'] as const;
const EXAMPLES: Readonly<Record<(typeof PLACES)[number], string>> = {
  countries: 'FR, BE',
  regions: 'FR-67',
  cities: 'Strasbourg',
  zipcodes: '67*, 68*',
};

function time({ words }: Visit, { from, until }: ClosureFields, mark: Mark): Html {
  const said = words.close;
  const field = (name: 'from' | 'until', label: string, hint: string, value: string | undefined) =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="datetime-local" value="${value?.slice(0, 16)}" aria-describedby="${name}-hint"${mark(name)}><span class="hint" id="${name}-hint">${hint}</span></div>`;
  return html`${field('until', said.until, said.untilHint, until)}
<details${from !== undefined && html` open`}><summary>${said.later}</summary>${field('from', said.from, said.fromHint, from)}</details>
`;
}

function message(
  { words }: Visit,
  { message: chosen, text, language }: ClosureFields,
  messages: readonly string[],
  mark: Mark,
): Html {
  const said = words.close;
  return html`<fieldset><legend>${said.message}</legend>
<div class="field"><label for="message">${said.prepared}</label><select id="message" name="message"${mark('message')}>${messages.map(
    (name) =>
      html`<option value="${name}"${name === (chosen ?? 'closed') && html` selected`}>${name === 'closed' ? said.builtIn : name}</option>`,
  )}</select></div>
<details${text !== undefined && html` open`}><summary>${said.ownWords}</summary><div class="form">
<div class="field"><label for="text">${said.text}</label><textarea id="text" name="text" maxlength="${LONGEST_TEXT}" aria-describedby="text-hint"${mark('text')}>${text}</textarea><span class="hint" id="text-hint">${said.textHint} <code>{{reopens}}</code></span></div>
<div class="field"><label for="language">${said.language}</label><input id="language" name="language" maxlength="35" size="8" value="${language}" placeholder="fr"${mark('language')}></div></div></details></fieldset>
`;
}

function reason({ words }: Visit, asked: ClosureFields, isHold: boolean, mark: Mark): Html {
  const said = words.close;
  return html`<div class="field"><label for="reason">${said.reason}</label><input id="reason" name="reason" maxlength="${LONGEST_REASON}" value="${asked.reason}" aria-describedby="reason-hint"${mark('reason')}><span class="hint" id="reason-hint">${said.reasonHint}</span></div>
${!isHold && html`<label><input type="checkbox" name="urgent" value="1"${asked.urgent && html` checked`}>${said.urgent}</label>`}
`;
}
