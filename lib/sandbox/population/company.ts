import type { MessageTemplate, Section } from '../model.ts';
import { ORGANIZATION_ID } from '../model.ts';
import { hexId } from '../random.ts';

/** Two ways to slice the company: by where a shop lies, and by what kind of shop it is. */
export const SECTIONS: readonly Section[] = [
  {
    id: 1,
    name: 'Zone',
    groups: [
      { id: 11, name: 'France' },
      { id: 12, name: 'Ibérie' },
      { id: 13, name: 'Europe du Nord' },
      { id: 14, name: 'Europe de l’Est et du Sud' },
    ],
  },
  {
    id: 2,
    name: 'Format',
    groups: [
      { id: 21, name: 'Flagship' },
      { id: 22, name: 'Boutique' },
      { id: 23, name: 'Corner' },
    ],
  },
];

const ZONES: Record<string, number> = { FR: 11, RE: 11, ES: 12, PT: 12, BE: 13, DE: 13, GB: 13 };

export function zoneGroup(country: string): number {
  return ZONES[country] ?? 14;
}

/** Three templates; the second in the malformed shape that every example of Partoo's documentation has. */
export function makeTemplates(seed: number): MessageTemplate[] {
  const template = (n: number, title: string, content: string, icon: string | null): MessageTemplate => ({
    id: hexId(seed, 'template', n),
    title,
    content,
    icon,
    org_id: ORGANIZATION_ID,
    created_at: `2023-01-1${n}T16:22:17.327878+00:00`,
    updated_at: n === 1 ? null : '2024-03-05T09:00:00.000000+00:00',
    usage_count: 7 * n,
  });
  const text = 'Bonjour {{client_first_name}},\nnous sommes fermés pour congés et revenons vite 🏖️';
  return [
    template(0, 'Holiday', JSON.stringify({ text, _version: '0.1' }), '🏖️'),
    template(
      1,
      'Quote request',
      '{"text": "Hello {{client_full_name}}, thank you." "_version": "0.1"}',
      '📝',
    ),
    template(2, 'Directions', '{"text":"{{business_name}}, {{address}}","_version":"0.1"}', null),
  ];
}
