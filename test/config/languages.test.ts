import { describe, expect, test } from 'vitest';
import { deserializeConfig, serializeConfig } from '../../lib/config/index.ts';
import { faultsOf, file, load } from './support.ts';

const WHOLE = file(`defaultLanguage: de
messages:
  holiday: { fr: "Fermé", en: "Closed", default: en }
  flood: "Überschwemmung"
rules:
  works:
    name: { fr: Travaux, pt-br: Obras, default: fr }
    dates:
      - { from: 2026-12-06, name: { fr: Inventaire, default: Stock-taking } }
      - { every: 12-24, name: Eve }
`);

test('a default that is a tag is the text of that language, in messages and in names', () => {
  const { config } = load(WHOLE);
  expect(config.defaultLanguage).toBe('de');
  expect(config.messages).toEqual({
    holiday: { texts: { fr: 'Fermé', en: 'Closed', default: 'Closed' } },
    flood: { texts: { default: 'Überschwemmung' } },
  });
  expect(config.rules[0]).toMatchObject({
    name: { fr: 'Travaux', 'pt-BR': 'Obras', default: 'Travaux' },
    calendar: { entries: [{ name: { fr: 'Inventaire', default: 'Stock-taking' } }, { name: 'Eve' }] },
  });
  expect(deserializeConfig(serializeConfig(config))).toEqual(config);
});

describe('faults', () => {
  const message = (texts: string) => file(`messages:\n  m: ${texts}\n`);
  const named = (name: string) => file(`rules:\n  r: { dates: [{ from: 2026-12-06 }], name: ${name} }\n`);
  test.each([
    [message('{ fr: a, default: en }'), '4:24: messages.m.default', 'names the language "en"', 'add en:'],
    [message('{ fr: a, default: pt_BR }'), '4:24: messages.m.default', '"pt_BR"', 'a text of its own'],
    [message('{ default: fr }'), '4:17: messages.m.default', 'has no text here', 'add fr:'],
    [named('{ xx: a }'), '4:47: rules.r.name.xx', 'no language', 'fr'],
    [named('{}'), '4:45: rules.r.name', 'has no text', 'Stock-taking'],
    [named('{ fr: a, default: es }'), '4:63: rules.r.name.default', 'names the language "es"', 'add es:'],
    [named('[a]'), '4:45: rules.r.name', 'is a list', 'write a name'],
    [file('defaultLanguage: frech\n'), '3:18: defaultLanguage', 'is no language', 'fr or pt-BR'],
  ])('%s', (text, place, what, remedy) => {
    const [fault, ...others] = faultsOf(text);
    expect(others).toEqual([]);
    expect(fault).toContain(`${place}: `);
    expect(fault).toContain(what);
    expect(fault).toContain(remedy);
  });

  test('a text that is longer than a tag is a text', () => {
    expect(faultsOf(message('{ fr: a, default: Closed }'))).toEqual([]);
    expect(load(message('{ pt-BR: a, default: pt-br }')).config.messages.m).toEqual({
      texts: { 'pt-BR': 'a', default: 'a' },
    });
  });
});
