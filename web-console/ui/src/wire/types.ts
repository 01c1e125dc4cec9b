/**
 * What server and page say to each other, as types: `web-console/protocol/README.md` is the source.
 * Decimals and times stay text; what the server leaves out is optional here; unknown fields are ignored.
 */
declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: { readonly [K in B]: true } };

/** Canonical decimal text: no exponent, no trailing zeros. */
export type Decimal = Brand<string, 'Decimal'>;
export type Price = Decimal & Brand<string, 'Price'>;
export type Qty = Decimal & Brand<string, 'Qty'>;
export type Amount = Decimal & Brand<string, 'Amount'>;
/** Epoch nanoseconds as text. */
export type Nanos = Brand<string, 'Nanos'>;
export type ClOrdId = Brand<string, 'ClOrdId'>;
/** ClOrdID of the NewOrderSingle: names the order for its whole life. */
export type OrderKey = ClOrdId & Brand<string, 'OrderKey'>;
export type Symbol = Brand<string, 'Symbol'>;
export type Account = Brand<string, 'Account'>;

export type Side = 'BUY' | 'SELL';
export type OrdType = 'LIMIT' | 'MARKET' | 'STOP' | 'STOP_LIMIT';
export type Tif = 'DAY' | 'GTC' | 'IOC' | 'FOK' | 'GTD';
export type OrderWord = 'WAITING' | 'LIVE' | 'FILLED' | 'CANCELED' | 'REJECTED' | 'EXPIRED';
export type BookState = 'LIVE' | 'AWAITING' | 'STALE';
export type TickDir = 'UP' | 'DOWN' | 'FLAT';
export type BarSize = 'ticks' | '1s' | '1m' | '5m' | '15m' | '1h';
export type Role = 'viewer' | 'trader' | 'tester' | 'operator' | 'demo';
export type Severity = 'INFO' | 'CAUTION' | 'CRITICAL' | 'BLOCK';

export interface Instrument {
  readonly symbol: Symbol;
  readonly base: string;
  readonly quote: string;
  readonly tick: Price;
  readonly lot: Qty;
  readonly minQty: Qty;
  readonly maxQty: Qty;
  readonly minNotional: Amount;
  readonly maxNotional: Amount;
  readonly collarBps: number;
  readonly pxDecimals: number;
  readonly qtyDecimals: number;
  readonly quoteDecimals: number;
}

export interface Top {
  readonly symbol: Symbol;
  readonly state: BookState;
  readonly bid?: Price;
  readonly ask?: Price;
  readonly mid?: Price;
  readonly spread?: Price;
  readonly spreadBp?: Decimal;
  readonly last?: Price;
  readonly dir?: TickDir;
  readonly change?: Price;
  readonly changePct?: Decimal;
  readonly high?: Price;
  readonly low?: Price;
  readonly volume?: Qty;
  readonly vwap?: Price;
  readonly time?: Nanos;
}

/** `[px, size, cumulative, flag]`; flag `"S"`: synthetic, never counted as liquidity. */
export type BookRow = readonly [px: Price, size: Qty, total: Qty, flag: '' | 'S'];

export interface BookData {
  readonly symbol: Symbol;
  readonly state: BookState;
  readonly feedSeq: number | string;
  readonly bids: readonly BookRow[];
  readonly asks: readonly BookRow[];
  readonly bid?: Price;
  readonly ask?: Price;
  readonly mid?: Price;
  readonly spread?: Price;
  readonly spreadBp?: Decimal;
  readonly last?: Price;
  readonly dir?: TickDir;
  /** Bid percent of the real sizes shown. */
  readonly imbalance?: number | string;
  readonly groups: readonly Price[];
}

export interface TapeItem {
  readonly id: string;
  readonly time: Nanos;
  readonly px: Price;
  readonly qty: Qty;
  /** The aggressor's. */
  readonly side: Side;
  readonly own: boolean;
}

export interface Bar {
  /** The bar's start. */
  readonly t: Nanos;
  readonly o: Price;
  readonly h: Price;
  readonly l: Price;
  readonly c: Price;
  readonly v: Qty;
}

export interface Tile {
  readonly value: Decimal;
  readonly unit: string;
  readonly word: string;
  readonly extra?: string;
  readonly spark: readonly number[];
  readonly formula: string;
}

export interface TilesData {
  readonly volatility?: Tile;
  readonly spread?: Tile;
  readonly liquidity?: Tile;
  readonly trend?: Tile;
}

export interface Balance {
  readonly asset: string;
  readonly available: Amount;
  readonly reserved: Amount;
  readonly total: Amount;
  readonly borrowLimit?: Amount;
  readonly borrowUsed?: Amount;
}

