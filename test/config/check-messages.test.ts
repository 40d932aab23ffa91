import { describe, expect, test } from 'vitest';
import { checkMessages } from '../../lib/config/index.ts';
import { file, load } from './support.ts';

describe('warnings about messages', () => {
  const { config, locate } = load(
    file(`messages:
  unused: hello
  closed: { fr: "Fermé." }
  holiday:
    fr: "Fermé. Réouverture : {{reopens}}."
    en: "Closed."
  general: { default: "Closed." }
  off: { fr: a }
rules:
  a: { dates: [{ from: 2026-12-06 }], message: holiday }
  b: { dates: [{ from: 2026-12-06 }], message: general }
  c: { dates: [{ from: 2026-12-06 }], message: off, enabled: false }
`),
  );

  test('missing languages, texts that say less than others, and messages without use', () => {
    const warnings = checkMessages(config, ['fr-BE', 'es', 'en', 'es']);
    expect(warnings.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'messages.unused is used by no enabled rule',
      'messages.holiday has no text in es, which businesses speak; they may get fr',
      'messages.holiday.en does not say {{reopens}}, which another language says',
      'messages.off is used by no enabled rule',
    ]);
    expect(warnings.map(({ path }) => locate(path).line)).toEqual([4, 6, 8, 10]);
    expect(new Set(warnings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  });
});
