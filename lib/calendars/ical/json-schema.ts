import { closed, list, said, TEXT } from '../../reading/json-schema.ts';

const choice = closed({ categories: list(TEXT), summaries: list(TEXT) }, { minProperties: 1 });
const from = said('https://…, env:NAME, ssm:/path, or a file', { type: 'string', minLength: 1 });

export const jsonSchema = said('A calendar in iCalendar', {
  anyOf: [
    from,
    closed(
      {
        from,
        only: said('Only events of these categories, with these summaries; * stands for anything', choice),
        except: said('None of these categories or summaries', choice),
        transparent: said('Events that are marked as free', { enum: ['ignore', 'count'] }),
        allowPrivateAddress: said('Addresses of your own network', { type: 'boolean' }),
      },
      { required: ['from'] },
    ),
  ],
});
