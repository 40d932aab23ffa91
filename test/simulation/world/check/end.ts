/** In the end everything is as it was, byte for byte, but for what people changed; and nothing is left to do. */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { ShopTruth } from '../truth/shop.ts';
import { FIELDS } from '../truth/wanted.ts';

export function checkTheEnd(world: World, story: Story): string[] {
  const faults = [...story.errors];
  if (story.lastPass !== null) faults.push(`not converged: ${story.lastPass.slice(0, 500)}`);
  for (const company of world.companies)
    for (const shop of company.shops) {
      const truth = new ShopTruth(world, story, company, shop);
      const { versions, nulls } = truth;
      const moments = [...truth.bounds(), ...versions.map(({ at }) => at)].sort((a, b) => a - b);
      for (const [index, version] of versions.entries()) {
        if (index === 0 || version.by !== 'person') continue;
        // What was kept until then may have been let go of where nothing was wanted meanwhile.
        const since = versions[index - 1]!.at;
        for (const at of moments) if (at >= since && at <= version.at) truth.settle(at);
        truth.edited(version, versions[index - 1]!, versions[index + 1]);
      }
      if (nulls.areAny) truth.settle(world.to);
      const held = versions.at(-1)!.settings;
      const wrong = FIELDS.filter((field) => !truth.unsure.has(field) && !truth.isOwn(field, held, world.to));
      for (const field of wrong) faults.push(`in the end: ${shop.code} has not got back its ${field}`);
      const isUntouched = !nulls.areAny && versions.every(({ by }, index) => index === 0 || by === 'product');
      if (wrong.length === 0 && isUntouched && story.before.get(shop.code) !== story.after.get(shop.code))
        faults.push(`in the end: ${shop.code} is not what it was, byte for byte`);
    }
  return faults;
}
