// What Lambda's own runtime does, in a few lines: asks for an event, calls the handler, says what came of it.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Its clock is the machine's plus a shift that the parent process tells it, so that a year need not take a year.
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const realNow = Date.now;
let shift = Number(process.env.LOCAL_CLOCK_SHIFT ?? 0);
Date.now = () => realNow() + shift;
process.on('message', (message) => {
  shift = message.shift;
});
process.on('disconnect', () => process.exit(0));

const post = (path, body) => fetch(`${api}/${path}`, { method: 'POST', body: JSON.stringify(body ?? null) });
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
  const next = await fetch(`${api}/invocation/next`);
  const awsRequestId = next.headers.get('lambda-runtime-aws-request-id');
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'));
  const context = {
    awsRequestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: next.headers.get('lambda-runtime-invoked-function-arn'),
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
  const before = isCold ? { user: 0, system: 0 } : process.cpuUsage();
  try {
    const result = await handler(await next.json(), context);
    tellUsage(before);
    await post(`invocation/${awsRequestId}/response`, result);
  } catch (error) {
    await post(`invocation/${awsRequestId}/error`, faultOf(error));
  }
}
