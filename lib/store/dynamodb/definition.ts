/** The index of organizations by their next due time. */
export const DUE_INDEX = 'due';

/**
 * The table's definition, as CreateTable and CloudFormation both spell it; serverless.yml holds the same.
 * The index is sparse: only items with its two attributes are in it.
 */
export const TABLE = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'dueShard', AttributeType: 'S' },
    { AttributeName: 'dueAt', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: DUE_INDEX,
      KeySchema: [
        { AttributeName: 'dueShard', KeyType: 'HASH' },
        { AttributeName: 'dueAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} as const;

/** DynamoDB deletes an item some time after the instant in this attribute (seconds since 1970). Only history and facts that are to be forgotten have it. */
export const TIME_TO_LIVE = { AttributeName: 'deleteAfter', Enabled: true } as const;
