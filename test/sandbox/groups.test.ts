import { expect, test } from 'vitest';
import { sandboxOf } from './support.ts';

test('sections hold groups, groups hold businesses', async () => {
  const { call, sandbox } = await sandboxOf();
  const list = await call('GET', '/sections');
  expect(list.body).toMatchObject({ page: 1, count: 2, sections: [{ id: 1, name: 'Zone' }, { id: 2 }] });
  const section = await call('GET', '/sections/1');
  expect(section.body).toMatchObject({
    can_edit: true,
    groups: [{ id: 11, name: 'France', has_puller: false }, {}, {}, {}],
  });
  const french = sandbox.businesses.filter(({ business }) => business.groups.includes(11));
  expect((await call('GET', '/sections/1/groups/11')).body).toEqual({
    id: 11,
    name: 'France',
    has_puller: false,
    business_ids: french.map(({ business }) => business.id),
  });
});

test('sections are found by the names of their groups', async () => {
  const { call } = await sandboxOf();
  const { body } = await call('GET', '/sections?group_name_query=flag');
  expect(body).toMatchObject({ count: 1, sections: [{ id: 2, groups: [{ name: 'Flagship' }] }] });
});

test.each(['/sections/9', '/sections/x', '/sections/1/groups/99', '/sections/1/groups/21'])(
  '%s is not found',
  async (path) => {
    const { call } = await sandboxOf();
    expect((await call('GET', path)).status).toBe(404);
  },
);

test('the old system still lists groups without sections', async () => {
  const { call } = await sandboxOf();
  expect((await call('GET', '/groups')).body).toMatchObject({ count: 7, max_page: 1 });
  const { body } = await call('GET', '/groups?name__contains=corner');
  expect(body).toMatchObject({ count: 1, groups: [{ id: 23, parent_id: null, subgroups: [] }] });
});
