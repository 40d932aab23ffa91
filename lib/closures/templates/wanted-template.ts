import { TEMPLATE_PLACEHOLDERS } from '../../template-content.ts';
import { type Cause, sentenceOf } from '../cause.ts';
import type { Desired } from '../desired.ts';
import { TEMPLATE_FIELDS, type TemplateField } from '../fields.ts';
import { closureName, namesake, offlineText } from '../messages/index.ts';
import type { Business, MessageRef, MessageTexts } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import { byPrecedence, type Member } from '../precedence.ts';
import type { ClosureInForce } from '../record.ts';
import type { Swap, SwapChoice } from './swaps.ts';
import type { WideChain } from './wide-chains.ts';

/** What the texts of templates are made of: one speaks for all shops, in the organization's language and zone. */
export interface TemplateWording {
  /** By name, without the built-in ones. */
  messages: Readonly<Record<string, MessageTexts>>;
  language: string | null;
  defaultLanguage: string;
  zone: string;
  /** Of all its businesses, where it is one: dates are said as there. */
  country: string | null;
}

/** What a swap wants of a template; without one nothing of ours is to be in place. */
export function desiredOf(swap: Swap | undefined, wording: TemplateWording): Desired {
  const said = TEMPLATE_FIELDS.flatMap((field) => {
    const choice = swap?.[field];
    return choice ? [{ field, choice, text: textOf(choice, wording) }] : [];
  });
  const winners = [...new Set(said.map(({ choice }) => choice.winner))].sort(byPrecedence);
  const closures = winners.map((chain) => inForceOf(chain, wording));
  const cause = causeOf(closures);
  return {
    overlay: Object.fromEntries(said.map(({ field, text }) => [field, text])) as Overlay,
    overlayKey: said.length === 0 ? '' : JSON.stringify(said.map(({ field, text }) => [field, text])),
    closures,
    cause,
    reason: cause ? sentenceOf(cause) : '',
    actor: winners[0]?.source.actor ?? 'calendar',
    enforce: said
      .filter(({ choice }) => choice.winner.source.onManualChange === 'enforce')
      .map(({ field }) => memberOfTemplate(field)),
    held: false,
    overridableSince: closures.length === 0 ? null : Math.min(...closures.map(({ start }) => start)),
    promises: null,
  };
}

const memberOfTemplate = (field: TemplateField) => field as string as Member;

function causeOf([first]: readonly ClosureInForce[]): Cause | null {
  return first ? { kind: 'in-force', closure: first.key, name: first.name } : null;
}

function inForceOf(chain: WideChain, { language, defaultLanguage }: TemplateWording): ClosureInForce {
  const { source, start, end, links } = chain;
  const named = { names: namesake(links)?.names ?? {}, ruleName: source.name };
  const readers = { language: language ?? defaultLanguage, organizationLanguage: language };
  return {
    key: source.key,
    name: closureName(named, readers) ?? source.key,
    start,
    end: Number.isFinite(end) ? end : null,
  };
}

function textOf({ value, winner }: SwapChoice, wording: TemplateWording): string {
  return typeof value === 'string' ? value : contentOf(value, winner, wording);
}

/** Stand in a text for what Partoo fills; nobody writes these characters. */
const FIRST_STAND_IN = 0xe100;
const STAND_INS = TEMPLATE_PLACEHOLDERS.map(
  (name, index) =>
    [
      new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'g'),
      String.fromCodePoint(FIRST_STAND_IN + index),
      `{{${name}}}`,
    ] as const,
);

/** A message with our variables filled, and Partoo's placeholders as they stand. */
function contentOf(ref: MessageRef, chain: WideChain, wording: TemplateWording): string {
  const { zone, language, defaultLanguage } = wording;
  // A civil day begins and ends with each zone; it is told as the organization's own has it.
  const { start, end } = chain.spans.get(zone) ?? chain;
  const { text } = offlineText({
    ref,
    messages: 'message' in ref ? standingIn(ref.message, wording) : {},
    business: { ...NOBODY, zone, language, country: wording.country },
    organizationLanguage: language,
    defaultLanguage,
    closure: {
      names: namesake(chain.links)?.names ?? {},
      ruleName: chain.source.name,
      start,
      end: Number.isFinite(end) ? end : null,
    },
  });
  return STAND_INS.reduce((filled, [, standIn, written]) => filled.replaceAll(standIn, written), text);
}

function standingIn(name: string, { messages }: TemplateWording): Record<string, MessageTexts> {
  const texts = Object.hasOwn(messages, name) ? messages[name] : undefined;
  if (!texts) return {};
  const safe = (text: string) =>
    STAND_INS.reduce((changed, [written, standIn]) => changed.replace(written, standIn), text);
  return { [name]: Object.fromEntries(Object.entries(texts).map(([tag, text]) => [tag, safe(text)])) };
}

/** No shop in particular. */
const NOBODY: Business = {
  ...{ id: '', code: null, name: '', country: null, region: null, zone: null, language: null, zipcode: null },
  ...{ city: null, groups: [], address: null, websiteUrl: null, phoneNumber: null },
};
