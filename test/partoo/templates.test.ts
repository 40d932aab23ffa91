import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeContent, encodeContent, type InvalidItem } from '../../lib/partoo/index.ts';
import { anyCharacter } from '../support/any-character.ts';
import { answers, startServer } from '../support/world/server.ts';
import { rejection, testClient } from './support/client.ts';

const WELL = '{"text":"Hello {{client_full_name}}","_version":"0.1"}';
const AS_DOCUMENTED = '{"text": "Hello {{client_full_name}}" "_version": "0.1"}';

describe('the content of a template', () => {
  it.each<[string, string | null]>([
    [WELL, 'Hello {{client_full_name}}'],
    [AS_DOCUMENTED, 'Hello {{client_full_name}}'],
    ['{"_version":"0.1""text":""}', ''],
    ['{"text":"say \\"a\\" \\"b\\", c"\n "_version":"0.1"}', 'say "a" "b", c'],
    ['{"text":"new","_version":"0.2","blocks":[{"a":1}]}', 'new'],
    ['{"_version":"0.1"}', null],
    ['{"text":5}', null],
    ['Hello', null],
    ['"Hello"', null],
    ['{"text":"Hello', null],
    ['null', null],
    ['', null],
  ])('%j holds %j', (content, text) => {
    expect(decodeContent(content)).toBe(text);
  });

  it('goes there and back for any text, with or without the comma', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const content = encodeContent(text);
        expect(decodeContent(content)).toBe(text);
        expect(decodeContent(content.replace(/,"_version":"0.1"}$/, ' "_version":"0.1"}'))).toBe(text);
      }),
    );
  });
});

describe('templates', () => {
  const template = {
    id: '642b',
    title: 'Greeting',
    content: AS_DOCUMENTED,
    icon: null,
    usage_count: 3,
    extra: { a: 1 },
  };

  it('are listed with text and raw content; what does not fit is told', async () => {
    const server = await startServer(
      answers(200, [template, { id: 7 }, { ...template, id: 'b', content: 'plain' }]),
    );
    const told: InvalidItem[] = [];
    const list = await testClient(server.baseUrl).templates.list({ onInvalid: (item) => told.push(item) });
    expect(list).toEqual([
      { ...template, text: 'Hello {{client_full_name}}' },
      { ...template, id: 'b', content: 'plain', text: null },
    ]);
    expect(told).toMatchObject([{ index: 1, id: 7 }]);
  });

  it('that come as no array are an error', async () => {
    const server = await startServer(answers(200, { templates: [] }));
    expect(await rejection(testClient(server.baseUrl).templates.list())).toMatchObject({
      code: 'unexpected-shape',
    });
  });

  it('are created from a text, and updated with a text or with the raw content', async () => {
    const server = await startServer(answers(200, template));
    const { templates } = testClient(server.baseUrl);
    await templates.create({ title: 'T', text: 'Hi "you"', icon: '📝' });
    await templates.update('642b', { text: 'Bye' });
    await templates.update('642b', { content: AS_DOCUMENTED, icon: null });
    await templates.update('642b', { title: 'Only the title' });
    expect(server.seen.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([
      ['POST', '/messaging/templates', { title: 'T', content: encodeContent('Hi "you"'), icon: '📝' }],
      ['PUT', '/messaging/templates/642b', { content: encodeContent('Bye') }],
      ['PUT', '/messaging/templates/642b', { content: AS_DOCUMENTED, icon: null }],
      ['PUT', '/messaging/templates/642b', { title: 'Only the title' }],
    ]);
  });
});
