import {
  CandlestickSeries, ColorType, createChart, createSeriesMarkers, CrosshairMode, HistogramSeries, LineSeries, LineStyle,
  type AutoscaleInfo, type IChartApi, type IPriceLine, type ISeriesApi, type ISeriesMarkersPluginApi, type MouseEventParams, type Time, type UTCTimestamp,
} from 'lightweight-charts';
import { barAt, chartBars, chartChange, type ChartBar } from './bars';
import type { ChartLook } from './look';
import { arrows, nearRange, type FillMark, type OrderLine } from './marks';
import { roomFor, type Room } from './room';
import type { Bar } from '../wire';

export type Kind = 'candle' | 'line';

/** What decides how the chart is built; another value means another chart. */
export interface ChartSetup {
  readonly kind: Kind;
  /** Every trade its own point: the line shows them. */
  readonly points: boolean;
  /** Seconds belong on the time axis. */
  readonly seconds: boolean;
  readonly decimals: number;
  readonly price: (value: number) => string;
  /** The bar under the pointer, or the newest. */
  readonly onBar: (bar: ChartBar | undefined) => void;
}

/** Share of the height that the volume takes at the bottom. */
const VOLUME_TOP = 0.82;
/** Tokens are six-digit colours: two more make them translucent. */
const VOLUME_ALPHA = '5c';
/** `B 1.28104` and a gap. */
const MARK_PX = 56;

/**
 * The one place that talks to lightweight-charts. Told bars, lines, marks and colours as they are now; finds out itself what is
 * new and tells the library only that.
 */
export class PriceChart {
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<'Candlestick'> | ISeriesApi<'Line'>;
  private readonly volume: ISeriesApi<'Histogram'>;
  private readonly marks: ISeriesMarkersPluginApi<Time>;
  private readonly lines = new Map<string, IPriceLine>();
  private held: readonly Bar[] = [];
  private drawn: readonly ChartBar[] = [];
  private pointedAt: number | null = null;
  private look: ChartLook;
  private shownLines: readonly OrderLine[] = [];
  private shownMarks: readonly FillMark[] = [];
  private marksKey = '';
  private room: Room | null = null;
  /** Scrolled or zoomed by hand: from then on the bars lie as the reader wants them. */
  private touched = false;
  private reach: ReturnType<typeof nearRange> = null;

