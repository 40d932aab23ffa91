// What Lambda's own runtime does, in a few lines: asks for an event, calls the handler, says what came of it.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Its clock is the machine's plus a shift that the parent process tells it, so that a year need not take a year.
import { createRequire } from 'node:module';

// Lambda's own has no need of `fetch`, nor have most functions: what they take is not to begin with starting it.
const { Agent, request } = createRequire(import.meta.url)('node:http');
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true });
const realNow = Date.now;
let shift = Number(process.env.LOCAL_CLOCK_SHIFT ?? 0);
Date.now = () => realNow() + shift;
process.on('message', (message) => {
  shift = message.shift;
});
process.on('disconnect', () => process.exit(0));

const ask = (method, path, body) =>
  new Promise((resolve, reject) => {
    request(`${api}/${path}`, { method, agent }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ headers: response.headers, text });
    })
      .on('error', reject)
      .end(body);
  });
const post = (path, body) => ask('POST', path, JSON.stringify(body ?? null));
const faultOf = (error) => ({
  errorType: error?.name ?? 'Error',
  errorMessage: error?.message ?? String(error),
});

let handler;
try {
  ({ handler } = await import(process.env.LOCAL_MODULE));
} catch (error) {
  await post('init/error', faultOf(error));
  process.exit(1);
}

// What an invocation took of the processor, the start of the process with the first one; Lambda's REPORT line, nearly.
let isCold = true;
const tellUsage = (before) => {
  const { user, system } = process.cpuUsage();
  const cpuMilliseconds = (user + system - before.user - before.system) / 1000;
  const maxMegabytes = process.resourceUsage().maxRSS / 1024;
  process.send?.({ usage: { isCold, cpuMilliseconds, maxMegabytes } });
  isCold = false;
};

for (;;) {
  const { headers, text } = await ask('GET', 'invocation/next');
  const awsRequestId = headers['lambda-runtime-aws-request-id'];
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const context = {
    awsRequestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
  const before = isCold ? { user: 0, system: 0 } : process.cpuUsage();
  try {
    const result = await handler(JSON.parse(text), context);
    tellUsage(before);
    await post(`invocation/${awsRequestId}/response`, result);
  } catch (error) {
    await post(`invocation/${awsRequestId}/error`, faultOf(error));
  }
}
