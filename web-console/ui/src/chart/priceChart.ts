import {
  CandlestickSeries, ColorType, createChart, createSeriesMarkers, CrosshairMode, HistogramSeries, LineSeries, LineStyle,
  type IChartApi, type IPriceLine, type ISeriesApi, type ISeriesMarkersPluginApi, type MouseEventParams, type Time, type UTCTimestamp,
} from 'lightweight-charts';
import { barAt, chartBars, chartChange, type ChartBar } from './bars';
import type { ChartLook } from './look';
import type { FillMark, OrderLine } from './marks';
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

  constructor(host: HTMLElement, private readonly setup: ChartSetup, look: ChartLook) {
    this.look = look;
    this.chart = createChart(host, { autoSize: true, ...chartOptions(look, setup) });
    const format = { type: 'custom' as const, formatter: setup.price, minMove: 10 ** -setup.decimals };
    this.series =
      setup.kind === 'candle'
        ? this.chart.addSeries(CandlestickSeries, { ...candleColours(look), priceFormat: format })
        : this.chart.addSeries(LineSeries, { color: look.info, lineWidth: 1, priceFormat: format, pointMarkersVisible: setup.points, pointMarkersRadius: 2 });
    this.series.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 1 - VOLUME_TOP + 0.03 } });
    this.volume = this.chart.addSeries(HistogramSeries, { priceScaleId: '', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false });
    this.volume.priceScale().applyOptions({ scaleMargins: { top: VOLUME_TOP, bottom: 0 } });
    this.marks = createSeriesMarkers(this.series, []);
    this.chart.subscribeCrosshairMove(this.pointed);
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
  }

  fills(marks: readonly FillMark[]): void {
    const key = JSON.stringify([marks, this.look.buy, this.look.sell]);
    if (key === this.marksKey) {
      return;
    }
    this.marksKey = key;
    this.shownMarks = marks;
    this.marks.setMarkers(
      marks.map(({ time, side, text }) => ({
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
    this.chart.unsubscribeCrosshairMove(this.pointed);
    this.chart.remove();
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