export interface BalancesFields {
  readonly account: Account;
  readonly startCash?: Amount;
  readonly netLiquidation?: Amount;
  readonly pnl?: Amount;
  readonly buyingPower?: Amount;
  readonly quote?: string;
  readonly exposure?: Amount;
  readonly formula?: string;
}

export interface Order {
  readonly key: OrderKey;
  readonly clOrdId: ClOrdId;
  readonly orderId?: string;
  readonly account: Account;
  readonly symbol: Symbol;
  readonly side: Side;
  readonly ordType: OrdType;
  readonly tif: Tif;
  readonly qty: Qty;
  readonly px?: Price;
  readonly cumQty: Qty;
  readonly leavesQty: Qty;
  readonly avgPx?: Price;
  readonly word: OrderWord;
  readonly pending?: 'CANCEL' | 'REPLACE';
  /** The reason word of a refusal. */
  readonly reason?: string;
  readonly text?: string;
  readonly time: Nanos;
  readonly updated: Nanos;
  readonly source: string;
  readonly note?: string;
}

export interface Fill {
  readonly execId: string;
  readonly tradeId: string;
  readonly orderId: string;
  readonly clOrdId: ClOrdId;
  readonly time: Nanos;
  readonly symbol: Symbol;
  readonly side: Side;
  readonly qty: Qty;
  readonly px: Price;
  readonly amount: Amount;
  readonly aggressor: boolean;
}

export interface SessionItem {
  readonly session: string;
  readonly role: string;
  readonly state: 'UP' | 'DOWN' | 'RESENDING';
  readonly out: number;
  readonly in: number;
  readonly expectedIn: number;
  readonly lastIn?: Nanos;
  readonly lastOut?: Nanos;
}

export interface FixItem {
  readonly pos: string;
  readonly time: Nanos;
  readonly session: string;
  /** As the gateway sees it. */
  readonly dir: 'IN' | 'OUT';
  readonly seq: number;
  readonly type: string;
  readonly name: string;
  readonly summary: string;
  readonly raw: string;
  readonly clOrdId?: ClOrdId;
  readonly admin: boolean;
  readonly reject: boolean;
  readonly possDup: boolean;
}

/** Milliseconds, unless the name says otherwise. */
export interface LatencyData {
  readonly gateway?: number;
  readonly kafka?: number;
  readonly oms?: number;
  readonly venue?: number;
  readonly push?: number;
  readonly e2eP50?: number;
  readonly e2eP99?: number;
  readonly ordersPerSec?: number;
  readonly bookPerSec?: number;
  readonly gaps?: number;
  readonly lag?: number;
  readonly violations?: number;
}

export interface HealthPart {
  readonly part: string;
  readonly state: 'OK' | 'DEGRADED' | 'DOWN';
  readonly text: string;
}

export interface Alarm {
  readonly id: string;
  readonly time: Nanos;
  readonly severity: 'INFO' | 'WARNING' | 'CRITICAL';
  readonly text: string;
  /** Something that happened, a condition that holds, or one that has ended. */
  readonly state: 'HAPPENED' | 'HOLDS' | 'MENDED';
  readonly mended?: Nanos;
}

/** Items by key, in the order they first came. */
export interface Keyed<Item> {
  readonly items: readonly Item[];
  readonly byKey: ReadonlyMap<string, Item>;
}
/** A list that only grows; the newest is last. */
export interface Growing<Item> {
  readonly items: readonly Item[];
}

export type NoArgs = Readonly<Record<string, never>>;

/** Every channel: what it is asked with, and what the page holds of it. */
export interface Channels {
  instruments: { args: NoArgs; data: Keyed<Instrument> };
  top: { args: NoArgs; data: Keyed<Top> };
  book: { args: { symbol: Symbol; depth: number; group?: Price }; data: BookData };
  tape: { args: { symbol: Symbol }; data: Growing<TapeItem> };
  bars: { args: { symbol: Symbol; size: BarSize }; data: Keyed<Bar> };
  tiles: { args: { symbol: Symbol }; data: TilesData };
  balances: { args: { account: Account }; data: BalancesFields & Keyed<Balance> };
  orders: { args: { account: Account }; data: Keyed<Order> };
  fills: { args: { account: Account }; data: Growing<Fill> };
  sessions: { args: NoArgs; data: Keyed<SessionItem> };
  fix: { args: NoArgs; data: Growing<FixItem> };
  latency: { args: NoArgs; data: LatencyData };
  health: { args: NoArgs; data: { readonly overall: 'OK' | 'DEGRADED' | 'DOWN' } & Keyed<HealthPart> };
  alarms: { args: NoArgs; data: Keyed<Alarm> };
}
export type ChannelName = keyof Channels;
export type ArgsOf<C extends ChannelName> = Channels[C]['args'];
export type DataOf<C extends ChannelName> = Channels[C]['data'];