  constructor(private readonly host: HTMLElement, private readonly setup: ChartSetup, look: ChartLook) {
    this.look = look;
    this.chart = createChart(host, { autoSize: true, ...chartOptions(look, setup) });
    const common = {
      priceFormat: { type: 'custom' as const, formatter: setup.price, minMove: 10 ** -setup.decimals },
      autoscaleInfoProvider: (base: () => AutoscaleInfo | null) => this.withReach(base()),
    };
    this.series =
      setup.kind === 'candle'
        ? this.chart.addSeries(CandlestickSeries, { ...candleColours(look), ...common })
        : this.chart.addSeries(LineSeries, { ...common, color: look.info, lineWidth: 1, pointMarkersVisible: setup.points, pointMarkersRadius: 2 });
    this.series.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 1 - VOLUME_TOP + 0.03 } });
    this.volume = this.chart.addSeries(HistogramSeries, { priceScaleId: '', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false });
    this.volume.priceScale().applyOptions({ scaleMargins: { top: VOLUME_TOP, bottom: 0 } });
    this.marks = createSeriesMarkers(this.series, []);
    this.chart.subscribeCrosshairMove(this.pointed);
    this.chart.timeScale().subscribeSizeChange(this.fit);
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(this.zoomed);
    host.addEventListener('wheel', this.moved, { passive: true });
    host.addEventListener('pointermove', this.moved);
    host.addEventListener('dblclick', this.released);
  }

  bars(bars: readonly Bar[]): readonly ChartBar[] {
    const change = chartChange(this.held, bars);
    this.held = bars;
    if (change.kind !== 'none') {
      this.drawn = chartBars(bars);
      if (change.kind === 'set') {
        this.drawAll();
      } else {
        this.drawn.slice(change.from).forEach((bar) => this.drawOne(bar));
      }
      this.setup.onBar(barAt(this.drawn, this.pointedAt));
      this.fit();
    }
    return this.drawn;
  }

  /** Adds, changes and removes only what differs: a line keeps its place while its quantity falls. */
  orders(lines: readonly OrderLine[]): void {
    this.shownLines = lines;
    const wanted = new Set(lines.map((line) => line.id));
    for (const [id, line] of this.lines) {
      if (!wanted.has(id)) {
        this.series.removePriceLine(line);
        this.lines.delete(id);
      }
    }
    for (const { id, price, title } of lines) {
      const there = this.lines.get(id);
      const look = { price, title, color: this.look.accent, axisLabelColor: this.look.accent, axisLabelTextColor: this.look.ground };
      if (there === undefined) {
        this.lines.set(id, this.series.createPriceLine({ ...look, lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: true }));
      } else if (there.options().title !== title || there.options().color !== look.color) {
        there.applyOptions(look);
      }
    }
    const reach = nearRange(lines, this.drawn.at(-1)?.close ?? 0);
    if (reach?.low !== this.reach?.low || reach?.high !== this.reach?.high) {
      this.reach = reach;
      // Lines alone do not make the library measure anew.
      this.series.applyOptions({});
    }
  }

  fills(marks: readonly FillMark[]): void {
    this.shownMarks = marks;
    const shown = arrows(marks, MARK_PX / (this.spacing() ?? MARK_PX));
    const key = JSON.stringify([shown, this.look.buy, this.look.sell]);
    if (key === this.marksKey) {
      return;
    }
    this.marksKey = key;
    this.marks.setMarkers(
      shown.map(({ time, side, text }) => ({
        time: time as UTCTimestamp,
        position: side === 'BUY' ? 'belowBar' : 'aboveBar',
        shape: side === 'BUY' ? 'arrowUp' : 'arrowDown',
        color: side === 'BUY' ? this.look.buy : this.look.sell,
        text,
      })),
    );
  }

  recolour(look: ChartLook): void {
    this.look = look;
    this.chart.applyOptions(chartOptions(look, this.setup));
    this.series.applyOptions(this.setup.kind === 'candle' ? candleColours(look) : { color: look.info });
    this.drawAll();
    this.orders(this.shownLines);
    this.fills(this.shownMarks);
  }

  dispose(): void {
    this.host.removeEventListener('wheel', this.moved);
    this.host.removeEventListener('pointermove', this.moved);
    this.host.removeEventListener('dblclick', this.released);
    this.chart.timeScale().unsubscribeSizeChange(this.fit);
    this.chart.timeScale().unsubscribeVisibleLogicalRangeChange(this.zoomed);
    this.chart.unsubscribeCrosshairMove(this.pointed);
    this.chart.remove();
  }

  /** Spreads few bars over the width, as long as nobody has moved them. */
  private readonly fit = (): void => {
    const room = roomFor(this.drawn.length, this.chart.timeScale().width());
    if (!this.touched && (room.spacing !== this.room?.spacing || room.right !== this.room.right)) {
      this.room = room;
      this.chart.timeScale().applyOptions({ barSpacing: room.spacing, rightOffset: room.right });
    }
  };

  private readonly zoomed = (): void => this.fills(this.shownMarks);

  private readonly moved = (event: Event): void => {
    this.touched ||= event.type === 'wheel' || (event as PointerEvent).buttons !== 0;
  };

  /** A double click on the time axis gives it back, as in the library itself. */
  private readonly released = (event: MouseEvent): void => {
    if (event.clientY > this.host.getBoundingClientRect().bottom - this.chart.timeScale().height()) {
      this.touched = false;
      this.room = null;
      this.fit();
    }
  };

  /** Pixels from bar to bar as it is shown now. */
  private spacing(): number | undefined {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    return range === null ? undefined : this.chart.timeScale().width() / (range.to - range.from);
  }

  private withReach(info: AutoscaleInfo | null): AutoscaleInfo | null {
    const { reach } = this;
    const range = info?.priceRange;
    if (!range || reach === null) {
      return info;
    }
    const { minValue, maxValue } = range;
    return { ...info, priceRange: { minValue: Math.min(minValue, reach.low), maxValue: Math.max(maxValue, reach.high) } };
  }

  private readonly pointed = ({ time }: MouseEventParams): void => {
    this.pointedAt = typeof time === 'number' ? time : null;
    this.setup.onBar(barAt(this.drawn, this.pointedAt));
  };

  private drawAll(): void {
    if (this.setup.kind === 'candle') {
      (this.series as ISeriesApi<'Candlestick'>).setData(this.drawn.map(candle));
    } else {
      (this.series as ISeriesApi<'Line'>).setData(this.drawn.map(point));
    }
    this.volume.setData(this.drawn.map((bar) => this.column(bar)));
  }

  private drawOne(bar: ChartBar): void {
    if (this.setup.kind === 'candle') {
      (this.series as ISeriesApi<'Candlestick'>).update(candle(bar));
    } else {
      (this.series as ISeriesApi<'Line'>).update(point(bar));
    }
    this.volume.update(this.column(bar));
  }

  private column(bar: ChartBar) {
    return { time: bar.time as UTCTimestamp, value: bar.volume, color: `${bar.close >= bar.open ? this.look.buy : this.look.sell}${VOLUME_ALPHA}` };
  }
}

function candle({ time, open, high, low, close }: ChartBar) {
  return { time: time as UTCTimestamp, open, high, low, close };
}

function point({ time, close }: ChartBar) {
  return { time: time as UTCTimestamp, value: close };
}

function candleColours(look: ChartLook) {
  return { upColor: look.buy, borderUpColor: look.buy, wickUpColor: look.buy, downColor: look.sell, borderDownColor: look.sell, wickDownColor: look.sell };
}

function chartOptions(look: ChartLook, setup: ChartSetup) {
  const crosshair = { color: look.lineStrong, labelBackgroundColor: look.label, style: LineStyle.Dashed, width: 1 as const };
  return {
    // The library's own mark needs a style element, which the page's policy forbids: `Attribution` shows it instead.
    layout: { background: { type: ColorType.Solid, color: look.ground }, textColor: look.text, fontFamily: look.font, fontSize: 11, attributionLogo: false },
    grid: { vertLines: { color: look.line }, horzLines: { color: look.line } },
    crosshair: { mode: CrosshairMode.Normal, vertLine: crosshair, horzLine: crosshair },
    rightPriceScale: { borderColor: look.line, entireTextOnly: true, minimumWidth: 62 },
    timeScale: { borderColor: look.line, timeVisible: true, secondsVisible: setup.seconds, rightOffset: 5, barSpacing: 7, minBarSpacing: 1 },
    localization: { locale: 'en-GB', dateFormat: 'yyyy-MM-dd', priceFormatter: setup.price },
  };
}
