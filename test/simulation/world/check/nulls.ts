/** Of what a reopening could not make null, since Partoo refuses it, it is said that it was kept (design rule 13). */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { memberOf } from '../truth/refused-nulls.ts';
import { ShopTruth } from '../truth/shop.ts';

export function checkNulls(world: World, story: Story): string[] {
  return world.companies.flatMap((company) =>
    company.shops.flatMap((shop) => {
      const truth = new ShopTruth(world, story, company, shop);
      if (!truth.nulls.areAny || truth.isTouched()) return [];
      truth.settle(world.to);
      return truth.stood.flatMap(({ at, until, fields }) =>
        fields
          .map(memberOf)
          .filter((member) => !isSaid(story, shop.code, member, at, until))
          .map((member) => `${shop.code}: nobody said at ${iso(at)} that ${member} was kept`),
      );
    }),
  );
}

function isSaid({ history }: Story, code: string, member: string, from: number, to: number): boolean {
  return history.some((entry) => {
    const { kept = [] } = (entry.after ?? {}) as { kept?: string[] };
    return entry.code === code && entry.at >= from && entry.at <= to && kept.includes(member);
  });
}

const iso = (at: number) => new Date(at).toISOString();
