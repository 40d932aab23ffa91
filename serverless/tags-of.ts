import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { TagsOf } from './work-in.ts';

const descriptions = loadAwsServiceSpecSync();

/** Where resources of a type have their tags, by AWS's own descriptions. */
export const tagsOf: TagsOf = (type) => {
  const [described] = descriptions.lookup('resource', 'cloudFormationType', 'equals', type);
  const { tagPropertyName: property, variant } = described?.tagInformation ?? {};
  return property === undefined ? null : { property, isMap: variant === 'map' };
};