export interface PreviewArgs {
  readonly account: Account;
  readonly symbol: Symbol;
  readonly side: Side;
  readonly ordType: OrdType;
  readonly tif: Tif;
  readonly qty?: Qty;
  readonly px?: Price;
}
export type WarningCode =
  | 'HIGH_NOTIONAL' | 'LOW_BUFFER' | 'FAR_FROM_MARKET' | 'CROSSES_SPREAD' | 'DUPLICATE'
  | 'INSUFFICIENT_FUNDS' | 'LIMIT' | 'STALE_MARKET' | 'GATEWAY_DOWN';
export interface Warning {
  readonly code: WarningCode;
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
}
export interface PreviewRow {
  readonly name: 'available' | 'reserved' | 'position' | 'exposure';
  readonly unit: string;
  readonly now: Decimal;
  readonly submit: Decimal;
  readonly fill: Decimal;
}
export interface Preview {
  readonly previewId: string;
  readonly time: Nanos;
  readonly ok: boolean;
  /** Field name → what is wrong or missing. */
  readonly fields: Readonly<Record<string, string>>;
  readonly required?: { readonly asset: string; readonly amount: Amount };
  readonly rows: readonly PreviewRow[];
  readonly estAvg?: Price;
  readonly worst?: Price;
  readonly slippageBp?: Decimal;
  readonly sweeps?: number;
  readonly fill?: { readonly percent: number | string; readonly reason: string };
  readonly buttons: { readonly passive?: Price; readonly mid?: Price; readonly aggressive?: Price };
  readonly warnings: readonly Warning[];
}

export interface DecodedField {
  readonly tag: number;
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
  readonly section: 'HEADER' | 'BODY' | 'TRAILER';
  readonly depth: number;
  readonly fault?: string;
}
export interface Decoded {
  readonly fields: readonly DecodedField[];
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly text: string }[];
  readonly type: string;
  readonly typeName: string;
}

/** What can be asked over the socket, and its answer. */
export interface Requests {
  preview: { args: PreviewArgs; result: Preview };
  decode: { args: { readonly raw: string }; result: Decoded };
}
export type RequestName = keyof Requests;

export type ToServer =
  | { op: 'hello'; v: 1; resume?: { epoch: string; ch: Record<string, number> } }
  | { op: 'sub'; id: string; ch: ChannelName; args: object }
  | { op: 'unsub'; id: string }
  | { op: 'req'; id: string; what: RequestName; args: object }
  | { op: 'pong'; t: Nanos }
  | { op: 'lag'; hidden: boolean };

export type FromServer =
  | { t: 'welcome'; session: string; serverTime: Nanos; epoch: string; user: string; csrf: string }
  | ({ t: 'snap'; id: string; seq: number } & Payload)
  | ({ t: 'delta'; id: string; from: number; seq: number } & Payload)
  | { t: 'hb'; ch: Readonly<Record<string, number>>; time: Nanos; hz: number; rtt?: number }
  | { t: 'res'; id: string }
  | { t: 'err'; id?: string; code: ErrorCode; text: string }
  | { t: 'resync'; id: string }
  | { t: 'ping'; time: Nanos };

/** The body of a snapshot or delta: plain fields, and `items` and `gone` where the channel has them. */
export interface Payload {
  readonly items?: readonly object[];
  readonly gone?: readonly string[];
}

export type ErrorCode =
  | 'BAD_REQUEST' | 'BAD_FIELD' | 'UNKNOWN_CHANNEL' | 'UNKNOWN_SYMBOL' | 'NOT_ALLOWED' | 'TOO_MANY'
  | 'UNAVAILABLE' | 'STALE' | 'NOT_FOUND' | 'LOGIN_REFUSED' | 'TIMEOUT' | 'OFFLINE';

export interface Me {
  readonly user: string;
  readonly roles: readonly Role[];
  readonly accounts: readonly Account[];
  readonly desk?: string;
  readonly startCash: Readonly<Record<string, Amount>>;
  readonly idleMs: number;
  readonly expires: Nanos;
}

export interface NewOrderBody {
  readonly account: Account;
  readonly symbol: Symbol;
  readonly side: Side;
  readonly ordType: OrdType;
  readonly tif: Tif;
  readonly qty: Qty;
  readonly px?: Price;
  readonly previewId?: string;
}
