import { closed, list, ref, said, word } from '../../reading/json-schema.ts';

export const jsonSchema = said(
  'Public holidays, of each shop where it is',
  closed({
    country: said("Default: each shop's own", { type: 'string' }),
    region: said("Default: each shop's own", { type: 'string' }),
    types: said(
      'Default [public]',
      list(word('public', 'bank', 'school', 'optional', 'observance', 'local')),
    ),
    except: said(
      'What to leave out: a date, a day of every year, or a name',
      list({ anyOf: [{ type: 'string' }, closed({ every: ref('everyDay') }, { required: ['every'] })] }),
    ),
    also: said('What else counts as a holiday', ref('dates')),
  }),
);
