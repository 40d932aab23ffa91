/** The HTTP interface: one core, `Request` to `Response`, and a host that serves it on this machine. */
export { createHttp } from './app.ts';
export { type Address, serveHttp } from './serve.ts';
export { workAhead } from './work-ahead.ts';
