import { memo, type ReactNode } from 'react';
import { useApp, useInstrument } from '../app/store';
import { Panel } from '../layout';
import { useChannel } from '../wire';
import { sparkPath, TILE_NAMES, tileView, type TileView } from './tile';
import './tiles.css';

/** Trader Control Center: how the market is, in four figures; under them what its user puts there (price buttons). */
export function TilesPanel({ children }: { children?: ReactNode }) {
  const symbol = useApp((s) => s.symbol);
  const instrument = useInstrument();
  const tiles = useChannel('tiles', { symbol });
  return (
    <Panel id="tiles" title="Trader Control Center" keys="G I" state={tiles} className="panel-fits" early tools={<span className="tiles-window dim">60 s window</span>}>
      <div className="tiles">
        {TILE_NAMES.map((name) => (
          <TileBox key={name} view={tileView(name, tiles.data?.[name], instrument)} />
        ))}
      </div>
      {children}
    </Panel>
  );
}

const WIDTH = 62;
const HEIGHT = 16;

function TileBox({ view }: { view: TileView }) {
  return (
    <section className="tile" aria-label={view.label} title={view.formula}>
      <span className="tile-line">
        <span className="tile-label">{view.label}</span>
        <span className={`tile-word ${view.tone}`}>{view.word}</span>
      </span>
      <span className="tile-line">
        <span className="tile-value">
          <b>{view.value}</b> {view.unit}
        </span>
        <Spark path={sparkPath(view.spark, WIDTH, HEIGHT)} tone={view.tone} />
      </span>
      <span className="sr-only">{view.formula}</span>
    </section>
  );
}

/** Sixty seconds as a line; the figure beside it says the same, so it is hidden from readers. */
const Spark = memo(function Spark({ path, tone }: { path: string; tone: string }) {
  return (
    <svg className={`tile-spark ${tone}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />
    </svg>
  );
});
