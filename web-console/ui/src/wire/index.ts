export { api, csrfCookie, forgetCsrf, hasCsrf, newClOrdId } from './api';
export type { ChannelView, Status } from './channel';
export { request, serverNowMs, setWire, theWire, useChannel, useConnection } from './channels';
export { WireError } from './error';
export type { Connection } from './socket';
export type * from './types';
