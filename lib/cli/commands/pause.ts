import { Command } from 'commander';
import { act } from '../context.ts';

export function pauseCommand(): Command {
  const command = new Command('pause')
    .summary('stop all writing to Partoo')
    .description('Stops all writing to Partoo until `resume`. Shops stay as they are now, closed ones too.');
  return act(command, async ({ out, withDeps, organization }) => {
    const report = await withDeps(async (deps) => {
      const { pause } = await import('../../operations/index.ts');
      return pause(deps, organization);
    });
    if (out.json) await out.document(report);
    out.line(`Paused: ${report.paused.join(', ')}. Nothing is written until \`resume\`.`);
    return 0;
  });
}

export function resumeCommand(): Command {
  const command = new Command('resume')
    .summary('start writing again after `pause`')
    .description('Starts writing to Partoo again after `pause`; what fell due meanwhile is made up for.');
  return act(command, async ({ out, withDeps, organization }) => {
    const report = await withDeps(async (deps) => {
      const { resume } = await import('../../operations/index.ts');
      return resume(deps, organization);
    });
    if (out.json) await out.document(report);
    out.line(`Resumed: ${report.resumed.join(', ')}.`);
    out.line(out.paint('dim', '`watch` makes up for what fell due, or `run` at once.'));
    return 0;
  });
}
