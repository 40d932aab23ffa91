import { Command } from 'commander';
import { count } from '../../operations/words.ts';
import { act } from '../context.ts';

export function approveCommand(): Command {
  return decisionCommand('approve', {
    summary: 'agree to what another system asked for beyond its bounds',
    description:
      'Has an ad-hoc closure, a hold, a change or an end brought about that waits for somebody to agree, because it is beyond ' +
      'what events, webhooks and tokens may ask for by themselves. Whoever asked for it cannot.',
    said: 'is approved',
    next: 'It is brought about by `watch`, or at once by `run`.',
  });
}

export function declineCommand(): Command {
  return decisionCommand('decline', {
    summary: 'refuse what another system asked for beyond its bounds',
    description:
      'Has an ad-hoc closure, a hold, a change or an end forgotten that waits for somebody to agree. What is in force already ' +
      'stays as it is.',
    said: 'is declined',
    next: 'Nothing comes of it.',
  });
}

interface Words {
  summary: string;
  description: string;
  said: string;
  next: string;
}

function decisionCommand(name: 'approve' | 'decline', words: Words): Command {
  const command = new Command(name)
    .summary(words.summary)
    .description(words.description)
    .argument('<id>', 'as `closures` shows it');
  return act(command, async ({ out, organization, withDeps }, _options, [id]) => {
    const answer = await withDeps(async (deps) => {
      const { approveClosure, declineClosure } = await import('../../operations/index.ts');
      return (name === 'approve' ? approveClosure : declineClosure)(deps, id!, { organization });
    });
    if (out.json) await out.document(answer);
    out.line(`${answer.id} ${words.said} for ${count(answer.businesses, 'shop')}.`);
    out.line(out.paint('dim', words.next));
    return 0;
  });
}
