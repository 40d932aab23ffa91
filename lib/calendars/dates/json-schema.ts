import { closed, type JsonSchema, list, matching, NAME, ref, said, TIME } from '../../reading/json-schema.ts';

const DAY = '\\d{4}-\\d{2}-\\d{2}';

export const jsonSchema = said('Days and times', ref('dates'));

export const jsonSchemaDefinitions: Record<string, JsonSchema> = {
  everyDay: said('MM-DD', matching('^\\d{2}-\\d{2}$')),
  dates: list({
    anyOf: [
      closed(
        {
          from: said('2027-02-01, or 2027-02-01T12:00', matching(`^${DAY}(T${TIME})?$`)),
          to: said('That day included; left out: the same day', matching(`^${DAY}(T${TIME})?$`)),
          name: NAME,
        },
        { required: ['from'] },
      ),
      closed(
        {
          every: ref('everyDay'),
          from: said('Such as "17:00"', matching(`^${TIME}$`)),
          to: said(
            'Such as "18:00", or the last day of a range, MM-DD',
            matching(`^(${TIME}|\\d{2}-\\d{2})$`),
          ),
          leap: said('For 02-29', { enum: [28, 1, '28', '1', 'skip'] }),
          name: NAME,
        },
        { required: ['every'] },
      ),
    ],
  }),
};
