import { expect, test } from 'vitest';
import { makeBusiness } from '../../lib/sandbox/index.ts';
import { desk } from '../support/desk/desk.ts';

const ORGANIZATION = `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: env:PARTOO_BASE_URL
    businesses: { ST-00011: { region: IT-MI } }
rules:
  feasts: { holidays: {} }
`;

test('a region without days of its own is told by plan, apply, doctor and holidays, never the national list by silence', async () => {
  await using user = await desk('  feasts: { holidays: {} }\n');
  await user.configure(ORGANIZATION);
  const note = 'IT-MI has no holidays of its own in the data, so the national ones of IT count';
  const named = `1 shop (ST-00011) of "acme": ${note}`;
  const [plan, apply, doctor, holidays] = [
    await user.run(['plan', '--json']),
    await user.run(['apply', '--yes']),
    await user.run(['doctor', '--json']),
    await user.run(['holidays', 'IT', 'MI', '--year', '2026']),
  ];
  expect(plan.json().warnings).toContainEqual(
    expect.objectContaining({ code: 'region', message: expect.stringContaining(named) }),
  );
  expect(apply.stdout + apply.stderr).toContain(named);
  expect(doctor.json().checks).toContainEqual(
    expect.objectContaining({
      check: 'holidays',
      result: 'warning',
      message: expect.stringContaining(named),
    }),
  );
  expect(holidays.stdout).toContain(note);
  expect(holidays.stdout).not.toContain('7 Dec');
});

test('holidays of a city has its feasts, of type local', async () => {
  await using user = await desk('  feasts: { holidays: {} }\n');
  const { json } = await user.run(['holidays', 'IT', '--city', 'Milan', '--year', '2026', '--json']);
  expect(json().holidays).toContainEqual(
    expect.objectContaining({ date: '2026-12-07', type: 'local', origin: 'correction' }),
  );
});

test('a country without holiday data is told once by plan and apply, with the rule and the shops', async () => {
  await using user = await desk('  feasts: { holidays: {} }\n');
  const atlantis = { country: 'XQ', region: null, lat: 48.85, long: 2.35, zipcode: '75001' };
  user.sandbox.addBusiness(makeBusiness(900, 1, { business: atlantis }));
  await user.configure(
    ORGANIZATION.replace('ST-00011: { region: IT-MI }', 'ST-00900: { timezone: Europe/Paris }'),
  );
  const told = (text: string) => text.match(/[^\n]*no holiday data for the country XQ/g) ?? [];
  const [plan, apply, doctor, check] = [
    await user.run(['plan', '--json']),
    await user.run(['apply', '--yes']),
    await user.run(['doctor', '--json']),
    await user.run(['check']),
  ];
  const both =
    /Rule "feasts" decides nothing for 1 shop \(ST-00900\): there is no holiday data for the country XQ$/;
  expect(
    told(
      plan
        .json()
        .warnings.map(({ message }) => message)
        .join('\n'),
    ),
  ).toEqual([expect.stringMatching(both)]);
  expect(told(apply.stdout + apply.stderr)).toEqual([expect.stringMatching(both)]);
  expect(told(doctor.stdout)).toHaveLength(1);
  expect(told(check.stdout + check.stderr)).toEqual([expect.stringContaining('1 shop (ST-00900)')]);
});
