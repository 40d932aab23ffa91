import type { Instant } from '../../clock.ts';
import type { Business, MessageRef, MessageTexts } from '../model.ts';
import { builtinClosed } from './builtin-closed.ts';
import { builtinPlanned } from './builtin-planned.ts';
import { closureName, type Named } from './closure-name.ts';
import { reopensValues } from './instants.ts';
import { chooseLanguage, languageOfText, languagesOf, matchLanguage, type WrittenIn } from './language.ts';
import { withOneArticle } from './phrasing.ts';
import { findPlaceholders, renderText } from './render.ts';
import type { VariableValues } from './variables.ts';

/** When a business answers again (design rule 24); null: until further notice; `any`: whenever that is. */
export type Opening = Instant | null | 'any';

/** Stands in a text for whatever moment it is that it names; nobody writes this character. */
export const ANY_MOMENT = '\uE000';

/** What a text has to know of the closure, or of the whole chain, that it speaks of. */
interface ClosureFacts extends Named {
  start: Instant;
  end: Opening;
}

export interface TextRequest extends WrittenIn {
  ref: MessageRef;
  /** By name, without the built-in ones; templates already replaced by their texts. */
  messages: Readonly<Record<string, MessageTexts>>;
  business: Business;
  closure: ClosureFacts;
  /** It is shown before the closure as well, and must not say that it is closed at the moment. Default false. */
  isAhead?: boolean;
}

export interface TextResult {
  text: string;
  /** What it is written in, as it is listed; BCP 47. */
  language: string;
  /** True where the message asked for could not be filled and the built-in `closed` stands in for it. */
  usedFallback: boolean;
  /** Names of what could not be filled; the name of the message where there is no such message. */
  missing: string[];
}

/**
 * The text that one business shows during one closure. Always gives a text with nothing left to fill: what a business
 * cannot fill makes it fall back to the built-in `closed`.
 */
export function offlineText(request: TextRequest): TextResult {
  const texts = textsOf(request);
  const first = texts === null ? { missing: [nameOf(request.ref)] } : renderFrom(texts, request);
  if ('text' in first) return { ...first, usedFallback: false, missing: [] };

  // A business without zone is never written to, but whoever previews one still gets a whole sentence.
  const hasEnd = request.closure.end !== null && request.business.zone !== null;
  const builtin = request.isAhead ? builtinPlanned(hasEnd) : builtinClosed(hasEnd);
  const fallback = renderFrom(builtin, request);
  if ('missing' in fallback) throw new Error(`the built-in message needs ${fallback.missing.join(', ')}`);
  return { ...fallback, usedFallback: true, missing: first.missing };
}

function nameOf(ref: MessageRef): string {
  return 'message' in ref ? ref.message : '';
}

function textsOf({ ref, messages, closure }: TextRequest): MessageTexts | null {
  if ('text' in ref) return { [ref.language ?? 'default']: ref.text };
  const own = Object.hasOwn(messages, ref.message) ? messages[ref.message]! : null;
  const builtin = BUILTIN.get(ref.message);
  const hasEnd = closure.end !== null;
  if (builtin === undefined) return own;
  return own === null ? builtin(hasEnd) : redefined(own, builtin, hasEnd);
}

const BUILTIN = new Map([
  ['closed', builtinClosed],
  ['planned', builtinPlanned],
]);

/** What a built-in message is where the configuration redefines it: its own languages first, the built-in ones after them. */
function redefined(own: MessageTexts, builtin: typeof builtinClosed, hasEnd: boolean): MessageTexts {
  // A `default` is meant for every language that is not listed, so it leaves nothing for the built-in texts.
  if (Object.hasOwn(own, 'default')) return own;
  let merged = mergedTexts.get(own);
  if (merged === undefined) {
    const merge = (texts: MessageTexts) => ({ ...own, ...withoutLanguagesOf(texts, own) });
    merged = { until: merge(builtin(true)), openEnded: merge(builtin(false)) };
    mergedTexts.set(own, merged);
  }
  return hasEnd ? merged.until : merged.openEnded;
}

/** A wave asks for the same message once for each business. */
const mergedTexts = new WeakMap<MessageTexts, { until: MessageTexts; openEnded: MessageTexts }>();

function withoutLanguagesOf(builtin: MessageTexts, own: MessageTexts): MessageTexts {
  const listed = Object.keys(own);
  return Object.fromEntries(Object.entries(builtin).filter(([tag]) => !covers(listed, tag)));
}

/** `closed: { pt: … }` is meant for Brazil as well: the built-in `pt-BR` must not get ahead of it. */
function covers(listed: readonly string[], tag: string): boolean {
  return matchLanguage(listed, tag) !== null;
}

function renderFrom(texts: MessageTexts, request: TextRequest) {
  const { business, organizationLanguage } = request;
  const chosen = chooseLanguage(languagesOf(texts), business.language, organizationLanguage);
  if (chosen === null) return { missing: [nameOf(request.ref)] };
  const template = texts[chosen]!;
  const language = languageOfText(texts, chosen, request);
  if (!template.includes('{{')) return { text: template, language };
  const rendered = renderText(template, valuesFor(request, language, template));
  return 'text' in rendered ? { text: withOneArticle(rendered.text, language), language } : rendered;
}

function valuesFor(
  { business, organizationLanguage, closure }: TextRequest,
  language: string,
  template: string,
): VariableValues {
  const { zone, country } = business;
  const { start, end } = closure;
  const until = end === 'any' ? null : end;
  const { names } = findPlaceholders(template);
  const isAsked = (name: string) => names.includes(name);
  const moments = zone === null ? {} : reopensValues({ start, end: until, zone, language, country }, isAsked);
  return {
    ...moments,
    ...(end === 'any' ? ANY_VALUES : {}),
    closure_name: closureName(closure, { language, organizationLanguage }),
    business_name: business.name,
    address: business.address,
    website_url: business.websiteUrl,
    phone_number: business.phoneNumber,
  };
}

const ANY_VALUES = { reopens: ANY_MOMENT, reopens_date: ANY_MOMENT, reopens_time: ANY_MOMENT };
