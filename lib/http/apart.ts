import { planInputs } from './plan-inputs.ts';
import { Problem } from './problem.ts';
import { remembered } from './remembered.ts';
import type { Call, Host, WholeAnswer } from './route.ts';

const MINUTE_MILLISECONDS = 60_000;
/** Pages of 1,000 rows are half a megabyte. */
const MOST_ANSWERS = 50;

/**
 * What is worked out of whole calendars, worked out apart. The event loop goes on meanwhile, and who has changed nothing is
 * shown what there was, for some seconds. Whoever asks has been let in.
 */
export async function answerApart(
  { deps, organization, request, host }: Call,
  apart: NonNullable<Host['apart']>,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete('token');
  const condition = request.headers.get('if-none-match');
  const key = JSON.stringify([organization, pathname, searchParams.toString(), condition]);
  // What nobody gave begins with this minute.
  const minute = Math.floor(deps.clock.now() / MINUTE_MILLISECONDS);
  const inputs = JSON.stringify([minute, await planInputs(deps, organization)]);
  const ask = () => apart.call(host, request).then(whole);
  const { status, headers, body } = await remembered(deps, 'apart', key, ask, { inputs, most: MOST_ANSWERS });
  return new Response(status === 304 ? null : body, { status, headers });
}

/** What has failed is not kept; what was told of it there is told here. */
function whole(answer: WholeAnswer): WholeAnswer {
  if (answer.status >= 500) throw new Problem(answer.status);
  return answer;
}
